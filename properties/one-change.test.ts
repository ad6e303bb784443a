import { describe, expect, it } from 'vitest'
import { operators } from '../impl/index.ts'
import { inProcessPort } from '../ports/index.ts'
import { catalogue } from '../spec/catalogue.ts'
import { checkCall } from '../spec/contract.ts'
import { differentiableArguments } from '../spec/entry.ts'
import { mapNames } from '../spec/operator.ts'
import { exampleCase } from './draw/cases.ts'
import type { Subject } from './law.ts'
import { changedInOne } from './one-change.ts'

const port = inProcessPort(operators)
const description = await port.describe()

const picks = Array.from({ length: 60 }, (_, i) => i)

describe.each(catalogue.filter(({ clauses }) => clauses.pullback !== undefined).map((entry) => ({ ...entry })))(
  'a case of $name with one thing changed',
  (entry) => {
    const subject: Subject = {
      port,
      entry,
      support: description.operators[entry.name],
      differentiable: differentiableArguments(entry),
      operators: description.operators,
      maxLength: 8,
      record() {},
    }
    const input = exampleCase(entry)

    it.each(mapNames)('is a valid one, with one thing changed (%s)', (map) => {
      const seen = new Set<string>()
      for (const pick of picks) {
        const changed = changedInOne(subject, map, input, pick)
        if (changed === undefined) continue
        checkCall(entry, 'primal', changed.arguments, changed.options)
        const differing = [
          ...Object.keys(entry.options).filter((name) => changed.options[name] !== input.options[name]),
          ...differences(changed.arguments, input.arguments),
          ...differences(changed.tangents, input.tangents).map((name) => `tangent of ${name}`),
          ...(`${changed.cotangent}` === `${input.cotangent}` ? [] : ['cotangent']),
        ]
        expect(differing).toHaveLength(1)
        seen.add(differing[0])
      }
      // All data, and what the map is fed with besides.
      expect([...seen]).toEqual(expect.arrayContaining(Object.keys(input.arguments).filter((name) => isChanged(name))))
      expect(seen.has('cotangent')).toBe(map === 'pullback')
      expect([...seen].some((name) => name.startsWith('tangent of'))).toBe(map === 'pushforward')
    })

    /** Queries are put in another order; one alone has no other. */
    const isChanged = (name: string): boolean =>
      entry.arguments.find((argument) => argument.name === name)!.role !== 'queries' || input.arguments[name].length > 1
  },
)

const differences = (
  one: Readonly<Record<string, readonly number[]>>,
  other: Readonly<Record<string, readonly number[]>>,
): string[] => Object.keys(one).filter((name) => `${one[name]}` !== `${other[name]}`)
