import { describe, expect, it } from 'vitest'
import { entryOf } from '../spec/catalogue.ts'
import { type Evidence, hintFor, hintsFor } from './hints.ts'
import type { Numbers } from './law.ts'

const expected: Numbers = { dl: [1, -2, 4], d: [3, 5, 7, 0], du: [2, 9, -8], b: [1, 2, 3, 5] }

/** A pullback of `tridiagonal-solve` that answers `got` where `expected` is due. */
function pullback(got: Numbers, more: Partial<Evidence> = {}): Evidence {
  return {
    entry: entryOf('tridiagonal-solve')!,
    map: 'pullback',
    input: {
      arguments: { dl: [1, 1, 1], d: [4, 4, 4, 4], du: [1, 1, 1], b: [1, 2, 3, 4] },
      options: {},
      tangents: {},
      cotangent: [1, 0, 2, -1],
    },
    expected,
    got: { ...expected, ...got },
    ...more,
  }
}

const times = (values: readonly number[], factor: number): readonly number[] => values.map((x) => x * factor)

describe('hintFor', () => {
  it('says nothing of a right answer, nor of a wrong one that no usual mistake explains', () => {
    expect(hintFor(pullback({}))).toBeUndefined()
    expect(hintFor(pullback({ dl: [1, -2.5, 6] }))).toBeUndefined()
    expect(hintFor(pullback({ dl: [1] }))).toBeUndefined()
  })

  it('sees flipped signs in one argument and in all', () => {
    expect(hintFor(pullback({ du: times(expected.du, -1) }))).toBe('every sign in the cotangent of du is flipped')
    const all = Object.fromEntries(Object.entries(expected).map(([name, values]) => [name, times(values, -1)]))
    expect(hintFor(pullback(all))).toBe('every sign in every cotangent is flipped')
  })

  it('does not call a flip of the only telling argument a flip of all', () => {
    const lone = { ...expected, dl: [0, 0, 0], du: [0, 0, 0], d: [0, 0, 0, 0] }
    const evidence = { ...pullback({}), expected: lone, got: { ...lone, b: times(expected.b, -1) } }
    expect(hintFor(evidence)).toBe('every sign in the cotangent of b is flipped')
  })

  it('sees two cotangents swapped, and one taken from another', () => {
    expect(hintFor(pullback({ dl: expected.du, du: expected.dl }))).toMatch(/^dl holds what du .*swapped\?$/)
    expect(hintFor(pullback({ dl: expected.du }))).toBe('the entry for dl holds what du should be')
  })

  it('sees a constant ratio, from two entries on', () => {
    expect(hintFor(pullback({ b: times(expected.b, 3) }))).toBe('ratio got/expected is 3 in every entry')
    expect(hintFor(pullback({ b: times(expected.b, 0.5) }))).toBe('ratio got/expected is 0.5 in every entry')
    const one = { ...pullback({}), expected: { b: [0, 2] }, got: { b: [0, 6] } }
    expect(hintsFor(one).join()).not.toMatch(/ratio/)
  })

  it('sees reversed and shifted order', () => {
    expect(hintFor(pullback({ b: [5, 3, 2, 1] }))).toBe('the cotangent of b is in reversed order')
    expect(hintFor(pullback({ b: [0, 1, 2, 3] }))).toBe('the cotangent of b is shifted by one towards the end')
    expect(hintFor(pullback({ b: [2, 3, 5, 0] }))).toBe('the cotangent of b is shifted by one towards the start')
  })

  it('does not call two entries shifted, of which one could be chance', () => {
    const two = { ...pullback({}), expected: { b: [1, 2] }, got: { b: [0, 1] } }
    expect(hintsFor(two).join()).not.toMatch(/shifted/)
  })

  it('sees the one entry that is wrong', () => {
    expect(hintFor(pullback({ b: [1, 2, 3, 0] }))).toBe('the cotangent of b is right but for the last entry')
    expect(hintFor(pullback({ b: [9, 2, 3, 5] }))).toBe('the cotangent of b is right but for the first entry')
    expect(hintFor(pullback({ b: [1, 9, 3, 5] }))).toBe('the cotangent of b is right but for one entry')
  })

  it('sees a silent zero and a NaN', () => {
    expect(hintFor(pullback({ d: [0, 0, 0, 0] }))).toBe(
      'the cotangent of d is zero where it should not be: is it missing?',
    )
    expect(hintFor(pullback({ d: [3, Number.NaN, 7, 0] }))).toBe('NaN where a number is due, in the cotangent of d')
    expect(hintFor(pullback({ d: [3, -Infinity, 7, 0] }))).toMatch(/^an infinity/)
  })

  it('sees that the incoming cotangent is ignored', () => {
    const forOnes = { ...expected, b: [7, 1, 8, 2] }
    const evidence = pullback(
      { b: [7, 1, 8, 2] },
      { expectedFor: (ȳ) => (ȳ.every((x) => x === 1) ? forOnes : expected) },
    )
    expect(hintFor(evidence)).toMatch(/^the cotangent of b .*all ones .*ignored\?$/)
    expect(hintFor({ ...evidence, got: { ...expected, b: [7, 1, 8, 3] } })).toBeUndefined()
  })

  it('sees that the transpose is missing, in a solve and elsewhere', () => {
    const primalWith = (argument: string, ȳ: readonly number[]): readonly number[] =>
      argument === 'b' ? times(ȳ, 0.5) : []
    const evidence = pullback({ b: [0.5, 0, 1, -0.5] }, { primalWith })
    expect(hintFor(evidence)).toBe('this is A⁻¹ȳ: the transpose is missing')
    // d is not linear: that its cotangent looks like a primal is no missing transpose.
    const ofD = pullback({ d: [0.5, 0, 1, -0.5] }, { primalWith: (_, ȳ) => times(ȳ, 0.5) })
    expect(hintsFor(ofD).join()).not.toMatch(/transpose/)
    const slopes = {
      ...evidence,
      entry: entryOf('quadratic-spline-slopes')!,
      expected: { rhs: expected.b },
      got: { rhs: [0.5, 0, 1, -0.5] },
      primalWith: (_: string, ȳ: readonly number[]): readonly number[] => times(ȳ, 0.5),
    }
    expect(hintFor(slopes)).toMatch(/^the cotangent of rhs is the primal .* transpose is missing$/)
  })

  it('tells unstable from wrong by K', () => {
    const digits = { b: expected.b.map((x) => x * (1 + 2 ** -44)) }
    expect(hintFor(pullback(digits, { K: 512, limit: 32 }))).toMatch(/unstable rather than wrong/)
    expect(hintFor(pullback(digits, { K: 20, limit: 32 }))).toBeUndefined()
    expect(hintFor(pullback({ b: [1, 2.1, 3.3, 5.5] }, { K: 1e12, limit: 32 }))).toBeUndefined()
  })

  it('speaks of the output and of the tangent for the other maps', () => {
    const primal = {
      ...pullback({}),
      map: 'primal' as const,
      expected: { output: [1, 2, 4] },
      got: { output: [4, 2, 1] },
    }
    expect(hintFor(primal)).toBe('the output is in reversed order')
    expect(hintFor({ ...primal, map: 'pushforward' })).toBe('the tangent is in reversed order')
  })

  it('takes rounding for agreement and a wrong ninth digit for none', () => {
    const rounded = times(times(expected.b, -1), 1 + 2 ** -52)
    expect(hintFor(pullback({ b: rounded }))).toBe('every sign in the cotangent of b is flipped')
    expect(hintFor(pullback({ b: times(expected.b, -1 - 1e-9) }))).toBeUndefined()
    expect(hintFor(pullback({ b: [-1 - 1e-9, -2, -3, -5] }))).toBeUndefined()
  })
})

describe('hintsFor', () => {
  it('gives all that fit a degenerate case, so that a second case can decide', () => {
    const small = { ...pullback({}), expected: { dl: [1, 0], b: [0, 0] }, got: { dl: [0, 1], b: [0, 0] } }
    const large = { ...pullback({}), expected: { dl: [1, 2, 0], b: [1, 2] }, got: { dl: [0, 1, 2], b: [1, 2] } }
    expect(hintsFor(small)).toContain('the cotangent of dl is in reversed order')
    expect(hintsFor(large)).not.toContain('the cotangent of dl is in reversed order')
  })
})
