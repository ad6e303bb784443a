import { describe, expect, it } from 'vitest'
import { multiply } from '../../math/elementwise.ts'
import { apply } from '../../math/interpreter.ts'
import type { Value } from '../../math/value.ts'
import type { Backend } from '../backend.ts'
import { forward, reverse } from '../index.ts'
import { type Scenario, scenarios, testBackend } from './index.ts'

it('reverse mode runs the program once for a gradient', () => {
  const gradients = scenarios.filter(({ operator }) => operator === 'gradient')
  const outcomes = testBackend(reverse(), gradients, { calls: () => 1 })
  expect(outcomes.every(({ status }) => status === 'pass')).toBe(true)
})

describe('what is planted in a backend is found', () => {
  const whole = reverse()
  const named = (name: string): readonly Scenario[] => scenarios.filter((scenario) => scenario.name === name)
  const altered = (alter: (cotangents: readonly Value[]) => readonly Value[]): Backend => ({
    name: 'altered',
    pullback(problem) {
      const { run } = whole.pullback!(problem)
      return {
        run(inputs) {
          const { value, pull } = run(inputs)
          return { value, pull: (cotangent) => alter(pull(cotangent)) }
        },
      }
    },
  })
  const times = (k: number): Backend =>
    altered((cotangents) => cotangents.map((one) => apply(multiply, [one, k], undefined)))

  it.each([
    ['a wrong sign', times(-1), 'result, entry 0: got -12, expected 12 to within 0'],
    ['a silent zero', times(0), 'result, entry 0: got 0, expected 12 to within 0'],
    ['an error in the ninth digit', times(1 + 1e-9), 'expected 12 to within 0'],
    [
      'a shape of its own',
      altered((cotangents) => cotangents.map(() => new Float64Array(3))),
      'result: got a vector of 3, expected a number',
    ],
  ])('%s', (_what, backend, reason) => {
    const [outcome] = testBackend(backend, named('number to number/gradient'))
    expect(outcome.status).toBe('fail')
    expect(outcome.reasons.join('\n')).toContain(reason)
  })

  it('a preparation that keeps the first values', () => {
    const frozen: Backend = {
      name: 'frozen',
      pullback(problem) {
        const { run } = whole.pullback!(problem)
        let kept: ReturnType<typeof run> | undefined
        return {
          run(inputs) {
            kept ??= run(inputs)
            return kept
          },
        }
      },
    }
    const [outcome] = testBackend(frozen, named('vector to number/gradient'))
    expect(outcome.reasons.join('\n')).toContain('prepared, used again')
  })

  it('a program that is run more often than promised', () => {
    const [outcome] = testBackend(forward({ chunk: 1 }), named('sum of squares/gradient'), { calls: () => 1 })
    expect(outcome.reasons).toEqual(['runs the program 5 times, expected at most 1'])
  })

  it('an input that is written to', () => {
    const writing: Backend = {
      name: 'writing',
      pullback(problem) {
        const { run } = whole.pullback!(problem)
        return {
          run(inputs) {
            const outcome = run(inputs)
            if (inputs[0] instanceof Float64Array) inputs[0][0] += 1
            return outcome
          },
        }
      },
    }
    const [outcome] = testBackend(writing, named('vector to vector/pullback'))
    expect(outcome.reasons.join('\n')).toContain('an input was written to')
    // The table is shared: leave it as it was.
    const { args } = named('vector to vector/pullback')[0].cases[0]
    ;(args[0] as Float64Array)[0] = 1
  })

  it('a backend that goes by directions is not asked about thousands of them', () => {
    const long = named('sum of products/gradient')
    expect(testBackend(forward(), long)[0]).toMatchObject({
      status: 'unsupported',
      reasons: [expect.stringContaining('30000 inputs')],
    })
    expect(testBackend(whole, long)[0].status).toBe('pass')
    expect(testBackend(whole, long, { largest: 10 })[0].status).toBe('unsupported')
  })

  it('what is refused is told apart', () => {
    const [outcome] = testBackend({ name: 'none' }, named('number to number/gradient'))
    expect(outcome.status).toBe('unsupported')
    const broken: Backend = {
      name: 'broken',
      pullback: () => {
        throw new Error('no')
      },
    }
    expect(testBackend(broken, named('number to number/gradient'))[0].reasons).toEqual(['throws: no'])
  })
})
