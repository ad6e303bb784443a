/**
 * Differences with fixed relative steps: the counterpart of FiniteDiff.jl (the formulas: Nocedal and Wright,
 * Numerical Optimization, 8.1).
 *
 *   forward   J v ≈ (f(x + h v) − f(x)) / h              error about ε |f| / h + |f″| h / 2
 *   central   J v ≈ (f(x + h v) − f(x − h v)) / 2h       error about ε |f| / h + |f‴| h² / 6
 *
 *   h = max(relstep |x|, absstep) of the entries that move, in units of the largest |vₖ|
 *
 * The default relstep makes both errors equal where |f|, |f″|, |f‴| and |x| are of order 1: √ε, ∛ε, and ε^¼ for second
 * differences. There is no estimate of the error: that is what `finiteDifferences` has.
 */
import { CotangentError } from '../../../spec/errors.ts'
import { isTraced, type Value } from '../../math/value.ts'
import type { Backend, Executor, OperatorName, Pushforward } from '../backend.ts'
import type { Problem } from '../problem.ts'
import { type AtPoint, gradientByColumns, jacobianByColumns } from './columns.ts'
import { type Direction, isFinitePlain, requirePlain, type Step, seedDirection } from './direction.ts'
import { invalidOption, requireKnownOptions } from './options.ts'
import { secondDifferences } from './second-differences.ts'
import { weighted } from './weighted.ts'

const EPSILON = 2 ** -52

export interface FiniteDiffOptions {
  /** `forward`: one call of the function for each direction; `central`: two, and more right digits. Default forward. */
  readonly scheme?: 'forward' | 'central'
  /** The step as a share of |x|. Default √ε (forward), ∛ε (central), ε^¼ (second derivatives). */
  readonly relstep?: number
  /** The smallest step. Default relstep. */
  readonly absstep?: number
}

/** Finite differences: for any function at all, also one that no operator describes; about half the digits are right. */
export function finiteDiff(options: FiniteDiffOptions = {}): Backend {
  requireKnownOptions('finiteDiff', options, ['scheme', 'relstep', 'absstep'])
  const { scheme = 'forward', relstep, absstep } = options
  if (scheme !== 'forward' && scheme !== 'central') {
    throw invalidOption('finiteDiff', 'scheme', 'is one of two', String(scheme), "'forward' or 'central'")
  }
  requireStep('relstep', relstep)
  requireStep('absstep', absstep)
  const share = relstep ?? (scheme === 'forward' ? Math.sqrt(EPSILON) : Math.cbrt(EPSILON))
  const step = stepOf(share, absstep ?? share)
  const difference = scheme === 'forward' ? forwardDifference : centralDifference
  const secondShare = relstep ?? EPSILON ** 0.25
  const second = secondDifferences(stepOf(secondShare, absstep ?? secondShare), valueAt)
  const at = (problem: Problem, inputs: readonly Value[]): AtPoint => {
    requirePlain('finiteDiff', problem, inputs)
    let known: Value | undefined
    const value = (): Value => {
      known ??= valueAt(problem, inputs)
      return known
    }
    return { value, along: (direction) => difference(problem, value, direction, step(problem, direction)) }
  }
  return {
    name: 'finiteDiff',
    pushforward: (problem): Pushforward => ({
      chunk: 64,
      run(inputs, seeds) {
        const point = at(problem, inputs)
        const tangents = seeds.map((seed) => {
          requirePlain('finiteDiff', problem, seed)
          return point.along(seedDirection(problem, inputs, seed))
        })
        return { value: point.value(), tangents }
      },
    }),
    prepare(operator: OperatorName, problem: Problem): Executor | undefined {
      if (operator === 'gradient') return gradientByColumns(problem, at)
      if (operator === 'jacobian') return jacobianByColumns(problem, at)
      return second(operator, problem)
    },
  }
}

function stepOf(relstep: number, absstep: number): Step {
  return (problem, direction) => {
    const { size, length } = direction
    if (!Number.isFinite(size) || !Number.isFinite(length)) {
      throw new CotangentError('NOT_FINITE', {
        operator: problem.operator,
        constraint: 'x and the tangent are finite',
        got: `x = ±${size} and a tangent of ±${length}`,
        expected: 'finite numbers, which a step of finiteDiff can move',
      })
    }
    const h = direction.rounded(Math.max(relstep * size, absstep) / length)
    if (h > 0) return h
    throw new CotangentError('UNSUPPORTED', {
      operator: problem.operator,
      constraint: 'a step of finiteDiff moves x',
      got: `a step that is lost in the rounding of x = ±${size}`,
      expected: 'a larger relstep or absstep',
    })
  }
}

function forwardDifference(problem: Problem, value: () => Value, direction: Direction, h: number): Value {
  return weighted([1, -1], [valueAt(problem, direction.at(h)), value()], h)
}

function centralDifference(problem: Problem, _value: () => Value, direction: Direction, h: number): Value {
  return weighted([1, -1], [valueAt(problem, direction.at(h)), valueAt(problem, direction.at(-h))], 2 * h)
}

/** The value of the function, which is finite. */
function valueAt(problem: Problem, inputs: readonly Value[]): Value {
  const value = problem.call(inputs)
  if (isTraced(value) || isFinitePlain(value)) return value
  throw new CotangentError('NOT_FINITE', {
    operator: problem.operator,
    constraint: 'the function is finite at x and a step from x on both sides that finiteDiff looks at',
    got: 'NaN or an infinity',
    expected: 'a point inside the domain, or a smaller relstep and absstep',
  })
}

function requireStep(name: string, step: number | undefined): void {
  if (step === undefined || (step > 0 && step < Infinity)) return
  throw invalidOption('finiteDiff', name, 'is positive', String(step), 'a number above 0')
}
