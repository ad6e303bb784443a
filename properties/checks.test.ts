import { describe, expect, it } from 'vitest'
import { operators } from '../impl/index.ts'
import { inProcessPort } from '../ports/index.ts'
import type { Description, OperatorSupport } from '../spec/port.ts'
import { checksOf, runCheck } from './index.ts'

const built = inProcessPort(operators)
const whole = await built.describe()

/** What is declared of these operators alone. */
const declaring = (support: Record<string, OperatorSupport>, rest: Partial<Description> = {}): Description => ({
  ...whole,
  operators: support,
  ...rest,
})

describe('checksOf', () => {
  const all = ['primal', 'pushforward', 'pullback'] as const

  it('lists every law that says something of an operator, and each of its maps', () => {
    const ids = checksOf(whole).map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toContain('tridiagonal-solve/exact/pullback')
    expect(ids).toContain('locate/kinks/primal')
    expect(ids).not.toContain('locate/exact/pullback')
    expect(ids).not.toContain('tridiagonal-solve/kinks/primal')
    expect(checksOf(whole).some(({ unsupported }) => unsupported !== undefined)).toBe(false)
  })

  it.each<[string, Description, string, string]>([
    ['an operator', declaring({}), 'locate/pure/primal', 'the port does not declare the operator'],
    [
      'a map',
      declaring({ 'quadratic-spline-slopes': { maps: ['primal', 'pullback'] } }),
      'quadratic-spline-slopes/adjoint-identity',
      'the port does not declare its pushforward',
    ],
    [
      'a derivative',
      declaring({ 'quadratic-spline-slopes': { maps: all, differentiable: [] } }),
      'quadratic-spline-slopes/exact/pullback',
      'the port differentiates in none of its arguments',
    ],
    [
      'an option',
      declaring({ 'quadratic-spline': { maps: all, options: { extrapolation: ['mirrored'] } } }),
      'quadratic-spline/exact/primal',
      "the port takes none of the catalogue's values of extrapolation",
    ],
    [
      'an operator that the law compares with',
      declaring({ 'quadratic-spline-integral': { maps: all } }),
      'quadratic-spline-integral/calculus/primal',
      'the port does not declare quadratic-spline',
    ],
    [
      'a map of an operator that the law compares with',
      declaring({ 'quadratic-spline-integral': { maps: all }, 'quadratic-spline': { maps: ['pullback'] } }),
      'quadratic-spline-integral/calculus/pullback',
      'the port does not declare the primal of quadratic-spline',
    ],
    [
      'a value of an option that the law needs',
      declaring({ 'quadratic-spline': { maps: all, options: { order: [0] } } }),
      'quadratic-spline/calculus/primal',
      'the port does not take order 1 of quadratic-spline',
    ],
    [
      'the derivative that the law needs',
      declaring({ 'quadratic-spline': { maps: all, differentiable: ['values'] } }),
      'quadratic-spline/calculus/pullback',
      'the port does not differentiate quadratic-spline in queries',
    ],
    [
      'a length',
      declaring({ 'quadratic-spline': { maps: all } }, { maxLength: 1 }),
      'quadratic-spline/exact/primal',
      'the port takes at most 1 entries',
    ],
  ])('lists as unsupported what lacks %s, and runCheck asks nothing', async (_, description, id, reason) => {
    const found = checksOf(description).find((one) => one.id === id)!
    expect(found.unsupported).toBe(reason)
    const silent = new Proxy(built, {
      get: () => () => {
        throw new Error('asked')
      },
    })
    const finding = await runCheck(silent, description, found, { seed: 5, runs: 20 })
    expect(finding).toMatchObject({ status: 'unsupported', unsupported: reason, cases: 0 })
  })
})
