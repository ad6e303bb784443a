import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeNumber, encodeJson } from './encoding.ts'

const bitsOf = (x: number): bigint => new BigUint64Array(Float64Array.of(x).buffer)[0]
const anyDouble = fc.double({ noNaN: false })

describe('numbers as JSON (PRT-4)', () => {
  test('every double comes back with the same bits, alone and in arrays', () => {
    fc.assert(
      fc.property(fc.array(anyDouble, { maxLength: 20 }), (numbers) => {
        for (const written of [encodeJson(numbers), encodeJson(Float64Array.from(numbers))]) {
          const read = (JSON.parse(written) as unknown[]).map(decodeNumber) as number[]
          expect(read.map(bitsOf)).toEqual(numbers.map(bitsOf))
        }
        for (const x of numbers) expect(bitsOf(decodeNumber(JSON.parse(encodeJson(x))) as number)).toBe(bitsOf(x))
      }),
      { numRuns: 2000 },
    )
  })

  test('hard decimals are the shortest that round-trip', () => {
    const hard = [0.1, 1 / 3, 5e-324, Number.MAX_VALUE, 2 ** 53 + 2, 1e21, 1e-7, 2.2250738585072014e-308]
    expect(encodeJson(hard)).toBe(`[${hard.map(String).join(',')}]`)
  })

  test.each([
    [-0, '-0'],
    [[0, -0], '[0,-0]'],
    [[1, Number.NaN], '[1,"NaN"]'],
    [Float64Array.of(Number.POSITIVE_INFINITY, -0, Number.NEGATIVE_INFINITY), '["Infinity",-0,"-Infinity"]'],
    [[], '[]'],
    [new Float64Array(0), '[]'],
    [Float32Array.of(0.5, -0), '[0.5,-0]'],
  ])('%s is written %s', (value, text) => {
    expect(encodeJson(value)).toBe(text)
  })

  test('everything else is written as JSON.stringify does', () => {
    const value = { a: 'ŷ "quoted"', b: [true, null, [{ c: 1 }]], d: undefined, '': {}, e: [undefined] }
    expect(encodeJson(value)).toBe(JSON.stringify(value))
    expect(encodeJson(undefined)).toBe('null')
  })

  test('only the three strings are numbers', () => {
    for (const value of ['nan', 'inf', '1', '+Infinity', '', null, true, [], 3]) expect(decodeNumber(value)).toBe(value)
    expect(decodeNumber('NaN')).toBeNaN()
    expect(decodeNumber('-Infinity')).toBe(Number.NEGATIVE_INFINITY)
  })
})
