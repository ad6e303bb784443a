/**
 * One text of the spline, carried out in doubles or with twice their digits, whichever the condition of its equations
 * asks for (`condition.ts`): rows of numbers, and a register that is worked on. A method takes a whole inner loop, so
 * that which arithmetic it is costs nothing.
 */
import { DoubleDoubles, Register } from '../double-double.ts'
import { PlainRegister } from './plain-register.ts'

export interface Arithmetic {
  row(length: number): DoubleDoubles
  register(): Accumulator
}

/** Givens rotations, each a cosine and a sine. */
export interface Rotations {
  readonly cosine: DoubleDoubles
  readonly sine: DoubleDoubles
}

/** What the two registers have in common. */
export interface Accumulator {
  readonly value: number
  be(x: number): this
  load(x: DoubleDoubles, i: number): this
  store(x: DoubleDoubles, i: number): void
  plus(x: DoubleDoubles, i: number): this
  minus(x: DoubleDoubles, i: number): this
  times(x: DoubleDoubles, i: number): this
  over(x: DoubleDoubles, i: number): this
  plusDouble(x: number): this
  timesDouble(x: number): this
  overDouble(x: number): this
  squareRoot(): this
  plusDot(a: DoubleDoubles, i: number, b: DoubleDoubles, j: number, count: number): this
  spread(a: DoubleDoubles, i: number, b: DoubleDoubles, j: number, count: number): void
  /** Through rotations `at` … with y[j] …, one after the other: y ← c y + s x,  x ← c x − s y. */
  pass(by: Rotations, at: number, y: DoubleDoubles, j: number, count: number): this
  /** Back through them, from the last to the first: y ← c y − s x,  x ← c x + s y. */
  passBack(by: Rotations, at: number, y: DoubleDoubles, j: number, count: number): this
  /** One rotation of two rows: a ← c a + s b,  b ← c b − s a. */
  turn(by: Rotations, at: number, a: DoubleDoubles, i: number, b: DoubleDoubles, j: number, count: number): void
  /**
   * With w[a] = N[a] perSpan[a] of `q` B-splines from N[from] on: above[a] w[a] + below[a−1] w[a−1] of the next degree,
   * in the row of N after theirs; `at` and `low` are where perSpan and below begin.
   */
  raise(
    perSpan: DoubleDoubles,
    at: number,
    below: DoubleDoubles,
    low: number,
    above: DoubleDoubles,
    N: DoubleDoubles,
    from: number,
    q: number,
  ): void
  /** e[a] ← w[a−1] e[a−1] − w[a] e[a], of q entries q + 1. */
  difference(w: DoubleDoubles, at: number, e: DoubleDoubles, from: number, q: number): void
  /** out = M c, rounded to doubles; M has `width` rows of as many entries. */
  transform(
    M: DoubleDoubles,
    at: number,
    width: number,
    c: DoubleDoubles,
    j: number,
    out: Float64Array,
    to: number,
  ): void
}

export const plain: Arithmetic = {
  row: (length) => new DoubleDoubles(length, true),
  register: () => new PlainRegister(),
}

export const doubled: Arithmetic = {
  row: (length) => new DoubleDoubles(length),
  register: () => new DoubledRegister(),
}

class DoubledRegister extends Register implements Accumulator {
  private readonly other = new Register()
  private readonly third = new Register()

  pass({ cosine, sine }: Rotations, at: number, y: DoubleDoubles, j: number, count: number): this {
    const { other, third } = this
    for (let k = 0; k < count; k++) {
      other
        .be(0)
        .plusRegister(this)
        .times(sine, at + k)
        .plusDot(cosine, at + k, y, j + k, 1)
      third.load(y, j + k).times(sine, at + k)
      this.times(cosine, at + k).minusRegister(third)
      other.store(y, j + k)
    }
    return this
  }

  passBack({ cosine, sine }: Rotations, at: number, y: DoubleDoubles, j: number, count: number): this {
    const { other, third } = this
    for (let k = count - 1; k >= 0; k--) {
      third
        .be(0)
        .plusRegister(this)
        .times(sine, at + k)
      other
        .load(y, j + k)
        .times(cosine, at + k)
        .minusRegister(third)
      this.times(cosine, at + k).plusDot(sine, at + k, y, j + k, 1)
      other.store(y, j + k)
    }
    return this
  }

  turn(by: Rotations, at: number, a: DoubleDoubles, i: number, b: DoubleDoubles, j: number, count: number): void {
    for (let k = 0; k < count; k++)
      this.load(b, j + k)
        .pass(by, at, a, i + k, 1)
        .store(b, j + k)
  }

  raise(
    perSpan: DoubleDoubles,
    at: number,
    below: DoubleDoubles,
    low: number,
    above: DoubleDoubles,
    N: DoubleDoubles,
    from: number,
    q: number,
  ): void {
    const { other } = this
    const to = from + above.hi.length
    this.be(0)
    for (let a = 0; a < q; a++) {
      other.load(N, from + a).times(perSpan, at + a)
      other.store(N, to + a + 1)
      this.plusDot(above, a, N, to + a + 1, 1).store(N, to + a)
      this.load(N, to + a + 1).times(below, low + a)
    }
    this.store(N, to + q)
  }

  difference(w: DoubleDoubles, at: number, e: DoubleDoubles, from: number, q: number): void {
    const { other } = this
    other.be(0)
    for (let a = 0; a < q; a++) {
      this.load(e, from + a).times(w, at + a)
      other.minusRegister(this).store(e, from + a)
      other.be(0).plusRegister(this)
    }
    other.store(e, from + q)
  }

  transform(
    M: DoubleDoubles,
    at: number,
    width: number,
    c: DoubleDoubles,
    j: number,
    out: Float64Array,
    to: number,
  ): void {
    for (let r = 0; r < width; r++) out[to + r] = this.be(0).plusDot(M, at + r * width, c, j, width).value
  }
}
