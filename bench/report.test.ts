import { describe, expect, it } from 'vitest'
import {
  allocationHead,
  growthHead,
  lineOf,
  lineOfAllocation,
  lineOfGrowth,
  lineOfMissing,
  rowHead,
  widthOf,
} from './report.ts'

const row = {
  row: 'prepared solve / C Thomas, factors ready',
  n: 1000000,
  elements: 1000000,
  ratio: 0.7654,
  low: 0.76,
  high: 0.7715,
  pairs: 100,
  head: { name: 'head', nanoseconds: 1.7e6 },
  base: { name: 'base', nanoseconds: 2.25e6 },
}

describe('the lines of the report', () => {
  it('give the ratio, its interval and the times per element', () => {
    expect(lineOf(row)).toMatch(/ready +1000000 +0\.765 +\[0\.760, 0\.771\] +1\.70 \/ 2\.25$/)
    const growth = { name: 'growth', from: 1000, to: 10000, perElement: 1.04, low: 1.03, high: 1.05, exponent: 1.017 }
    expect(lineOfGrowth(growth)).toMatch(/growth +1000 → 10000 +1\.040 +\[1\.030, 1\.050\] +p = 1\.02$/)
    const allocation = { name: 'solve', heapBytes: 160000, arrayBufferBytes: 0, allocates: true }
    expect(lineOfAllocation(allocation)).toMatch(/^solve +ALLOCATES +160000, 0$/)
    expect(lineOfAllocation({ ...allocation, heapBytes: 200, allocates: false })).toMatch(/none +200, 0$/)
  })

  it('stand under their heads', () => {
    expect(lineOf(row).indexOf('[')).toBe(rowHead().indexOf('95 %'))
    expect(growthHead().indexOf('95 %')).toBe(growthHead().indexOf('ratio') + 8)
    const width = widthOf(['a name', 'x'.repeat(60)])
    expect(lineOf(row, width).indexOf('[')).toBe(rowHead(width).indexOf('95 %'))
    expect(rowHead(width).length).toBe(rowHead().length + 16)
    expect(lineOfMissing(row, width)).toMatch(/ready +1000000 {3}not installed$/)
    expect(allocationHead).toContain('10000 calls')
  })
})
