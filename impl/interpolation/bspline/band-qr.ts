/**
 * A = Q R by Givens rotations for a matrix of m rows with at most `width` neighbouring entries each, whose first
 * columns do not decrease: row after row is turned into R, and none reaches further than its own entries did
 * (Cox, IMA J. Appl. Math. 8 (1971), 36). R has `width` diagonals. The rotations are kept, `width` a row, so that
 * Q and Qᵀ can be applied in O(m width). Nothing is squared: the error has the condition of A, not of AᵀA.
 */
import type { Accumulator, Arithmetic, Rotations, Row } from './arithmetic.ts'

export class BandQr {
  private readonly width: number
  private readonly count: number
  private readonly first: Int32Array
  private readonly by: Rotations
  /** Entry (j, j + k) of R at j width + k. */
  private readonly R: Row
  private readonly x: Accumulator
  private readonly held: Row

  /** Row i of A has `rows[i width + k]` in column first[i] + k; overwritten. */
  constructor(arithmetic: Arithmetic, rows: Row, first: Int32Array, width: number, count: number) {
    this.width = width
    this.count = count
    this.first = first
    this.by = { cosine: arithmetic.row(first.length * width), sine: arithmetic.row(first.length * width) }
    this.R = arithmetic.row(count * width)
    this.x = arithmetic.register()
    this.held = arithmetic.row(1)
    const { R, x, by, held } = this
    const { cosine, sine } = by
    for (let i = 0; i < first.length; i++) {
      for (let k = 0, at = i * width; k < width; k++, at++) {
        const diagonal = (first[i] + k) * width
        if (x.load(rows, at).value === 0) {
          x.be(1).store(cosine, at)
          continue
        }
        this.length(diagonal, rows, at)
        x.load(R, diagonal).over(held, 0).store(cosine, at)
        x.load(rows, at).over(held, 0).store(sine, at)
        x.load(held, 0).store(R, diagonal)
        x.turn(by, at, R, diagonal + 1, rows, at + 1, width - k - 1)
      }
    }
  }

  /** y, rest ← Qᵀ u: what R can reach, and what is left of each row. */
  transposed(u: Row, y: Row, rest: Row): void {
    const { width, first, x, by } = this
    y.clear()
    for (let i = 0; i < first.length; i++)
      x.load(u, i)
        .pass(by, i * width, y, first[i], width)
        .store(rest, i)
  }

  /** u ← Q (y, rest), rest zero where there is none; `y` is overwritten. */
  apply(y: Row, rest: Row | undefined, u: Row): void {
    const { width, first, x, by } = this
    for (let i = first.length - 1; i >= 0; i--) {
      if (rest === undefined) x.be(0)
      else x.load(rest, i)
      x.passBack(by, i * width, y, first[i], width).store(u, i)
    }
  }

  /** y ← R⁻¹ y */
  solve(y: Row): void {
    const { width, count, R, x, held } = this
    for (let j = count - 1; j >= 0; j--) {
      x.be(0)
        .plusDot(R, j * width + 1, y, j + 1, Math.min(width, count - j) - 1)
        .store(held, 0)
      x.load(y, j)
        .minus(held, 0)
        .over(R, j * width)
        .store(y, j)
    }
  }

  /** y ← R⁻ᵀ y */
  solveTransposed(y: Row): void {
    const { width, count, R, x } = this
    for (let j = 0; j < count; j++) {
      x.load(y, j)
        .over(R, j * width)
        .store(y, j)
      x.timesDouble(-1).spread(R, j * width + 1, y, j + 1, Math.min(width, count - j) - 1)
    }
  }

  /** held ← √(R² + y²), in a unit in which the squares of small entries do not underflow. */
  private length(diagonal: number, rows: Row, at: number): void {
    const { R, x, held } = this
    const larger = Math.max(Math.abs(x.load(rows, at).value), Math.abs(x.load(R, diagonal).value))
    if (larger > 2 ** -300) {
      x.be(0).plusDot(R, diagonal, R, diagonal, 1).plusDot(rows, at, rows, at, 1).squareRoot().store(held, 0)
      return
    }
    x.load(R, diagonal).timesDouble(unit).times(R, diagonal).timesDouble(unit).store(held, 0)
    x.load(rows, at)
      .timesDouble(unit)
      .times(rows, at)
      .timesDouble(unit)
      .plus(held, 0)
      .squareRoot()
      .overDouble(unit)
      .store(held, 0)
  }
}

const unit = 2 ** 500
