import { describe, expect, it } from 'vitest'
import { entriesOf } from '../../math/value.ts'
import type { Backend } from '../backend.ts'
import {
  compiled,
  complexStep,
  derivativeWithError,
  finiteDiff,
  finiteDifferences,
  forward,
  gradientWithError,
  reverse,
  secondOrder,
  symbolic,
} from '../index.ts'
import { byRoundings, type Scenario, scenarios, type TestOptions, testBackend } from './index.ts'

/** Programs with more inputs than a direction for each of them is for; but the thread's gradient is for all. */
const isLong = ({ program, name }: Scenario): boolean =>
  program.name === 'sum of products' || (program.name === 'sum of a spline' && !name.endsWith('gradient'))
const short = scenarios.filter((scenario) => !isLong(scenario))
const isSecond = ({ operator }: Scenario): boolean => ['secondDerivative', 'hvp', 'hessian'].includes(operator)

/**
 * With steps h = √ε of one-sided differences both errors, ε |f| / h and |f″| h / 2, are √ε times the roughness; of
 * central ones, h = ∛ε, they are less. Second differences with h = ε^¼ have 4 ε |f| / h² and a term of the order h².
 * Tangents are at most 1, and there are at most two terms.
 */
const byDifferences = (scenario: Scenario, largest: number): number =>
  byRoundings(scenario, largest) + (isSecond(scenario) ? 16 : 4) * 2 ** -26 * scenario.program.roughness

const outcomes = (backend: Backend, asked: readonly Scenario[], options: TestOptions = {}) => {
  const all = testBackend(backend, asked, options)
  return {
    failed: all.filter(({ status }) => status === 'fail'),
    unsupported: all.filter(({ status }) => status === 'unsupported').map(({ scenario }) => scenario),
    passed: all.filter(({ status }) => status === 'pass').length,
  }
}

describe('every scenario is passed', () => {
  it.each([
    ['forward', forward(), short, {}],
    ['reverse', reverse(), scenarios, {}],
    ['compiled', compiled(), scenarios, {}],
    ['complexStep', complexStep(), short, {}],
    ['finiteDiff', finiteDiff(), short, { tolerance: byDifferences }],
    ['finiteDiff, central', finiteDiff({ scheme: 'central' }), short, { tolerance: byDifferences }],
    ['finiteDifferences', finiteDifferences(), short, { tolerance: byDifferences }],
    ['forward over forward', secondOrder(forward(), forward()), short, {}],
    ['reverse over reverse', secondOrder(reverse(), reverse()), short, {}],
    ['reverse over forward', secondOrder(reverse(), forward()), short, {}],
    ['complexStep over reverse', secondOrder(complexStep(), reverse()), short, {}],
    ['finiteDiff over reverse', secondOrder(finiteDiff(), reverse()), short, { tolerance: byDifferences }],
  ] as const)('by %s', (_name, backend, asked, options) => {
    expect(outcomes(backend, asked, options)).toEqual({ failed: [], unsupported: [], passed: asked.length })
  })

  it('by symbolic, where the program is an expression of a few numbers', () => {
    const small = short.filter(({ program }) => !/logistic|Gaussian|sum of a spline/.test(program.name))
    const ruled = small.filter(({ program }) => /tridiagonal|spline/.test(program.name))
    const unsupported = ruled.map(({ name }) => name)
    expect(outcomes(symbolic(), small)).toEqual({ failed: [], unsupported, passed: small.length - ruled.length })
  })
})

it('finite differences err by less than they say', () => {
  const firsts = short.filter(({ operator, program }) => {
    return ['derivative', 'gradient'].includes(operator) && program.name !== 'several arguments'
  })
  for (const scenario of firsts) {
    for (const { args, results } of scenario.cases) {
      const estimate = scenario.operator === 'derivative' ? derivativeWithError : gradientWithError
      const { value, error } = estimate(scenario.program.f as never, finiteDifferences(), ...(args as []))
      const [expected] = results.map(entriesOf)
      const errors = entriesOf(error)
      const largest = expected.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0)
      entriesOf(value).forEach((entry, i) => {
        const allowed = errors[i] + byRoundings(scenario, largest)
        expect(Math.abs(entry - expected[i]), scenario.name).toBeLessThanOrEqual(allowed)
      })
    }
  }
  expect(firsts.length).toBeGreaterThan(10)
})

it('a prepared compiled call runs the program no more', () => {
  const gradients = scenarios.filter(({ operator }) => operator === 'gradient')
  const [counted] = testBackend(compiled(), gradients.slice(0, 1), { calls: () => 2 })
  expect(counted.status).toBe('pass')
})
