import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptySet, grown, SetBuilder, singletons } from './index-sets.ts'

describe('a builder of sets', () => {
  it('makes the union of what was included, ascending and without repeats', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(60), { maxLength: 60 }), { maxLength: 8 }), (lists) => {
        const each = singletons(61)
        const builder = new SetBuilder()
        const made = lists.map((list) => {
          for (const index of list) builder.include(each, index)
          builder.include(emptySet, 0)
          return builder.finish()
        })
        for (const set of made) builder.includeMade(set)
        const whole = builder.finish()
        const { pointers, indices } = builder.table()
        const members = (set: number): number[] => [...indices.subarray(pointers[set], pointers[set + 1])]
        const ascending = (list: number[]): number[] => [...new Set(list)].sort((a, b) => a - b)
        lists.forEach((list, k) => {
          expect(members(made[k])).toEqual(ascending(list))
        })
        expect(members(whole)).toEqual(ascending(lists.flat()))
      }),
      { numRuns: 500 },
    )
  })

  it('refuses to grow beyond what is sparse', () => {
    expect(() => grown(new Int32Array(1), 2 ** 28 + 1)).toThrow(expect.objectContaining({ code: 'UNSUPPORTED' }))
    expect(grown(Int32Array.of(7), 3)).toEqual(Int32Array.of(7, 0, 0))
  })
})
