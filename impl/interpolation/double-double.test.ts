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

test('square roots and inner products have twice the digits, too, and the adjoint of a product with a row', () => {
  const register = new Register()
  const [a, b] = [new DoubleDoubles(3), new DoubleDoubles(3)]
  const near = (got: Fraction, exact: Fraction, terms: Fraction): void =>
    expect(doubleOf(got.sub(exact).abs())).toBeLessThanOrEqual(2 ** -100 * doubleOf(terms))
  fc.assert(
    fc.property(fc.array(number, { minLength: 6, maxLength: 6 }), (xs) => {
      // Thirds have digits in both parts.
      xs.forEach((x, i) => {
        register
          .be(x)
          .overDouble(3)
          .store(i < 3 ? a : b, i % 3)
      })
      const products = [0, 1, 2].map((i) => exactly(a, i).mul(exactly(b, i)))
      const zero = fractionOf(0)
      register.be(0).plusDot(a, 0, b, 0, 3).store(b, 0)
      near(
        exactly(b, 0),
        products.reduce((sum, x) => sum.add(x), zero),
        products.reduce((sum, x) => sum.add(x.abs()), zero),
      )
      const [w, before] = [exactly(a, 0), exactly(b, 1)]
      register.load(a, 0).spread(a, 1, b, 1, 1)
      const added = w.mul(exactly(a, 1))
      near(exactly(b, 1), before.add(added), before.abs().add(added.abs()))
      const square = register.load(a, 2).times(a, 2).value
      register.load(a, 2).times(a, 2).squareRoot().store(b, 2)
      if (square > 0) near(exactly(b, 2), exactly(a, 2).abs(), exactly(a, 2).abs())
      else expect(register.value).toBe(0)
    }),
    { seed: 2026 },
  )
})
