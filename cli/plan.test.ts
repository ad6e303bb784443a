import { describe, expect, it } from 'vitest'
import type { Check } from '../properties/law.ts'
import { deal, partOf, select } from './plan.ts'
import { UsageError } from './usage.ts'

const checks: readonly Check[] = ['a', 'b', 'c'].flatMap((operator) =>
  ['exact', 'adjoint'].map((law) => ({ id: `${operator}/${law}`, operator, law })),
)
const ids = (some: readonly Check[]): readonly string[] => some.map(({ id }) => id)

describe('select', () => {
  it('keeps what both filters name', () => {
    expect(select(checks, {})).toEqual(checks)
    expect(ids(select(checks, { operators: ['a', 'c'], laws: ['adjoint'] }))).toEqual(['a/adjoint', 'c/adjoint'])
  })

  it('refuses a name that nothing has, and lists those that there are', () => {
    expect(() => select(checks, { operators: ['a', 'd'] })).toThrow(UsageError)
    expect(() => select(checks, { operators: ['d'] })).toThrow(/no operator 'd'.*the operators are a, b, c/)
    expect(() => select(checks, { laws: ['exct'] })).toThrow(/no law 'exct' \(did you mean exact\?\)/)
  })

  it('refuses a combination that leaves nothing', () => {
    const some = [checks[0], checks[3]]
    expect(() => select(some, { operators: ['a'], laws: ['adjoint'] })).toThrow(/no check is left/)
  })
})

describe('partOf', () => {
  it('splits into parts that are disjoint, complete, and stable when checks are added', () => {
    const part = (of: readonly Check[], index: number): readonly string[] => ids(partOf(of, { index, count: 2 }))
    expect([...part(checks, 1), ...part(checks, 2)].sort()).toEqual([...ids(checks)].sort())
    const more = [{ id: 'z/exact', operator: 'z', law: 'exact' }, ...checks]
    expect(part(more, 1).filter((id) => id !== 'z/exact')).toEqual(part(checks, 1))
  })

  it('leaves some empty where there are more parts than checks', () => {
    const parts = Array.from({ length: 50 }, (_, i) => partOf(checks, { index: i + 1, count: 50 }))
    expect(ids(parts.flat()).toSorted()).toEqual(ids(checks).toSorted())
    expect(parts.some((part) => part.length === 0)).toBe(true)
  })
})

describe('deal', () => {
  it('gives every process its share, and nobody an empty one', () => {
    expect(deal(checks, 2).map(ids)).toEqual([
      ['a/exact', 'b/exact', 'c/exact'],
      ['a/adjoint', 'b/adjoint', 'c/adjoint'],
    ])
    expect(deal(checks.slice(0, 1), 4)).toEqual([[checks[0]]])
    expect(deal([], 4)).toEqual([])
  })
})
