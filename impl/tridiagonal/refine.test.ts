import { describe, expect, test } from 'vitest'
import { backwardError as exactBackwardError, tridiagonalRows, unitRoundoff } from '../../test/exact-error.ts'
import { backwardError, newRoom, type Residual, solveRefined } from './refine.ts'
import { residualInto } from './residual.ts'

const dl = Float64Array.of(1, -2)
const d = Float64Array.of(4, 5, -7)
const du = Float64Array.of(2, 1)
const b = Float64Array.of(1, 2, 3)
const rows = tridiagonalRows({ dl, d, du })
const room = newRoom(3)
const residual: Residual = (r, omega, right, x) => residualInto(r, omega, dl, d, du, right, x)

let calledAgain = 0
const again = (): void => {
  calledAgain++
}

/** Elimination without pivoting, then off by a relative `error`. Counts its calls. */
function sloppySolver(error: number): { solve: (y: Float64Array) => void; calls: () => number } {
  let calls = 0
  return {
    calls: () => calls,
    solve(y) {
      calls++
      const second = d[1] - (dl[0] / d[0]) * du[0]
      y[1] -= (dl[0] / d[0]) * y[0]
      y[2] = (y[2] - (dl[1] / second) * y[1]) / (d[2] - (dl[1] / second) * du[1])
      y[1] = (y[1] - du[1] * y[2]) / second
      y[0] = (y[0] - du[0] * y[1]) / d[0]
      for (let i = 0; i < 3; i++) y[i] *= 1 + error
    },
  }
}

function refine(error: number, x: Float64Array = new Float64Array(3)): { x: Float64Array; calls: number } {
  const { solve, calls } = sloppySolver(error)
  solveRefined(room, { solve, residual, again }, b, x)
  return { x, calls: calls() }
}

describe('refinement (TRI-11)', () => {
  test('is not needed where the solver is good', () => {
    expect(refine(0).calls).toBe(1)
  })

  test.each([1e-12, 1e-6, 1e-4])('repairs a solver that is off by %d', (error) => {
    const { x, calls } = refine(error)
    expect(calls).toBeGreaterThan(1)
    expect(exactBackwardError(rows, x, b)).toBeLessThan(9 * unitRoundoff)
  })

  test('takes five steps at the most, and stops after one that does not halve the error', () => {
    expect(refine(0.2).calls).toBe(6)
    expect(refine(0.6).calls).toBeLessThan(6)
    expect(refine(1.5).calls).toBe(2)
  })

  test('hands over what it cannot repair, and nothing else', () => {
    calledAgain = 0
    for (const error of [0, 1e-12, 1e-4]) refine(error)
    expect(calledAgain).toBe(0)
    refine(1.5)
    expect(calledAgain).toBe(1)
  })

  test('may write over the right-hand side', () => {
    const x = b.slice()
    const { solve } = sloppySolver(1e-6)
    solveRefined(room, { solve, residual, again }, x, x)
    expect(x).toEqual(refine(1e-6).x)
    expect(Array.from(b)).toEqual([1, 2, 3])
  })

  test('stops at NaN', () => {
    const { solve, calls } = sloppySolver(Number.NaN)
    const x = new Float64Array(3)
    solveRefined(room, { solve, residual, again }, b, x)
    expect(calls()).toBe(1)
    expect(x).toEqual(new Float64Array(3).fill(Number.NaN))
  })
})

test('the backward error of nothing is nothing', () => {
  expect(backwardError(0, 0)).toBe(0)
  expect(backwardError(-3, 4)).toBe(0.75)
})
