/**
 * A = Q R by Givens rotations for a matrix of m rows with at most `width` neighbouring entries each, whose first
 * columns do not decrease: row after row is turned into R, and none reaches further than its own entries did
 * (Cox, IMA J. Appl. Math. 8 (1971), 36). R has `width` diagonals. The rotations are kept, `width` a row, so that
 * Q and Qᵀ can be applied in O(m width). Nothing is squared: the error has the condition of A, not of AᵀA.
 */
export class BandQr {
  readonly width: number
  readonly count: number
  private readonly first: Int32Array
  private readonly cosine: Float64Array
  private readonly sine: Float64Array
  /** Entry (j, j + k) of R at j width + k. */
  readonly R: Float64Array

  /** Row i of A has `rows[i width + k]` in column first[i] + k; overwritten. */
  constructor(rows: Float64Array, first: Int32Array, width: number, count: number) {
    this.width = width
    this.count = count
    this.first = first
    this.cosine = new Float64Array(rows.length)
    this.sine = new Float64Array(rows.length)
    this.R = new Float64Array(count * width)
    const { R } = this
    for (let i = 0; i < first.length; i++) {
      const row = i * width
      for (let k = 0; k < width && first[i] + k < count; k++) {
        const diagonal = (first[i] + k) * width
        const x = R[diagonal]
        const y = rows[row + k]
        const length = Math.hypot(x, y)
        const cosine = y === 0 ? 1 : x / length
        const sine = y === 0 ? 0 : y / length
        this.cosine[row + k] = cosine
        this.sine[row + k] = sine
        for (let h = 0; h < width - k; h++) {
          const above = R[diagonal + h]
          const entry = rows[row + k + h]
          R[diagonal + h] = cosine * above + sine * entry
          rows[row + k + h] = cosine * entry - sine * above
        }
      }
    }
  }

  /** y, rest ← Qᵀ u: what R can reach, and what is left of each row. */
  transposed(u: Float64Array, y: Float64Array, rest: Float64Array): void {
    const { width, first, cosine, sine } = this
    y.fill(0)
    for (let i = 0; i < first.length; i++) {
      let entry = u[i]
      for (let k = 0, at = i * width, j = first[i]; k < width; k++, at++, j++) {
        const above = y[j]
        y[j] = cosine[at] * above + sine[at] * entry
        entry = cosine[at] * entry - sine[at] * above
      }
      rest[i] = entry
    }
  }

  /** u ← Q (y, rest); `y` is overwritten. */
  apply(y: Float64Array, rest: Float64Array, u: Float64Array): void {
    const { width, first, cosine, sine } = this
    for (let i = first.length - 1; i >= 0; i--) {
      let entry = rest[i]
      for (let k = width - 1; k >= 0; k--) {
        const at = i * width + k
        const j = first[i] + k
        const above = y[j]
        y[j] = cosine[at] * above - sine[at] * entry
        entry = cosine[at] * entry + sine[at] * above
      }
      u[i] = entry
    }
  }

  /** y ← R⁻¹ y, for the entries of y from `from` on. */
  solve(y: Float64Array, from = 0): void {
    const { width, count, R } = this
    for (let j = count - 1; j >= 0; j--) {
      for (let k = 1; k < width && j + k < count; k++) y[from + j] -= R[j * width + k] * y[from + j + k]
      y[from + j] /= R[j * width]
    }
  }

  /** y ← R⁻ᵀ y, likewise. */
  solveTransposed(y: Float64Array, from = 0): void {
    const { width, count, R } = this
    for (let j = 0; j < count; j++) {
      y[from + j] /= R[j * width]
      for (let k = 1; k < width && j + k < count; k++) y[from + j + k] -= R[j * width + k] * y[from + j]
    }
  }
}
