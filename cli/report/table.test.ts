import { describe, expect, it } from 'vitest'
import { checkFor, doubled, findingFor, hung } from '../fixtures/findings.ts'
import { table } from './table.ts'
import { plain, width } from './text.ts'

const solve = (['primal', 'pushforward', 'pullback'] as const).map((map) => checkFor('tridiagonal-solve', 'exact', map))
const measured = [
  findingFor(solve[0], { largestK: { output: 0.812 }, limit: 32 }),
  findingFor(solve[1], { largestK: { tangent: 11.4 }, limit: 32 }),
  findingFor(solve[2], { largestK: { dl: 1.91, d: 2, du: 1.8, b: 0.004 }, limit: 32 }),
]

describe('table', () => {
  it('has the largest K and its limit for each map, and by argument for the pullback', () => {
    expect(table(solve, measured, plain)).toEqual([
      'operator           primal    pushforward  pullback  laws',
      '                   K/limit   K/limit      K/limit   passed',
      'tridiagonal-solve  0.81/32   11/32        2.0/32    3/3 ✓',
      '  dl 1.9  d 2.0  du 1.8  b <0.01',
    ])
  })

  it('counts failures, faults and what did not run, and calls nothing of it a pass', () => {
    const adjoint = checkFor('tridiagonal-solve', 'adjoint')
    const lines = table([...solve, adjoint], [measured[0], doubled, hung], plain)
    expect(lines[2]).toBe('tridiagonal-solve  0.81/32   –            5e15/32   1/4 ✗')
    expect(lines[3]).toBe('  1 fail, 1 fault, 1 not run')
    expect(table([adjoint], [hung], plain)[2]).toMatch(/0\/1 ! 1 fault$/)
    expect(table([adjoint], [], plain)[2]).toMatch(/0\/1 – 1 not run$/)
  })

  it('does not take a pass without a case for one', () => {
    const locate = checkFor('locate', 'exact', 'primal')
    expect(table([locate], [findingFor(locate, { cases: 0 })], plain)[2]).toMatch(/0\/1 – 1 not run$/)
  })

  it('tells an unsupported operator from one that is supported in part', () => {
    const locate = checkFor('locate', 'exact', 'primal')
    const lacking = findingFor(locate, { status: 'unsupported', cases: 0 })
    const partly = findingFor(solve[2], { status: 'unsupported', cases: 0 })
    const lines = table([...solve, locate], [measured[0], measured[1], partly, lacking], plain)
    expect(lines[2]).toMatch(/2\/2 ✓ 1 unsupported$/)
    expect(lines[3]).toMatch(/^locate .* unsupported$/)
  })

  it('shows the K of a violation, under its argument, even where it was not among the largest', () => {
    const violation = { ...doubled.violation!, argument: 'dl' }
    const lines = table([solve[2]], [{ ...doubled, largestK: { dl: 1, d: 2 }, violation }], plain)
    expect(lines[2]).toContain('5e15/32')
    expect(lines[3]).toBe('  dl 5e15  d 2.0  du –  b –')
  })

  it('has a dash for an argument whose K was not measured, and no line where none was', () => {
    const zero = findingFor(solve[2], { largestK: { d: 0 }, limit: 32 })
    expect(table([solve[2]], [zero], plain)[3]).toBe('  dl –  d 0  du –  b –')
    expect(table([solve[2]], [{ ...zero, largestK: {} }], plain)).toHaveLength(3)
  })

  it('shows a NaN and an infinite K as what they are', () => {
    const bad = findingFor(solve[0], { largestK: { output: Number.POSITIVE_INFINITY }, limit: 32, status: 'fail' })
    expect(table([solve[0]], [bad], plain)[2]).toContain('∞/32')
    const worse = findingFor(solve[0], { largestK: { output: Number.NaN }, limit: 32, status: 'fail' })
    expect(table([solve[0]], [bad, worse], plain)[2]).toContain('NaN/32')
  })

  it('keeps within 80 columns for the longest names of the catalogue', () => {
    const compose = checkFor('quadratic-spline-compose', 'exact', 'pullback')
    const curvatures = checkFor('quadratic-spline-curvatures', 'exact', 'pullback')
    const K = 4.5e15
    const largestK = { knots: K, values: K, slopes: K, curvatures: K, queries: K }
    const findings = [
      findingFor(compose, { largestK, limit: 16, status: 'fail' }),
      findingFor(curvatures, { largestK: { knots: K, slopes: K }, limit: 8, status: 'fault' }),
    ]
    for (const line of table([compose, curvatures], findings, plain)) expect(line.length).toBeLessThanOrEqual(width)
  })
})
