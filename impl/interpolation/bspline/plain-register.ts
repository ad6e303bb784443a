/**
 * `Register` of `../double-double.ts` for doubles: the same operations, each rounded to a double. Of a row it reads and
 * writes the high parts alone.
 */
import type { Accumulator, Rotations, Row } from './arithmetic.ts'

export class PlainRegister implements Accumulator {
  value = 0

  be(x: number): this {
    this.value = x
    return this
  }

  load(x: Row, i: number): this {
    this.value = x.hi[i]
    return this
  }

  store(x: Row, i: number): void {
    x.hi[i] = this.value
  }

  plus(x: Row, i: number): this {
    this.value += x.hi[i]
    return this
  }

  minus(x: Row, i: number): this {
    this.value -= x.hi[i]
    return this
  }

  times(x: Row, i: number): this {
    this.value *= x.hi[i]
    return this
  }

  over(x: Row, i: number): this {
    this.value /= x.hi[i]
    return this
  }

  plusDouble(x: number): this {
    this.value += x
    return this
  }

  timesDouble(x: number): this {
    this.value *= x
    return this
  }

  overDouble(x: number): this {
    this.value /= x
    return this
  }

  squareRoot(): this {
    this.value = Math.sqrt(this.value)
    return this
  }

  plusDot({ hi: a }: Row, i: number, { hi: b }: Row, j: number, count: number): this {
    let sum = this.value
    for (let k = 0; k < count; k++) sum += a[i + k] * b[j + k]
    this.value = sum
    return this
  }

  spread({ hi: a }: Row, i: number, { hi: b }: Row, j: number, count: number): void {
    const x = this.value
    for (let k = 0; k < count; k++) b[j + k] += a[i + k] * x
  }

  pass({ cosine, sine }: Rotations, at: number, { hi: y }: Row, j: number, count: number): this {
    const [c, s] = [cosine.hi, sine.hi]
    let entry = this.value
    for (let k = 0; k < count; k++) {
      const above = y[j + k]
      y[j + k] = c[at + k] * above + s[at + k] * entry
      entry = c[at + k] * entry - s[at + k] * above
    }
    this.value = entry
    return this
  }

  passBack({ cosine, sine }: Rotations, at: number, { hi: y }: Row, j: number, count: number): this {
    const [c, s] = [cosine.hi, sine.hi]
    let entry = this.value
    for (let k = count - 1; k >= 0; k--) {
      const above = y[j + k]
      y[j + k] = c[at + k] * above - s[at + k] * entry
      entry = c[at + k] * entry + s[at + k] * above
    }
    this.value = entry
    return this
  }

  turn(
    { cosine, sine }: Rotations,
    at: number,
    { hi: a }: Row,
    i: number,
    { hi: b }: Row,
    j: number,
    count: number,
  ): void {
    const [c, s] = [cosine.hi[at], sine.hi[at]]
    for (let k = 0; k < count; k++) {
      const [above, entry] = [a[i + k], b[j + k]]
      a[i + k] = c * above + s * entry
      b[j + k] = c * entry - s * above
    }
  }

  raise(
    { hi: perSpan }: Row,
    at: number,
    { hi: below }: Row,
    low: number,
    { hi: above }: Row,
    { hi: N }: Row,
    from: number,
    q: number,
  ): void {
    const to = from + above.length
    let last = 0
    for (let a = 0; a < q; a++) {
      const w = N[from + a] * perSpan[at + a]
      N[to + a] = last + above[a] * w
      last = below[low + a] * w
    }
    N[to + q] = last
  }

  difference({ hi: w }: Row, at: number, { hi: e }: Row, from: number, q: number): void {
    let last = 0
    for (let a = 0; a < q; a++) {
      const next = w[at + a] * e[from + a]
      e[from + a] = last - next
      last = next
    }
    e[from + q] = last
  }

  transform(
    { hi: rows }: Row,
    at: number,
    width: number,
    { hi: c }: Row,
    j: number,
    out: Float64Array,
    to: number,
  ): void {
    for (let r = 0, entry = at; r < width; r++) {
      let sum = 0
      for (let k = 0; k < width; k++) sum += rows[entry++] * c[j + k]
      out[to + r] = sum
    }
  }
}
