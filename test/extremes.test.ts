/**
 * Further out than any port is asked (`Draw.stretched`): gaps in ratios to 10¹², offsets of 10⁹ with gaps of 1, values of
 * 10^±150, each with the fewest knots too. Every map of every interpolant is right there, within its limit (NUM-4), or
 * refuses: B-splines of high degree whose knots are too uneven (BSP-8), and nothing else.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { operators } from '../impl/index.ts'
import { inProcessPort } from '../ports/index.ts'
import { Violation } from '../properties/law.ts'
import { exactProperty } from '../properties/laws/exact.ts'
import { catalogue } from '../spec/catalogue.ts'
import { differentiableArguments } from '../spec/entry.ts'
import { mapNames } from '../spec/operator.ts'

const runs = 5

const port = inProcessPort(operators)
const description = await port.describe()

/** The error that an uneven set of knots gets, as a law reports it. */
const isRefused = (error: unknown): boolean =>
  error instanceof Violation && /^SINGULAR: bspline-\w+: .* for B-splines of degree/.test(error.details.got)

describe.each(['gaps', 'offset', 'large', 'small'] as const)('extreme: %s', (stretched) => {
  it.each(catalogue.filter(({ promises }) => promises !== undefined).map((entry) => ({ ...entry })))(
    '$name is right or refuses',
    async (entry) => {
      const subject = {
        port,
        entry,
        support: description.operators[entry.name],
        differentiable: differentiableArguments(entry),
        operators: description.operators,
        maxLength: 5,
        record: () => {},
      }
      let refused = 0
      for (const map of mapNames) {
        const property = exactProperty(subject, map, { places: 'any', stretched })
        const judge = property.run.bind(property)
        property.run = async (drawn) => {
          const failure = await judge(drawn)
          if (failure === null || !('error' in failure) || !isRefused(failure.error)) return failure
          refused++
          return null
        }
        const details = await fc.check(property, { seed: 1, numRuns: runs })
        expect(details.errorInstance ?? details.failed).toBe(false)
      }
      if (stretched !== 'gaps' || !entry.name.startsWith('bspline')) expect(refused).toBe(0)
    },
  )
})
