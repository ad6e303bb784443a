/**
 * λ by generalized cross-validation (SMO-5): the one that makes the mean error of predicting each datum from the
 * others smallest, up to a rotation of the data,
 *
 *   V(λ) = n Σ (u[i] − f(t[i]))² / tr(I − H)²,     f(t) = H u,   I − H = λ Q M⁻¹ Qᵀ
 *
 * The trace needs five diagonals of M⁻¹ alone, which follow from M = L D Lᵀ backwards in O(n). V may have several
 * minima: it is sampled over all λ that change anything, then the best sample's surroundings are searched.
 *
 * Sources: Craven & Wahba, Numer. Math. 31 (1979), 377; Hutchinson & de Hoog, Numer. Math. 47 (1985), 99.
 */
import { entryOf } from '../../../spec/catalogue.ts'
import { checkCall } from '../../../spec/contract.ts'
import { CotangentError } from '../../../spec/errors.ts'
import { DoubleDoubles, Register } from '../double-double.ts'
import { emptyFit, Reinsch } from './reinsch.ts'

/** Samples in each power of ten. */
const density = 4
/** How many golden sections: the bracket of two samples shrinks below 10⁻⁸ of log λ. */
const sections = 40
const rest = new Register()
const golden = (Math.sqrt(5) - 1) / 2

/** Where several λ are equally good, as for data on a line, the largest sample. Fewer than three knots: 0, as none matters. */
export function chooseLambda(knots: ArrayLike<number>, values: ArrayLike<number>): number {
  checkCall(entryOf('smoothing-spline')!, 'primal', { knots, values, queries: [] })
  if (knots.length < 3) return 0
  // In units of powers of two, which change no digit, squares of residuals stay in range.
  const exponent = exponentOf(knots[knots.length - 1] / 2 - knots[0] / 2)
  const t = inUnit(knots, exponent)
  const u = inUnit(values, exponentOf(largestOf(values)))
  return outOfUnit(leastScore(t, u), exponent)
}

/** The λ with the least V. */
function leastScore(t: Float64Array, u: Float64Array): number {
  const [low, high] = rangeOf(t)
  const score = (x: number): number => crossValidation(t, u, 10 ** x)
  const count = Math.ceil(density * (high - low)) + 1
  let best = high
  let bestScore = score(high)
  for (let k = count - 1; k >= 0; k--) {
    const x = low + k / density
    const at = score(x)
    if (at < bestScore) {
      best = x
      bestScore = at
    }
  }
  let left = best - 1 / density
  let right = best + 1 / density
  let inner = right - golden * (right - left)
  let outer = left + golden * (right - left)
  let atInner = score(inner)
  let atOuter = score(outer)
  for (let k = 0; k < sections; k++) {
    if (atInner < atOuter) {
      right = outer
      outer = inner
      atOuter = atInner
      inner = right - golden * (right - left)
      atInner = score(inner)
    } else {
      left = inner
      inner = outer
      atInner = atOuter
      outer = left + golden * (right - left)
      atOuter = score(outer)
    }
  }
  const found = (left + right) / 2
  return 10 ** (score(found) < bestScore ? found : best)
}

function largestOf(values: ArrayLike<number>): number {
  let largest = 0
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]))
  return largest
}

/** e of x = f 2ᵉ, ½ ≤ f < 2, and 0 of zero; 2^±e is a double. */
const exponentOf = (x: number): number => (x === 0 ? 0 : Math.max(-1000, Math.min(Math.floor(Math.log2(x)), 1000)))

const inUnit = (xs: ArrayLike<number>, exponent: number): Float64Array =>
  Float64Array.from(xs, (x) => x * 2 ** -exponent)

/** λ has the cube of the knots' unit. */
function outOfUnit(lambda: number, exponent: number): number {
  const found = lambda * 2 ** exponent * 2 ** exponent * 2 ** exponent
  if (found > 0 && Number.isFinite(found)) return found
  throw new CotangentError('NOT_FINITE', {
    operator: 'smoothing-spline',
    constraint: 'the λ that generalised cross-validation chooses has the cube of the unit of the knots',
    got: `${lambda.toPrecision(3)} · 2^${3 * exponent}`,
    expected: 'one within the range of doubles: knots in another unit',
    argument: 'lambda',
  })
}

/** log₁₀ of λ: from where it hardly smooths the narrowest gap to where f is a line. */
function rangeOf(t: Float64Array): readonly [number, number] {
  let narrowest = Number.POSITIVE_INFINITY
  for (let i = 1; i < t.length; i++) narrowest = Math.min(narrowest, t[i] - t[i - 1])
  const length = t[t.length - 1] - t[0]
  return [3 * Math.log10(narrowest) - 4, 3 * Math.log10(length) + 4]
}

/** V(λ) */
export function crossValidation(t: Float64Array, u: Float64Array, lambda: number): number {
  const equations = new Reinsch(t, lambda)
  const n = t.length
  const data = new DoubleDoubles(n).set(u)
  const fit = emptyFit(n)
  equations.smooth(data, fit)
  let squares = 0
  for (let i = 0; i < n; i++) squares += rest.load(data, i).minus(fit.g, i).value ** 2
  return (n * squares) / traceOfRest(equations) ** 2
}

/**
 * tr(λ Q M⁻¹ Qᵀ) = λ Σ (M⁻¹)[i,j] (QᵀQ)[i,j], the band alone. With B = M⁻¹, from Lᵀ B = D⁻¹ L⁻¹, whose right side
 * is zero above the diagonal and 1/d on it:  B[i,j] = [i=j]/d[i] − l₁ B[i+1,j] − l₂ B[i+2,j].
 */
export function traceOfRest({ n, w, lambda, L1, L2, D }: Reinsch): number {
  // B[i+1,i+1], B[i+1,i+2], B[i+2,i+2] of the rows below.
  let next = 0
  let nextBeside = 0
  let afterNext = 0
  let sum = 0
  for (let i = n - 2; i > 0; i--) {
    const far = -L1.hi[i] * nextBeside - L2.hi[i] * afterNext
    const beside = -L1.hi[i] * next - L2.hi[i] * nextBeside
    const own = 6 / D.hi[i] - L1.hi[i] * beside - L2.hi[i] * far
    // Column i of Q has a, −(a + b), b, the next one b, −(b + c), c.
    const a = w.hi[i - 1]
    const b = w.hi[i]
    const c = i + 1 < n - 1 ? w.hi[i + 1] : 0
    sum += own * (a * a + (a + b) * (a + b) + b * b) - 2 * beside * b * (a + b + b + c) + 2 * far * b * c
    afterNext = next
    next = own
    nextBeside = beside
  }
  return lambda * sum
}
