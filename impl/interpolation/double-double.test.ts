import fc from 'fast-check'
import type { Fraction } from 'mathjs'
import { expect, test } from 'vitest'
import { doubleOf, fractionOf } from '../../reference/exact.ts'
import { DoubleDoubles, Register } from './double-double.ts'
import { productRest, sumRest } from './error-free.ts'

const number = fc
  .double({ min: -(2 ** 40), max: 2 ** 40, noNaN: true })
  .filter((x) => x === 0 || Math.abs(x) > 2 ** -40)
const exactly = (x: DoubleDoubles, i: number): Fraction => fractionOf(x.hi[i]).add(fractionOf(x.lo[i]))

test('sums and products come with what rounding took', () => {
  fc.assert(
    fc.property(number, number, (x, y) => {
      expect(
        fractionOf(x + y)
          .add(fractionOf(sumRest(x, y, x + y)))
          .equals(fractionOf(x).add(fractionOf(y))),
      ).toBe(true)
      expect(
        fractionOf(x * y)
          .add(fractionOf(productRest(x, y, x * y)))
          .equals(fractionOf(x).mul(fractionOf(y))),
      ).toBe(true)
    }),
    { seed: 2026 },
  )
})

test('each operation has twice the digits, of its terms where they cancel', () => {
  const register = new Register()
  const row = new DoubleDoubles(3)
  const long = fc.tuple(
    number,
    fc.double({ min: -1, max: 1, noNaN: true }).map((x) => (Math.abs(x) < 2 ** -40 ? 0 : x)),
  )
  fc.assert(
    fc.property(long, long, ([a, aLow], [b, bLow]) => {
      register
        .be(a)
        .plusDouble(a * 2 ** -54 * aLow)
        .store(row, 0)
      register
        .be(b)
        .plusDouble(b * 2 ** -54 * bLow)
        .store(row, 1)
      const [x, y] = [exactly(row, 0), exactly(row, 1)]
      const expectNear = (exact: Fraction, terms: Fraction): void => {
        register.store(row, 2)
        expect(doubleOf(exactly(row, 2).sub(exact).abs())).toBeLessThanOrEqual(2 ** -102 * doubleOf(terms))
        expect(register.value).toBe(row.hi[2])
        expect(Math.abs(row.lo[2])).toBeLessThanOrEqual(2 ** -53 * Math.abs(row.hi[2]))
      }
      register.load(row, 0).plus(row, 1)
      expectNear(x.add(y), x.abs().add(y.abs()))
      register.load(row, 0).minus(row, 1)
      expectNear(x.sub(y), x.abs().add(y.abs()))
      register.load(row, 0).times(row, 1)
      expectNear(x.mul(y), x.mul(y).abs())
      if (b === 0) return
      register.load(row, 0).over(row, 1)
      expectNear(x.div(y), x.div(y).abs())
    }),
    { seed: 2026 },
  )
})

test('entries out of range are zero', () => {
  const row = new DoubleDoubles(2).set([3, 4])
  const register = new Register()
  expect(register.load(row, 2).value).toBe(0)
  expect(register.be(5).plus(row, -1).minus(row, 2).value).toBe(5)
  expect(register.be(5).times(row, 2).value).toBe(0)
})
