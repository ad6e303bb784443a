/**
 * The inner loops of the spline (`arithmetic.ts`), composed of the elementary operations of a register.
 */
import type { Accumulator, Elementary, Rotations, Row } from './arithmetic.ts'

interface Summable extends Elementary {
  plusRegister(other: Elementary): this
  minusRegister(other: Elementary): this
}

export function composed<T extends Summable>(Register: new () => T): new () => Accumulator {
  // A class made in a function can extend what a parameter gives, but not what a type parameter does.
  const Base: new () => Summable = Register
  return class extends Base implements Accumulator {
    readonly other = new Base()
    readonly third = new Base()

    pass({ cosine, sine }: Rotations, at: number, y: Row, j: number, count: number): this {
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

    passBack({ cosine, sine }: Rotations, at: number, y: Row, j: number, count: number): this {
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

    turn(by: Rotations, at: number, a: Row, i: number, b: Row, j: number, count: number): void {
      for (let k = 0; k < count; k++)
        this.load(b, j + k)
          .pass(by, at, a, i + k, 1)
          .store(b, j + k)
    }

    raise(perSpan: Row, at: number, below: Row, low: number, above: Row, N: Row, from: number, q: number): void {
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

    difference(w: Row, at: number, e: Row, from: number, q: number): void {
      const { other } = this
      other.be(0)
      for (let a = 0; a < q; a++) {
        this.load(e, from + a).times(w, at + a)
        other.minusRegister(this).store(e, from + a)
        other.be(0).plusRegister(this)
      }
      other.store(e, from + q)
    }

    transform(M: Row, at: number, width: number, c: Row, j: number, out: Float64Array, to: number): void {
      for (let r = 0; r < width; r++) out[to + r] = this.be(0).plusDot(M, at + r * width, c, j, width).value
    }
  }
}
