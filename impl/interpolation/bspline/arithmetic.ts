/**
 * What the one text of the spline is carried out in, with as many digits as the condition of its equations asks for
 * (`condition.ts`, `digits.ts`): rows of numbers, and a register that is worked on. A method takes a whole inner loop, so
 * that which arithmetic it is costs nothing.
 */

export interface Arithmetic {
  /** The bits that a sum or product of it has right. */
  readonly bits: number
  row(length: number): Row
  register(): Accumulator
}

export interface Row {
  /** Rounded to doubles; to be read alone. */
  readonly hi: Float64Array
  /** Takes doubles as they are. */
  set(x: ArrayLike<number>): this
  copy(x: Row): void
  clear(): void
}

/** Givens rotations, each a cosine and a sine. */
export interface Rotations {
  readonly cosine: Row
  readonly sine: Row
}

/** A number that is worked on, one step at a time; operands are entries of rows of the same arithmetic. */
export interface Elementary {
  readonly value: number
  be(x: number): this
  load(x: Row, i: number): this
  store(x: Row, i: number): void
  plus(x: Row, i: number): this
  minus(x: Row, i: number): this
  times(x: Row, i: number): this
  over(x: Row, i: number): this
  plusDouble(x: number): this
  timesDouble(x: number): this
  overDouble(x: number): this
  squareRoot(): this
  plusDot(a: Row, i: number, b: Row, j: number, count: number): this
  spread(a: Row, i: number, b: Row, j: number, count: number): void
}

/** One that has the inner loops of the spline, too. */
export interface Accumulator extends Elementary {
  /** Through rotations `at` … with y[j] …, one after the other: y ← c y + s x,  x ← c x − s y. */
  pass(by: Rotations, at: number, y: Row, j: number, count: number): this
  /** Back through them, from the last to the first: y ← c y − s x,  x ← c x + s y. */
  passBack(by: Rotations, at: number, y: Row, j: number, count: number): this
  /** One rotation of two rows: a ← c a + s b,  b ← c b − s a. */
  turn(by: Rotations, at: number, a: Row, i: number, b: Row, j: number, count: number): void
  /**
   * With w[a] = N[a] perSpan[a] of `q` B-splines from N[from] on: above[a] w[a] + below[a−1] w[a−1] of the next degree,
   * in the row of N after theirs; `at` and `low` are where perSpan and below begin.
   */
  raise(perSpan: Row, at: number, below: Row, low: number, above: Row, N: Row, from: number, q: number): void
  /** e[a] ← w[a−1] e[a−1] − w[a] e[a], of q entries q + 1. */
  difference(w: Row, at: number, e: Row, from: number, q: number): void
  /** out = M c, rounded to doubles; M has `width` rows of as many entries. */
  transform(M: Row, at: number, width: number, c: Row, j: number, out: Float64Array, to: number): void
}
