import fc from 'fast-check'
import type { Fraction } from 'mathjs'
import { expect, test } from 'vitest'
import { fractionOf } from '../reference/exact.ts'
import { WideRegister, WideRow } from './wide.ts'

const exactly = ({ m, e }: WideRow, i: number): Fraction => {
  const power = fractionOf(2).pow(Math.abs(e[i])) as Fraction
  const digits = fractionOf(1).mul(m[i]) as Fraction
  return e[i] < 0 ? digits.div(power) : digits.mul(power)
}

const double = fc
  .double({ min: -(2 ** 60), max: 2 ** 60, noNaN: true })
  .filter((x) => x === 0 || Math.abs(x) > 2 ** -60)
/** With more bits than a double has: its third by two others. */
const long = fc.tuple(
  double,
  double.filter((x) => x !== 0),
)

test('a double is kept as it is, the smallest and the largest too', () => {
  const register = new WideRegister(448)
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
      // No sign of zero.
      expect(register.be(x).value).toBe(x + 0)
    }),
    { seed: 2026, numRuns: 1000 },
  )
  for (const x of [Number.MIN_VALUE, -Number.MAX_VALUE, 2 ** -1022, 2 ** -1022 - 2 ** -1074])
    expect(register.be(x).value).toBe(x)
})

test.each([448, 2000])('each operation has all its %d bits, of its terms where they cancel', (wideBits) => {
  const x = new WideRegister(wideBits)
  const row = new WideRow(4)
  fc.assert(
    fc.property(long, long, double, ([a, aOver], [b, bOver], c) => {
      x.be(a).overDouble(aOver).store(row, 0)
      x.be(b).overDouble(bOver).store(row, 1)
      const [p, q, r] = [exactly(row, 0), exactly(row, 1), fractionOf(c)]
      const expectNear = (register: WideRegister, exact: Fraction, terms: Fraction): void => {
        register.store(row, 2)
        expect(row.hi[2]).toBe(register.value)
        const off = exactly(row, 2)
          .sub(exact)
          .abs()
          .mul(fractionOf(2).pow(wideBits - 4) as Fraction)
        expect(off.compare(terms)).toBeLessThanOrEqual(0)
      }
      expectNear(x.load(row, 0), fractionOf(a).div(fractionOf(aOver)), p.abs())
      expectNear(x.load(row, 0).plus(row, 1), p.add(q), p.abs().add(q.abs()))
      expectNear(x.load(row, 0).minus(row, 1), p.sub(q), p.abs().add(q.abs()))
      expectNear(x.load(row, 0).plusDouble(c), p.add(r), p.abs().add(r.abs()))
      expectNear(x.load(row, 0).times(row, 1), p.mul(q), p.mul(q).abs())
      expectNear(x.load(row, 0).timesDouble(c), p.mul(r), p.mul(r).abs())
      if (b !== 0) expectNear(x.load(row, 0).over(row, 1), p.div(q), p.div(q).abs())
      expectNear(x.be(c).plusDot(row, 0, row, 0, 2), p.mul(p).add(q.mul(q)).add(r), p.mul(p).add(q.mul(q)).add(r.abs()))
      x.load(row, 1).store(row, 3)
      x.load(row, 0).spread(row, 1, row, 3, 1)
      expectNear(x.load(row, 3), q.add(p.mul(q)), q.abs().add(p.mul(q).abs()))
      // √(p²) is |p|.
      expectNear(x.load(row, 0).times(row, 0).squareRoot(), p.abs(), p.abs())
    }),
    { seed: 2026, numRuns: 200 },
  )
})

test('exponents have no end, and what is rounded to a double overflows or vanishes only then', () => {
  const x = new WideRegister(448)
  x.be(1e300)
  for (let i = 0; i < 10; i++) x.timesDouble(1e300)
  expect(x.value).toBe(Number.POSITIVE_INFINITY)
  for (let i = 0; i < 20; i++) x.overDouble(1e300)
  expect(x.value).toBe(0)
  for (let i = 0; i < 9; i++) x.timesDouble(1e300)
  expect(x.value).toBeCloseTo(1, 12)
})

test('what is no number, or divided by zero, is no number from then on', () => {
  const row = new WideRow(2)
  const x = new WideRegister(448)
  for (const broken of [
    x.be(Number.NaN),
    x.be(Number.POSITIVE_INFINITY),
    x.be(1).over(row, 0),
    x.be(-1).squareRoot(),
  ]) {
    broken.store(row, 1)
    expect(row.hi[1]).toBeNaN()
    expect(x.be(3).plus(row, 1).value).toBeNaN()
    expect(x.be(3).minus(row, 1).value).toBeNaN()
    expect(x.load(row, 1).plusDouble(3).value).toBeNaN()
    expect(x.be(3).times(row, 1).value).toBeNaN()
    expect(x.be(0).plusDot(row, 1, row, 0, 1).value).toBeNaN()
    expect(x.load(row, 1).squareRoot().value).toBeNaN()
    // And from then on, too.
    expect(x.be(3).plus(row, 1).plusDouble(2).timesDouble(3).plusDouble(1).value).toBeNaN()
  }
})
