/**
 * Differences with steps that adapt to the function, and an estimate of their error: the counterpart of
 * FiniteDifferences.jl. Each derivative costs some thirty calls of the function for each direction (`adapt: 0`: as many
 * as the stencil has points), and has about eleven right digits where function and x are of ordinary size.
 *
 * The estimate is a bound that the function's own values support; a feature narrower than every spacing that was
 * looked at is not seen, nor is rounding to decimal digits always. At a kink, and where noise hides the slope, the estimate is Infinity.
 */
import { CotangentError } from '../../../spec/errors.ts'
import { sizeOf } from '../../math/shape.ts'
import { ofShape, type Plain, shapeOf, type Value } from '../../math/value.ts'
import type { Backend, Executor, OperatorName, Pushforward } from '../backend.ts'
import type { Problem } from '../problem.ts'
import { adaptiveBalance, assumedBalance, type Balance, predictedError } from './adaptive-step.ts'
import { type AtPoint, gradientByColumns, jacobianByColumns } from './columns.ts'
import { type Direction, requirePlain, seedDirection } from './direction.ts'
import { directionalSecond } from './directional-second.ts'
import { invalidOption, requireInteger, requireKnownOptions } from './options.ts'
import { type Extrapolation, extrapolate } from './richardson.ts'
import { type Entry, Samples } from './samples.ts'
import { type Side, type Stencil, stencilOf } from './stencil.ts'

export interface FiniteDifferencesOptions {
  /** How many values a derivative is made of: 2 … 16, more than `order`. Default 5. */
  readonly points?: number
  /** Which derivative `derivativeWithError` gives; the operators need 1. Default 1. */
  readonly order?: number
  /** How often the size of the next derivative is estimated; 0: the step comes from an assumption. Default 1. */
  readonly adapt?: number
  /** Whether the step is halved three times and the error extrapolated away. Default false. */
  readonly richardson?: boolean
  /** Where the points lie: `forward` and `backward` stay on one side of x, for the ends of a domain. Default central. */
  readonly side?: Side
}

export interface Estimate {
  readonly value: Plain
  /** A bound of |value − the derivative|, entry by entry. */
  readonly error: Plain
}

export interface FiniteDifferences extends Backend {
  /** The derivative of the order that was asked for along a direction, with its error. */
  estimate(problem: Problem, direction: Direction): Estimate
}

const names = ['points', 'order', 'adapt', 'richardson', 'side']
/** How often Richardson's extrapolation halves the step, and how much longer it begins. */
const HALVINGS = 3
const STRETCH = 4

/** Finite differences with an estimate of their error: slow and careful, to check other derivatives by. */
export function finiteDifferences(options: FiniteDifferencesOptions = {}): FiniteDifferences {
  const name = 'finiteDifferences'
  requireKnownOptions(name, options, names)
  const { points = 5, order = 1, adapt = 1, richardson = false, side = 'central' } = options
  requireInteger(name, 'points', points, 2, 16)
  requireInteger(name, 'order', order, 1, points - 1)
  requireInteger(name, 'adapt', adapt, 0, 8)
  if (typeof richardson !== 'boolean') {
    throw invalidOption(name, 'richardson', 'is a truth value', String(richardson), 'true or false')
  }
  if (!['central', 'forward', 'backward'].includes(side)) {
    throw invalidOption(name, 'side', 'is one of three', String(side), "'central', 'forward' or 'backward'")
  }

  const estimateBy = (stencil: Stencil, problem: Problem, direction: Direction): Estimate => {
    const samples = new Samples(problem, direction)
    const shape = shapeOf(samples.value(0))
    const estimates = Array.from({ length: sizeOf(shape) }, (_, place) => {
      const entry = samples.entry(place)
      const balance = adapt === 0 ? assumedBalance(entry, stencil) : adaptiveBalance(entry, stencil, side, adapt)
      return richardson ? extrapolated(entry, stencil, side, balance) : plain(entry, stencil, balance)
    })
    return {
      value: ofShape(
        shape,
        Float64Array.from(estimates, ({ value }) => value),
      ),
      error: ofShape(
        shape,
        Float64Array.from(estimates, ({ error }) => error),
      ),
    }
  }
  const stencil = stencilOf(points, order, side)
  const at = (problem: Problem, inputs: readonly Value[]): AtPoint => {
    requirePlain(name, problem, inputs)
    requireFirstOrder(problem, order)
    return {
      value: () => problem.call(inputs),
      along: (direction) => estimateBy(stencil, problem, direction).value,
    }
  }
  // A second derivative takes three values at least.
  const secondStencil = stencilOf(Math.max(points, 3), 2, side)
  const second = directionalSecond(name, (problem, direction) => estimateBy(secondStencil, problem, direction).value)
  return {
    name,
    estimate: (problem, direction) => estimateBy(stencil, problem, direction),
    pushforward: (problem): Pushforward => ({
      chunk: 64,
      run(inputs, seeds) {
        const point = at(problem, inputs)
        const tangents = seeds.map((seed) => {
          requirePlain(name, problem, seed)
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

/** Σ cₖ (f(x + gₖ h) − f(x)) / h^q: since Σ cₖ = 0, f(x) changes nothing but what is rounded. */
function difference(entry: Entry, { grid, weights, derivative }: Stencil, h: number): number {
  const values = entry.over(grid, h)
  if (values === undefined) {
    return entry.refuse(
      'the function is finite at every point of the stencil',
      "adapt above 0, which finds a step, or a stencil on one side of x: side 'forward' or 'backward'",
    )
  }
  const center = entry.center()
  return weights.reduce((sum, weight, k) => sum + weight * (values[k] - center), 0) / h ** derivative
}

function plain(entry: Entry, stencil: Stencil, balance: Balance): Extrapolation {
  const { step } = balance
  return { value: difference(entry, stencil, step), error: predictedError(balance, stencil, step) }
}

function extrapolated(entry: Entry, stencil: Stencil, side: Side, balance: Balance): Extrapolation {
  const longest = Math.min(balance.step * STRETCH, balance.widest)
  const levels = Array.from({ length: HALVINGS + 1 }, (_, k) => {
    const h = longest / 2 ** k
    return { value: difference(entry, stencil, h), noise: (balance.noise * stencil.roundOff) / h ** stencil.derivative }
  })
  const result = extrapolate(levels, stencil.order - stencil.derivative, side === 'central' ? 2 : 1)
  // What is not smooth has no series to extrapolate.
  return balance.bound < Infinity ? result : { ...result, error: Infinity }
}

function requireFirstOrder(problem: Problem, order: number): void {
  if (order === 1) return
  throw new CotangentError('UNSUPPORTED', {
    operator: problem.operator,
    constraint: 'the operators differentiate once at a time',
    got: `finiteDifferences of order ${order}`,
    expected: 'order 1 here; derivativeWithError gives a derivative of the order of its stencil',
  })
}
