/**
 * Further out than any port is asked (`Draw.stretched`): gaps in ratios to 10¹², offsets of 10⁹ with gaps of 1, values of
 * 10^±150, each with the fewest knots too. Every map of every interpolant is right there, within its limit (NUM-4).
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { operators } from '../impl/index.ts'
import { inProcessPort } from '../ports/index.ts'
import { exactProperty } from '../properties/laws/exact.ts'
import { catalogue } from '../spec/catalogue.ts'
import { differentiableArguments } from '../spec/entry.ts'
import { mapNames } from '../spec/operator.ts'

const runs = 5

const port = inProcessPort(operators)
const description = await port.describe()

describe.each(['gaps', 'offset', 'large', 'small'] as const)('extreme: %s', (stretched) => {
  it.each(catalogue.filter(({ promises }) => promises !== undefined).map((entry) => ({ ...entry })))(
    '$name is right',
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
      for (const map of mapNames) {
        const property = exactProperty(subject, map, { places: 'any', stretched })
        const details = await fc.check(property, { seed: 1, numRuns: runs })
        expect(details.errorInstance ?? details.failed).toBe(false)
      }
    },
  )
})
