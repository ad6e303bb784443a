/**
 * The system of CSP-7 for a periodic curve (CSP-9): n − 1 unknowns in a ring, c[n−1] = c[0]. With the last of them apart,
 *
 *   A = [ T  p ]     T tridiagonal, n − 2,   p = (h[n−2], 0 … 0, h[n−3])ᵀ, added up where n = 3
 *       [ pᵀ δ ]     v = T⁻¹ p,  ρ = δ − pᵀ v:   y = T⁻¹ b′,  c_last = (b_last − pᵀ y)/ρ,  c′ = y − v c_last
 *
 * which is stable as A is dominant (Demmel, Higham & Schreiber, Numer. Linear Algebra Appl. 2, 1995, 173). A is
 * symmetric: the same solve for the pullback.
 */
import { solveDirect } from '../../tridiagonal/direct.ts'
import type { Conditions } from './conditions.ts'
import type { Cubic } from './cubic.ts'
import { ringOfThree } from './ring-of-three.ts'

export function closed(h: Float64Array): Conditions {
  const n = h.length + 1
  const solve = n === 2 ? (b: Float64Array): void => void b.fill(0) : ringSolver(h)
  const end = n - 1
  const before = h[end - 1]
  const after = h[0]
  // As at an inner knot, with the last gap on the left of the first.
  const sum = before + after
  const alpha = after / sum
  const beta = before / sum
  const close = (array: Float64Array): void => {
    array[0] += array[end]
    solve(array)
    array[end] = array[0]
  }
  const three = n === 4 ? ringOfThree(h) : undefined
  const bend = ({ c }: Cubic): number => (c[1] - c[end - 1]) / 3
  return {
    from: 0,
    to: n - 1,
    rowsFrom: 0,
    rowsTo: n - 1,
    slopesFrom: 1,
    slopesTo: n - 1,
    solve: (_args, x) => (three === undefined ? close(x.c) : three(x)),
    solveTangent: (_x, _tangents, { c }) => close(c),
    solvePullback: (_x, { c }) => close(c),
    endSlopes(_args, x) {
      const { m, z } = x
      z[0] = alpha * m[end - 1] + beta * m[0] - alpha * before * bend(x)
      z[end] = z[0]
    },
    endSlopesTangent({ c }, _tangents, dot) {
      const fromLeft = dot.m[end - 1] - before * bend(dot) + (dot.h[end - 1] * (c[end - 1] + 2 * c[0])) / 3
      dot.z[0] = alpha * fromLeft + beta * (dot.m[0] - (dot.h[0] * (2 * c[0] + c[1])) / 3)
      dot.z[end] = dot.z[0]
    },
    endSlopesPullback({ c }, bar) {
      const zBar = bar.z[0] + bar.z[end]
      const w = (alpha * before * zBar) / 3
      bar.m[end - 1] += alpha * zBar
      bar.m[0] += beta * zBar
      bar.c[1] -= w
      bar.c[end - 1] += w
      bar.h[end - 1] += (alpha * (c[end - 1] + 2 * c[0]) * zBar) / 3
      bar.h[0] -= (beta * (2 * c[0] + c[1]) * zBar) / 3
    },
  }
}

/** Solves in place in the first n − 1 entries. */
function ringSolver(h: Float64Array): (b: Float64Array) => void {
  const last = h.length - 1
  const r = new Float64Array(last)
  const l = new Float64Array(last - 1)
  const y = new Float64Array(last)
  let outward = 2 * h[last]
  for (let i = 0; i < last; i++) {
    const pivot = outward + 2 * h[i]
    const quotient = h[i] / pivot
    r[i] = 1 / pivot
    if (i < last - 1) l[i] = quotient
    outward = 2 * h[i] - h[i] * quotient
  }
  const v = new Float64Array(last)
  v[0] += h[last]
  v[last - 1] += h[last - 1]
  const first = v[0]
  const final = last === 1 ? 0 : v[last - 1]
  solveDirect(l, r, l, v, v)
  const rho = 2 * (h[last - 1] + h[last]) - first * v[0] - final * v[last - 1]
  return (b) => {
    for (let i = 0; i < last; i++) y[i] = b[i]
    solveDirect(l, r, l, y, y)
    const apart = (b[last] - first * y[0] - final * y[last - 1]) / rho
    for (let i = 0; i < last; i++) b[i] = y[i] - v[i] * apart
    b[last] = apart
  }
}
