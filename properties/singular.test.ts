import { describe, expect, it } from 'vitest'
import { operators } from '../impl/index.ts'
import { inProcessPort } from '../ports/index.ts'
import { exactOperators } from '../reference/index.ts'
import { entryOf } from '../spec/catalogue.ts'
import { mapNames } from '../spec/operator.ts'
import type { Case, Subject } from './law.ts'
import { singularMatrices } from './singular.ts'

const names = ['tridiagonal-solve', 'cyclic-tridiagonal-solve'] as const

const subjectOf = (name: string): Subject => {
  const entry = entryOf(name)!
  return {
    port: inProcessPort(operators),
    entry,
    support: { maps: mapNames },
    differentiable: [],
    operators: {},
    maxLength: 8,
    record() {},
  }
}

/** Dominant, so that a matrix that is not spoilt has an answer. */
const caseOf = (name: string, n: number): Case => {
  const beside = Array.from({ length: name.startsWith('cyclic') ? n : n - 1 }, () => 1)
  const ones = Array.from({ length: n }, () => 1)
  return {
    arguments: { dl: beside, d: ones.map(() => 4), du: beside, b: ones },
    options: {},
    tangents: {},
    cotangent: ones,
  }
}

const sizes = names
  .flatMap((name) => [1, 2, 3, 4, 8].map((n) => [name, n] as const))
  .filter(([name, n]) => n > 2 || !name.startsWith('cyclic'))

describe.each(sizes)('%s with %i rows', (name, n) => {
  const picks = Array.from({ length: 64 }, (_, pick) => pick)
  const plantAll = (matches: RegExp): readonly (Case | undefined)[] =>
    singularMatrices
      .filter((defect) => matches.test(defect.name))
      .flatMap((defect) => picks.map((pick) => defect.plant(subjectOf(name), 'primal', caseOf(name, n), pick)?.input))

  it('is singular over the rationals, whichever way it is planted', () => {
    for (const input of plantAll(/./)) {
      if (input === undefined) continue
      const singular = expect.objectContaining({ code: 'SINGULAR' })
      expect(() => exactOperators[name].primal(input.arguments)).toThrow(singular)
      expect(() => operators[name].primal(input.arguments)).toThrow(singular)
    }
  })

  it('hides it from pivots in doubles, where there is more than one row', () => {
    const planted = plantAll(/no pivot/)
    expect(planted.filter((input) => input !== undefined)).toHaveLength(n === 1 ? 0 : 64)
    expect(new Set(planted.map((input) => JSON.stringify(input))).size).toBeGreaterThan(n === 1 ? 0 : 20)
  })
})

it('leaves operators without a matrix alone', () => {
  const input = { ...caseOf('tridiagonal-solve', 2), arguments: { knots: [0, 1], values: [1, 2] } }
  for (const defect of singularMatrices) expect(defect.plant(subjectOf('locate'), 'primal', input, 0)).toBeUndefined()
})
