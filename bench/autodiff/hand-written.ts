/**
 * Gradients as one writes them by hand, in plain loops into the caller's room: what a backend is measured against.
 * The formulas are those of `impl/autodiff/scenarios/programs.ts`; here they are written to be fast.
 */
import type { LogisticData } from '../../impl/autodiff/scenarios/programs.ts'

/** ∇ Σ x² = 2 x. */
export function sumOfSquaresGradient(out: Float64Array, x: Float64Array): void {
  for (let i = 0; i < x.length; i++) out[i] = 2 * x[i]
}

/** ∂ Σ a b / ∂a = b. */
export function sumOfProductsGradient(out: Float64Array, b: Float64Array): void {
  for (let i = 0; i < b.length; i++) out[i] = b[i]
}

/** ∇ Σ log σ(zᵢ xᵢᵀβ) = Σ σ(−zᵢ xᵢᵀβ) zᵢ xᵢ for three predictors. */
export function logisticGradient(out: Float64Array, { beta, z, X }: LogisticData): void {
  const { rows, data } = X
  const [b0, b1, b2] = beta
  let g0 = 0
  let g1 = 0
  let g2 = 0
  for (let i = 0, k = 0; i < rows; i++, k += 3) {
    const x0 = data[k]
    const x1 = data[k + 1]
    const x2 = data[k + 2]
    const weight = z[i] / (1 + Math.exp(z[i] * (x0 * b0 + x1 * b1 + x2 * b2)))
    g0 += weight * x0
    g1 += weight * x1
    g2 += weight * x2
  }
  out[0] = g0
  out[1] = g1
  out[2] = g2
}
