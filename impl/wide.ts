/**
 * Arithmetic with as many bits as are asked for and no bound to its exponents, on the integers of the language: a number is
 * m 2ᵉ. A hundred times as slow as doubles; for equations whose condition takes more digits than those have. What is not
 * finite, and what is divided by zero, is not a number, and so is all that is made of it.
 */

export class WideRow {
  /** Rounded to doubles; to be read alone. */
  readonly hi: Float64Array
  readonly m: bigint[]
  readonly e: Float64Array

  constructor(length: number) {
    this.hi = new Float64Array(length)
    this.m = new Array<bigint>(length).fill(0n)
    this.e = new Float64Array(length)
  }

  set(x: ArrayLike<number>): this {
    for (let i = 0; i < x.length; i++) double.be(x[i]).store(this, i)
    return this
  }

  copy({ hi, m, e }: WideRow): void {
    this.hi.set(hi)
    this.e.set(e)
    m.forEach((entry, i) => {
      this.m[i] = entry
    })
  }

  clear(): void {
    this.hi.fill(0)
    this.e.fill(0)
    this.m.fill(0n)
  }
}

/** One such number that is worked on; operands are entries of rows, of which those out of range are zero. */
export class WideRegister {
  readonly bits: number
  private m = 0n
  private e = 0

  constructor(bits: number) {
    this.bits = bits
  }

  /** Rounded to a double. */
  get value(): number {
    const excess = Math.max(0, lengthOf(this.m) - mostInDouble)
    const e = this.e + excess
    // In two steps: 2ᵉ by itself may not be a double.
    const half = Math.trunc(e / 2)
    return Number(this.m >> BigInt(excess)) * 2 ** half * 2 ** (e - half)
  }

  /** ⌊log₂ |x|⌋ + 1, or one more; of zero −∞. */
  get exponent(): number {
    return this.m === 0n ? Number.NEGATIVE_INFINITY : lengthOf(this.m) + this.e
  }

  be(x: number): this {
    bytes.setFloat64(0, x)
    const exponent = exponentOfBytes()
    if (exponent === 0x7ff) return this.round(0n, Number.NaN)
    const digits = BigInt.asUintN(52, bytes.getBigUint64(0)) + (exponent > 0 ? implicitBit : 0n)
    return this.round(x < 0 ? -digits : digits, Math.max(exponent, 1) - 1075)
  }

  load(x: WideRow, i: number): this {
    const isThere = i >= 0 && i < x.hi.length
    this.m = isThere ? x.m[i] : 0n
    this.e = isThere ? x.e[i] : 0
    return this
  }

  store(x: WideRow, i: number): void {
    x.m[i] = this.m
    x.e[i] = this.e
    x.hi[i] = this.value
  }

  plus(x: WideRow, i: number): this {
    return i >= 0 && i < x.hi.length ? this.add(x.m[i], x.e[i]) : this
  }

  minus(x: WideRow, i: number): this {
    return i >= 0 && i < x.hi.length ? this.add(-x.m[i], x.e[i]) : this
  }

  plusDouble(x: number): this {
    return this.plusRegister(double.be(x))
  }

  plusRegister({ m, e }: WideRegister): this {
    return this.add(m, e)
  }

  minusRegister({ m, e }: WideRegister): this {
    return this.add(-m, e)
  }

  times(x: WideRow, i: number): this {
    return i >= 0 && i < x.hi.length ? this.round(this.m * x.m[i], this.e + x.e[i]) : this.be(0)
  }

  timesDouble(x: number): this {
    const { m, e } = double.be(x)
    return this.round(this.m * m, this.e + e)
  }

  over(x: WideRow, i: number): this {
    return this.divide(x.m[i], x.e[i])
  }

  overDouble(x: number): this {
    const { m, e } = double.be(x)
    return this.divide(m, e)
  }

  /** By Newton’s steps from the double that is nearest: 53 bits, 106, … 848. */
  squareRoot(): this {
    if (this.m <= 0n) return this.round(0n, this.m < 0n ? Number.NaN : this.e)
    let shift = 2 * this.bits - lengthOf(this.m)
    if ((this.e - shift) % 2 !== 0) shift--
    const square = this.m << BigInt(shift)
    const low = BigInt(Math.max(0, this.bits - mostInDouble / 2))
    let root = BigInt(Math.sqrt(Number(square >> (2n * low)))) << low
    for (let bits = 53; bits < this.bits; bits *= 2) root = (root + square / root) >> 1n
    return this.round(root, (this.e - shift) / 2)
  }

  /** Adds Σ a[i+k] b[j+k] over `count` entries. */
  plusDot(a: WideRow, i: number, b: WideRow, j: number, count: number): this {
    for (let k = 0; k < count; k++) this.add(a.m[i + k] * b.m[j + k], a.e[i + k] + b.e[j + k])
    return this
  }

  /** Its adjoint: b[j+k] += a[i+k] times this number. */
  spread(a: WideRow, i: number, b: WideRow, j: number, count: number): void {
    const { m, e } = this
    for (let k = 0; k < count; k++)
      this.load(b, j + k)
        .add(m * a.m[i + k], e + a.e[i + k])
        .store(b, j + k)
    this.m = m
    this.e = e
  }

  /** |x| */
  magnitude(): this {
    if (this.m < 0n) this.m = -this.m
    return this
  }

  private add(m: bigint, e: number): this {
    if (m === 0n || this.m === 0n) {
      const sum = this.m + m
      // Not a number, if either is not.
      return this.round(sum, this.e + e - (m === 0n ? e : this.e))
    }
    const above = lengthOf(this.m) + this.e - lengthOf(m) - e
    if (above > this.bits + 1) return this
    if (above < -this.bits - 1) return this.round(m, e)
    return this.e > e
      ? this.round((this.m << BigInt(this.e - e)) + m, e)
      : this.round(this.m + (m << BigInt(e - this.e)), this.e)
  }

  private divide(m: bigint, e: number): this {
    if (m === 0n) return this.round(0n, Number.NaN)
    const shift = Math.max(0, this.bits + 1 + lengthOf(m) - lengthOf(this.m))
    return this.round((this.m << BigInt(shift)) / m, this.e - shift - e)
  }

  private round(m: bigint, e: number): this {
    if (Number.isNaN(e)) {
      this.m = 0n
      this.e = e
      return this
    }
    const excess = lengthOf(m) - this.bits
    this.m = excess > 0 ? m >> BigInt(excess) : m
    this.e = excess > 0 ? e + excess : m === 0n ? 0 : e
    return this
  }
}

const bytes = new DataView(new ArrayBuffer(8))
const implicitBit = 2n ** 52n

/** Eleven bits, of the double in `bytes`. */
const exponentOfBytes = (): number => (bytes.getUint16(0) >> 4) & 0x7ff

/** Bits of an integer that converts to a double for certain, even. */
const mostInDouble = 1000

/** The bits of |m|, or one more where rounding to a double makes it a power of two. */
function lengthOf(m: bigint): number {
  bytes.setFloat64(0, Number(m))
  const exponent = exponentOfBytes()
  if (exponent < 0x7ff) return exponent - 1022
  // Too long for a double: four bits a digit, but for those that the first one has not.
  const digits = m.toString(16)
  const isNegative = m < 0n ? 1 : 0
  return 4 * (digits.length - isNegative) - (Math.clz32(Number.parseInt(digits[isNegative], 16)) - 28)
}

/** What a double is turned into; it keeps all its bits. */
const double = new WideRegister(53)
