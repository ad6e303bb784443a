/**
 * Stencils: weights cₖ of the values of a function at x + gₖ h, with whole gₖ, for its q-th derivative:
 *
 *   f⁽q⁾(x) ≈ Σ cₖ f(x + gₖ h) / h^q,     Σ cₖ gₖᵐ = q! if m = q, else 0,   for m = 0 … p − 1
 *
 * The moment system is a Vandermonde system; its inverse holds the coefficients of Lagrange's polynomials (Fornberg,
 * Math. Comp. 51 (1988), 699), which are quotients of integers and computed as such:
 *
 *   cₖ = q! · [s^q] Π_{j≠k} (s − gⱼ) / Π_{j≠k} (gₖ − gⱼ)
 */

export type Side = 'central' | 'forward' | 'backward'

export interface Stencil {
  readonly grid: readonly number[]
  readonly weights: readonly number[]
  /** q. */
  readonly derivative: number
  /** The order m of the derivative that the error begins with: it is at most `truncation` |f⁽ᵐ⁾| h^(m − q). */
  readonly order: number
  /** Σ |cₖ gₖᵐ| / m!, by Taylor's formula with Lagrange's remainder. */
  readonly truncation: number
  /** Σ |cₖ|: what the noise of the values is multiplied with. */
  readonly roundOff: number
}

/** The stencil of `points` values for the derivative of order `derivative`. */
export function stencilOf(points: number, derivative: number, side: Side): Stencil {
  const grid = gridOf(points, side)
  const weights = weightsOf(grid, derivative)
  // On a symmetric grid every second moment vanishes.
  const order = side === 'central' && (points - derivative) % 2 !== 0 ? points + 1 : points
  let factorial = 1
  for (let m = 2; m <= order; m++) factorial *= m
  const moment = weights.reduce((total, weight, k) => total + Math.abs(weight * grid[k] ** order), 0)
  return {
    grid,
    weights,
    derivative,
    order,
    truncation: moment / factorial,
    roundOff: weights.reduce((total, weight) => total + Math.abs(weight), 0),
  }
}

/** Central grids are symmetric about 0 and leave 0 out where `points` is even. */
function gridOf(points: number, side: Side): number[] {
  if (side === 'forward') return Array.from({ length: points }, (_, k) => k)
  if (side === 'backward') return Array.from({ length: points }, (_, k) => k - points + 1)
  const half = Math.floor(points / 2)
  return Array.from({ length: 2 * half + 1 }, (_, k) => k - half).filter((g) => g !== 0 || points % 2 === 1)
}

/** `points` consecutive places on this side of 0, or about it. */
export function consecutive(points: number, side: Side): number[] {
  return side === 'central'
    ? Array.from({ length: points }, (_, k) => k - Math.floor((points - 1) / 2))
    : gridOf(points, side)
}

function weightsOf(grid: readonly number[], derivative: number): number[] {
  const places = grid.map(BigInt)
  let factorial = 1n
  for (let m = 2n; m <= BigInt(derivative); m++) factorial *= m
  return places.map((own) => {
    let product = [1n]
    let denominator = 1n
    for (const other of places) {
      if (other === own) continue
      product = timesLinear(product, other)
      denominator *= own - other
    }
    return quotient(factorial * product[derivative], denominator)
  })
}

/** The coefficients, ascending, of the polynomial times (s − root). */
function timesLinear(coefficients: readonly bigint[], root: bigint): bigint[] {
  return Array.from(
    { length: coefficients.length + 1 },
    (_, m) => (coefficients[m - 1] ?? 0n) - root * (coefficients[m] ?? 0n),
  )
}

/** As a double: in lowest terms first, so that both are exact and one rounding is left. */
function quotient(numerator: bigint, denominator: bigint): number {
  let [a, b] = [numerator, denominator]
  while (b !== 0n) [a, b] = [b, a % b]
  return Number(numerator / a) / Number(denominator / a)
}
