/**
 * Arithmetic with twice the digits of a double: a number is hi + lo, lo at most half a unit in the last place of hi.
 * A sum or product is right but for a few 2⁻¹⁰⁶ of its terms, for equations whose condition a double cannot carry.
 * Barring overflow, and underflow of lo.
 *
 * Sources: Dekker, Numer. Math. 18 (1971), 224; Hida, Li & Bailey, ARITH-15 (2001), 155.
 */
import { productRest, sumRest } from './error-free.ts'

/** A row of such numbers; of plain doubles (`plain-register.ts`) if made without room for what is low. */
export class DoubleDoubles {
  readonly hi: Float64Array
  readonly lo: Float64Array

  constructor(length: number, isPlain = false) {
    this.hi = new Float64Array(length)
    this.lo = new Float64Array(isPlain ? 0 : length)
  }

  /** Takes doubles as they are. */
  set(x: ArrayLike<number>): this {
    this.hi.set(x)
    this.lo.fill(0)
    return this
  }

  copy({ hi, lo }: DoubleDoubles): void {
    this.hi.set(hi)
    this.lo.set(lo)
  }

  clear(): void {
    this.hi.fill(0)
    this.lo.fill(0)
  }
}

/** One such number that is worked on; operands are entries of rows, of which those out of range are zero. */
export class Register {
  private hi = 0
  private lo = 0

  /** Rounded to a double. */
  get value(): number {
    return this.hi
  }

  be(x: number): this {
    this.hi = x
    this.lo = 0
    return this
  }

  load(x: DoubleDoubles, i: number): this {
    const isThere = i >= 0 && i < x.hi.length
    this.hi = isThere ? x.hi[i] : 0
    this.lo = isThere ? x.lo[i] : 0
    return this
  }

  store(x: DoubleDoubles, i: number): void {
    x.hi[i] = this.hi
    x.lo[i] = this.lo
  }

  plus(x: DoubleDoubles, i: number): this {
    return i >= 0 && i < x.hi.length ? this.add(x.hi[i], x.lo[i]) : this
  }

  minus(x: DoubleDoubles, i: number): this {
    return i >= 0 && i < x.hi.length ? this.add(-x.hi[i], -x.lo[i]) : this
  }

  plusDouble(x: number): this {
    return this.add(x, 0)
  }

  plusRegister({ hi, lo }: Register): this {
    return this.add(hi, lo)
  }

  minusRegister({ hi, lo }: Register): this {
    return this.add(-hi, -lo)
  }

  times(x: DoubleDoubles, i: number): this {
    return i >= 0 && i < x.hi.length ? this.multiply(x.hi[i], x.lo[i]) : this.be(0)
  }

  timesDouble(x: number): this {
    return this.multiply(x, 0)
  }

  over(x: DoubleDoubles, i: number): this {
    return this.divide(x.hi[i], x.lo[i])
  }

  overDouble(x: number): this {
    return this.divide(x, 0)
  }

  /** √(h + r) = √h + r/(2√h), with r all that is left of it. */
  squareRoot(): this {
    const root = Math.sqrt(this.hi)
    if (root === 0) return this.be(0)
    const square = root * root
    return this.normalize(root, (this.hi - square - productRest(root, root, square) + this.lo) / (2 * root))
  }

  /** Adds Σ a[i+k] b[j+k] over `count` entries. */
  plusDot(a: DoubleDoubles, i: number, b: DoubleDoubles, j: number, count: number): this {
    for (let k = 0; k < count; k++) {
      const x = a.hi[i + k]
      const y = b.hi[j + k]
      const product = x * y
      const rest = productRest(x, y, product) + (x * b.lo[j + k] + a.lo[i + k] * y)
      const sum = this.hi + product
      this.normalize(sum, sumRest(this.hi, product, sum) + (this.lo + rest))
    }
    return this
  }

  /** Its adjoint: b[j+k] += a[i+k] times this number. */
  spread(a: DoubleDoubles, i: number, b: DoubleDoubles, j: number, count: number): void {
    const { hi, lo } = this
    for (let k = 0; k < count; k++) {
      const x = a.hi[i + k]
      const product = x * hi
      const rest = productRest(x, hi, product) + (x * lo + a.lo[i + k] * hi)
      const y = b.hi[j + k]
      const sum = y + product
      const low = sumRest(y, product, sum) + (b.lo[j + k] + rest)
      b.hi[j + k] = sum + low
      b.lo[j + k] = low - (b.hi[j + k] - sum)
    }
  }

  private add(hi: number, lo: number): this {
    const sum = this.hi + hi
    return this.normalize(sum, sumRest(this.hi, hi, sum) + (this.lo + lo))
  }

  private multiply(hi: number, lo: number): this {
    const product = this.hi * hi
    return this.normalize(product, productRest(this.hi, hi, product) + (this.hi * lo + this.lo * hi))
  }

  private divide(hi: number, lo: number): this {
    const quotient = this.hi / hi
    const product = quotient * hi
    const rest = this.hi - product - productRest(quotient, hi, product) + this.lo - quotient * lo
    return this.normalize(quotient, rest / hi)
  }

  private normalize(hi: number, lo: number): this {
    this.hi = hi + lo
    this.lo = lo - (this.hi - hi)
    return this
  }
}
