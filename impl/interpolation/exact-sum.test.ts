import fc from 'fast-check'
import { expect, test } from 'vitest'
import { doubleOf, fractionOf } from '../../reference/exact.ts'
import { exactSum } from './exact-sum.ts'

const out = new Float64Array(2)
const real = fc.oneof(
  fc.integer({ min: -64, max: 64 }).map((i) => i / 16),
  fc.double({ min: -1e9, max: 1e9, noNaN: true }).filter((x) => x === 0 || Math.abs(x) > 1e-30),
)
const cell = fc.integer({ min: -(2 ** 30), max: 2 ** 30 })

test('x and the rest together are the sum, the rest to its last places and with its sign', () => {
  fc.assert(
    fc.property(real, real, real, cell, fc.constantFrom(1, -1), (q, a, b, k, sigma) => {
      const [alpha, beta] = sigma === 1 ? [k, -k] : [1 - k, 1 + k]
      exactSum(sigma, q, alpha, a, beta, b, out)
      const exact = fractionOf(sigma * q)
        .add(fractionOf(alpha).mul(fractionOf(a)))
        .add(fractionOf(beta).mul(fractionOf(b)))
      expect(out[0] + out[1]).toBe(out[0])
      const rest = doubleOf(exact.sub(fractionOf(out[0])))
      expect(Math.sign(out[1])).toBe(Math.sign(rest) + 0)
      expect(Math.abs(out[1] - rest)).toBeLessThanOrEqual(2 ** -50 * Math.abs(rest))
    }),
    { numRuns: 3000, seed: 5 },
  )
})

test('what a plain sum loses is in the rest', () => {
  exactSum(1, -(2 ** -60), 1, 0, 1, 25, out)
  expect([...out]).toEqual([25, -(2 ** -60)])
})
