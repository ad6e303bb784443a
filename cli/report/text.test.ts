import { describe, expect, it } from 'vitest'
import { ends, flow, formatArray, formatCount, formatDuration, formatK, paintFor, wrap } from './text.ts'

describe('numbers', () => {
  it('are short', () => {
    const Ks = [0, 0.001, 0.0123, 0.5, 1.26, 9.96, 42.4, 9999, 123456, 4.5e15, Number.POSITIVE_INFINITY, Number.NaN]
    expect(Ks.map(formatK)).toEqual([
      '0',
      '<0.01',
      '0.01',
      '0.50',
      '1.3',
      '10.0',
      '42',
      '9999',
      '1e5',
      '5e15',
      '∞',
      'NaN',
    ])
    expect([0, 999, 1000, 18400, 1234567].map(formatCount)).toEqual(['0', '999', '1 000', '18 400', '1 234 567'])
    expect([0.04, 9.9, 41.2, 600].map(formatDuration)).toEqual(['0.0 s', '9.9 s', '41 s', '10 min'])
  })

  it('read back as the same doubles', () => {
    expect(formatArray([0.1, -0, 1e-300, 1 / 3])).toBe('[0.1, -0, 1e-300, 0.3333333333333333]')
    expect(formatArray(new Float64Array(0))).toBe('[]')
  })

  it('are counted where there are many', () => {
    const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1)
    expect(formatArray(upTo(8))).toBe('[1, 2, 3, 4, 5, 6, 7, 8]')
    expect(formatArray(upTo(9))).toBe('[1, 2, 3, 4, 5, 6, … 9 in all]')
    expect(formatArray(new Float64Array(13))).toBe('[0 ×13]')
    expect(formatArray([5, 5, -0, 0, 0, 0, 0, 0, 7])).toBe('[5, 5, -0, 0 ×5, 7]')
    expect(formatArray([...upTo(4096), 0, 0, 0])).toBe('[1, 2, 3, 4, 5, 6, … 4099 in all]')
  })
})

describe('lines', () => {
  it('hold as many items as fit', () => {
    const items = Array.from({ length: 9 }, () => 'x'.repeat(24))
    expect(flow(items, '  ').map((line) => line.length)).toEqual([78, 78, 78])
    expect(flow([], '')).toEqual([])
    expect(wrap(' a  b\nc ', '  ')).toEqual(['  a b c'])
  })

  it('have two ends', () => {
    expect(ends('left', 'right')).toHaveLength(80)
    expect(ends('x'.repeat(78), 'right')).toBe(`${'x'.repeat(78)}\n${'right'.padStart(80)}`)
  })
})

describe('paintFor', () => {
  it('paints on a terminal only, and not against NO_COLOR', () => {
    expect(paintFor({ isTTY: true }, {})('red', 'x')).toBe('\u001b[31mx\u001b[39m')
    expect(paintFor({}, {})('red', 'x')).toBe('x')
    expect(paintFor({ isTTY: true }, { NO_COLOR: '1' })('red', 'x')).toBe('x')
    expect(paintFor({ isTTY: true }, { TERM: 'dumb' })('red', 'x')).toBe('x')
  })
})
