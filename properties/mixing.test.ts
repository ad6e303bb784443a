import { describe, expect, it } from 'vitest'
import { exact, scale, stabilityFactor } from '../reference/index.ts'
import { entryOf } from '../spec/catalogue.ts'
import type { Entry } from '../spec/entry.ts'
import type { Case } from './law.ts'
import { mixedScales } from './mixing.ts'

const solve = entryOf('tridiagonal-solve')!

/** Dominant by rows, yet partial pivoting exchanges them, and du = 0 keeps the second entry of λ apart from the first. */
const apart: Case = {
  arguments: { dl: [-7], d: [-6.5, -9], du: [0], b: [1, 0] },
  options: {},
  tangents: {},
  cotangent: [15, 6.9e-18],
}

/** K of λ with its second entry off by so much, by the scale of its own and by the mixed one. */
function factors(error: number, entry: Entry = solve): { own: number; mixed: number } {
  const truth = exact('pullback', entry, apart).b
  const got = truth.map((value, i) => value.valueOf() + (i === 1 ? error : 0))
  const scales = scale('pullback', entry, apart)
  return {
    own: stabilityFactor(got, truth, scales.b).K,
    mixed: stabilityFactor(got, truth, mixedScales('pullback', entry, apart, scales).b).K,
  }
}

describe('mixedScales', () => {
  it('forgive what is left of the first entry in the second after refinement', () => {
    const { own, mixed } = factors(3e-32)
    expect(own).toBeGreaterThan(solve.limits.pullback)
    expect(mixed).toBeLessThan(solve.limits.pullback)
  })

  it('forgive nothing of first order', () => {
    for (const error of [1e-16 * 15, 1e-27]) expect(factors(error).mixed).toBeGreaterThan(solve.limits.pullback)
  })

  it('count the largest of λ and of x for the cotangents of the matrix, wherever they stand', () => {
    const far: Case = {
      ...apart,
      arguments: { dl: [0, 0], d: [2, 2, 2], du: [0, 0], b: [0, 0, 2] },
      cotangent: [8, 0, 0],
    }
    const scales = scale('pullback', solve, far)
    expect(scales.dl).toEqual([0, 0])
    const mixed = mixedScales('pullback', solve, far, scales)
    const [x, lambda] = [3, 12] // |A⁻¹| |A| |x| + |A⁻¹| |b| + |x|
    const most = 2 ** -53 * solve.limits.pullback * x * lambda
    expect(mixed.dl).toEqual([most, most])
    expect(mixed.d).toEqual([most, most, most])
  })

  it('are those of the input where nothing is solved', () => {
    const multiply = entryOf('tridiagonal-multiply')!
    const scales = { output: [0, 1] }
    expect(mixedScales('primal', multiply, apart, scales)).toBe(scales)
  })
})
