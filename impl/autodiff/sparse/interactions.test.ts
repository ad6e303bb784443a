import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { singletons } from './index-sets.ts'
import { Interactions } from './interactions.ts'

describe('interactions', () => {
  it('are each there once, with their mirror images, however often they were recorded', () => {
    const n = 12
    const pairs = fc.array(fc.tuple(fc.nat(n - 1), fc.nat(n - 1)), { maxLength: 400 })
    fc.assert(
      fc.property(pairs, (recorded) => {
        const interactions = new Interactions(n)
        const each = singletons(n)
        for (const [i, j] of recorded) interactions.add(each, i, each, j)
        const { columnPointers, rowIndices } = interactions.pattern()
        for (let j = 0; j < n; j++) {
          const due = recorded.flatMap(([a, b]) => (a === j ? [b] : b === j ? [a] : []))
          const rows = [...rowIndices.subarray(columnPointers[j], columnPointers[j + 1])]
          expect(rows).toEqual([...new Set(due)].sort((a, b) => a - b))
        }
      }),
      { numRuns: 300 },
    )
  })
})
