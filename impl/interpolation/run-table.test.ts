import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { locatorOf } from './locate.ts'
import { RunTable } from './run-table.ts'
import { Runs } from './runs.ts'

const newRuns = (): Runs => new Runs(locatorOf(Float64Array.of(-1, 0, 0.5, 3)), 3, 0, 1)

/** Inside and outside, in any order; more of them than a new table has room for. */
const queries = fc.array(fc.integer({ min: -12, max: 32 }), { maxLength: 300 }).map((at) => at.map((x) => x / 8))

test('a table gives back the runs that it was filled with', () => {
  fc.assert(
    fc.property(queries, (x) => {
      const table = new RunTable()
      const runs = newRuns()
      table.fill(newRuns(), x, 0, x.length)
      runs.start(x, 0, x.length)
      const replayed = newRuns()
      const at = ({ anchor, from, half, to, top }: Runs): unknown => [anchor, from, to, top, half.piece, half.isRight]
      for (let r = 0; r < table.count; r++) {
        expect(runs.next()).toBe(true)
        table.replay(replayed, r)
        expect(at(replayed)).toEqual(at(runs))
      }
      expect(runs.next()).toBe(false)
    }),
  )
})

test('its blocks follow each other and are no longer than they may be, but for a single run', () => {
  const x = Float64Array.from({ length: 2000 }, (_, j) => (j < 600 ? 0.25 : ((j * 7) % 24) / 8))
  const table = new RunTable()
  table.fill(newRuns(), x, 0, x.length)
  const lengths: number[] = []
  for (let r = 0; r < table.count; ) {
    const end = table.block(r)
    expect(end).toBeGreaterThan(r)
    const length = table.from(end) - table.from(r)
    expect(length <= 256 || end === r + 1).toBe(true)
    lengths.push(length)
    r = end
  }
  expect(lengths[0]).toBe(600)
  expect(lengths.reduce((sum, one) => sum + one)).toBe(x.length)
})
