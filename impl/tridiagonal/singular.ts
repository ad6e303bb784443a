/**
 * Whether the determinant of a (cyclic) tridiagonal matrix of doubles is exactly zero (TRI-10, ERR-6).
 *
 * Rounding can make a nonsingular matrix look singular and the other way round, so the question is put to
 * exact arithmetic: every double is m·2^e, and the determinant is evaluated modulo primes P = 2^k − 1, in
 * which powers of two are shifts (2^k ≡ 1). Zero determinants give zero always; a nonzero one gives zero
 * only if P happens to divide its numerator. Differences of powers of two are divided by one P or another,
 * but by both only if the exponents are 61 · 89 apart, which those of two doubles are not; all others in one
 * case in 2^150 of those that are not made for it. O(n) BigInt operations; asked only where a factorization
 * in doubles leaves a doubt.
 */

/** Condition from which on there is doubt: far above well-conditioned, far below 1/ε. */
const doubtfulCondition = 2 ** 26

/**
 * Whether factors answer as those of a singular matrix would: solves in place, once, for |A| e with
 * irregular weights. Within rounding of a singular matrix the answer has entries of the order 1/ε, unless
 * the right-hand side happens to lie in the range of A: weights of ±1 do for many a matrix of integers.
 */
export function looksSingular(rowSums: Float64Array, solve: (y: Float64Array) => void): boolean {
  const w = rowSums.map((sum, i) => sum * irregular(i))
  solve(w)
  return !w.every((entry) => Math.abs(entry) < doubtfulCondition)
}

/** ±½ to ±1, always the same for i, in no simple relation to its neighbours: the bits of i well mixed. */
function irregular(i: number): number {
  let bits = Math.imul(i + 1, 0x9e3779b1)
  bits = Math.imul(bits ^ (bits >>> 15), 0x85ebca6b)
  bits ^= bits >>> 13
  return bits < 0 ? bits * 2 ** -32 - 0.5 : bits * 2 ** -32 + 0.5
}

const bits = new DataView(new ArrayBuffer(8))

/** Arithmetic modulo P = 2^k − 1, a prime. */
class Residues {
  readonly P: bigint
  private readonly k: number

  constructor(k: number) {
    this.k = k
    this.P = (1n << BigInt(k)) - 1n
  }

  /** The residue of a finite double, up to the common factor 2^1074 that makes every double an integer. */
  of(x: number): bigint {
    bits.setFloat64(0, x)
    const pattern = bits.getBigUint64(0)
    const biased = Number((pattern >> 52n) & 0x7ffn)
    const fraction = pattern & 0xfffffffffffffn
    // x · 2^1074 = mantissa · 2^shift
    const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n
    const shift = BigInt((biased === 0 ? 0 : biased - 1) % this.k)
    const magnitude = (mantissa << shift) % this.P
    return x < 0 ? this.P - magnitude : magnitude
  }

  /** det of rows first … last − 1 by the three-term recurrence θ_{i+1} = d_i θ_i − dl_{i−1} du_{i−1} θ_{i−1}. */
  continuant(dl: Float64Array, d: Float64Array, du: Float64Array, first: number, last: number): bigint {
    const { P } = this
    let before = 0n
    let theta = 1n
    for (let i = first; i < last; i++) {
      const coupling = i > first ? this.of(dl[i - 1]) * this.of(du[i - 1]) : 0n
      const next = (this.of(d[i]) * theta - (coupling % P) * before) % P
      before = theta
      theta = next
    }
    return theta
  }

  /** det of the cyclic matrix. */
  cyclic(dl: Float64Array, d: Float64Array, du: Float64Array): bigint {
    const { P } = this
    const n = d.length
    const [a, b, c] = [dl, d, du].map((array) => Array.from(array, (x) => this.of(x))) as [bigint[], bigint[], bigint[]]
    if (n === 1) return (a[0] + b[0] + c[0]) % P
    if (n === 2) return (b[0] * b[1] - (c[0] + a[0]) * (a[1] + c[1])) % P
    // Expansion along the corners: two continuants and the two cycles around the ring.
    const inner = dl.subarray(1)
    const path = this.continuant(inner, d, du, 0, n)
    const cut = this.continuant(inner, d, du, 1, n - 1)
    const around = (array: readonly bigint[]): bigint => array.reduce((product, factor) => (product * factor) % P, 1n)
    const sign = n % 2 === 0 ? -1n : 1n
    return (path - ((a[0] * c[n - 1]) % P) * cut + sign * (around(a) + around(c))) % P
  }
}

const primes: readonly Residues[] = [new Residues(61), new Residues(89)]

/** For dl, du of length n − 1. */
export function isSingularTridiagonal(dl: Float64Array, d: Float64Array, du: Float64Array): boolean {
  return primes.every((residues) => residues.continuant(dl, d, du, 0, d.length) === 0n)
}

/** For dl, d, du of length n, with dl[0] and du[n−1] in the corners; entries that coincide (n ≤ 2) add up (CYC-1). */
export function isSingularCyclic(dl: Float64Array, d: Float64Array, du: Float64Array): boolean {
  return primes.every((residues) => residues.cyclic(dl, d, du) === 0n)
}
