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
import { doubleOf } from '../../operator.ts'
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
  const t = doubleOf(knots)
  const u = doubleOf(values)
  if (t.length < 3) return 0
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
