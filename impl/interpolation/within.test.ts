/** What is wrong is seen at every place, in the groups of four and in the rest. */
import { describe, expect, test } from 'vitest'
import { areFinite, areWithin } from './within.ts'

const bad = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
const places = Array.from({ length: 11 }, (_, length) => Array.from({ length }, (_, at) => ({ length, at }))).flat()

describe.each(places)('entry $at of $length', ({ length, at }) => {
  const withOne = (value: number): Float64Array => new Float64Array(length).fill(1).with(at, value)

  test('is not finite', () => {
    for (const value of bad) expect(areFinite(withOne(value))).toBe(false)
    expect(areFinite(withOne(-Number.MAX_VALUE))).toBe(true)
  })

  test('lies outside', () => {
    for (const value of [...bad, 0.5 - 2 ** -53, 2 + 2 ** -51]) expect(areWithin(withOne(value), 0.5, 2)).toBe(false)
    for (const value of [0.5, 2]) expect(areWithin(withOne(value), 0.5, 2)).toBe(true)
  })
})

test('what is large does not overflow on the way, and nothing is as it should be', () => {
  expect(areFinite(new Float64Array(9).fill(Number.MAX_VALUE))).toBe(true)
  expect(areFinite(new Float64Array(0))).toBe(true)
  expect(areWithin(new Float64Array(0), 0, 1)).toBe(true)
})
