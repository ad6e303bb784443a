/** Bugs planted in `cubic-spline` (CSP-1 to CSP-9): end conditions in the wrong place, and cotangents that are dropped. */

import { entryOf } from '../../spec/catalogue.ts'
import { resolveOptions, sidesOf } from '../../spec/contract.ts'
import type { Operators, Options } from '../../spec/operator.ts'
import { type Doubles, type Mutant, wrongIn } from './mutant.ts'

const name = 'cubic-spline'
const operators = [name]
const primalLaws = ['exact/primal', 'finite-differences/pushforward', 'finite-differences/pullback']
const pullbackLaws = ['exact/pullback', 'adjoint-identity', 'finite-differences/pullback']

interface Given {
  readonly args: Doubles
  readonly options: Options
  readonly built: Operators
}

const sidesIn = (options: Options): ReturnType<typeof sidesOf> =>
  sidesOf(resolveOptions(entryOf(name)!, options).boundary)

/** The same data with another boundary; `ends` are its end slopes or second derivatives. */
function withBoundary({ args, options, built }: Given, boundary: string, ends: Doubles = {}): Float64Array {
  const { knots, values, queries } = args
  return built[name].primal({ knots, values, queries, ...ends }, { ...options, boundary })
}

/** The cubics with these slopes. */
function withSlopes({ args: { knots, values, queries }, options, built }: Given, slopes: Float64Array): Float64Array {
  const { boundary: _, ...others } = options
  return built['cubic-hermite'].primal({ knots, values, slopes, queries }, others)
}

/** Periodic slopes where the row of the last but one knot takes the last gap for the one before it. */
function ringWithWrongGap(t: Float64Array, u: Float64Array): Float64Array {
  const size = t.length - 1
  const h = Array.from({ length: size }, (_, i) => t[i + 1] - t[i])
  const m = h.map((gap, i) => (u[i + 1] - u[i]) / gap)
  const A = h.map(() => new Array<number>(size).fill(0))
  const r = h.map((after, i) => {
    const previous = (i + size - 1) % size
    const before = h[previous]
    A[i][previous] += after
    A[i][i] += 2 * (before + after)
    A[i][(i + 1) % size] += i === size - 1 ? after : before
    return 3 * (after * m[previous] + before * m[i])
  })
  const z = solved(A, r)
  return Float64Array.from([...z, z[0]])
}

/** Dominant matrices alone: without pivoting. */
function solved(A: readonly number[][], r: readonly number[]): number[] {
  const work = A.map((row, i) => [...row, r[i]])
  work.forEach((pivotRow, k) => {
    work.forEach((row, i) => {
      if (i === k) return
      const factor = row[k] / pivotRow[k]
      for (let j = k; j < row.length; j++) row[j] -= factor * pivotRow[j]
    })
  })
  return work.map((row, i) => row[row.length - 1] / row[i])
}

const swapped = (pair: Float64Array): Float64Array => Float64Array.of(pair[1], pair[0])

export const cubicSplineMutants: readonly Mutant[] = [
  {
    id: 'cubic-spline-periodic-gap',
    origin: 'SciPy #13097',
    operators,
    wrong: 'The last equation of the ring takes the last gap for the one before it.',
    plant: wrongIn(name, {
      primal(given) {
        const { knots, values } = given.args
        if (sidesIn(given.options).left !== 'periodic') return given.right
        return withSlopes(given, ringWithWrongGap(knots, values))
      },
    }),
    caughtBy: primalLaws,
  },
  {
    id: 'cubic-spline-right-end-written-left',
    origin: 'ttk592/spline #30',
    operators,
    wrong:
      'Not-a-knot on the right writes the right-hand side of the left end, which then is natural whatever was asked.',
    plant: wrongIn(name, {
      primal(given) {
        const { left, right } = sidesIn(given.options)
        if (right !== 'not-a-knot' || left === 'natural') return given.right
        const { endSlopes: _s, endCurvatures: _c, ...args } = given.args
        return given.built[name].primal(args, { ...given.options, boundary: { left: 'natural', right } })
      },
    }),
    caughtBy: primalLaws,
  },
  {
    id: 'cubic-spline-natural-is-flat',
    origin: 'openmm #2627',
    operators,
    wrong: 'Natural ends have slope 0 where their second derivative should be 0.',
    plant: wrongIn(name, {
      primal(given) {
        const { left, right } = sidesIn(given.options)
        if (left !== 'natural' || right !== 'natural') return given.right
        return withBoundary(given, 'clamped', { endSlopes: new Float64Array(2) })
      },
    }),
    caughtBy: primalLaws,
  },
  {
    id: 'cubic-spline-periodic-ends-apart',
    origin: 'openmm #2627',
    operators,
    wrong: 'A periodic spline has natural ends, whose slopes do not meet.',
    plant: wrongIn(name, {
      primal: (given) => (sidesIn(given.options).left === 'periodic' ? withBoundary(given, 'natural') : given.right),
    }),
    caughtBy: primalLaws,
  },
  {
    id: 'cubic-spline-knots-silently-zero',
    origin: 'DataInterpolations.jl: knots answered with no tangent',
    operators,
    wrong: 'The cotangent of the knots is zero.',
    plant: wrongIn(name, { pullback: ({ args }) => ({ knots: args.knots.map(() => 0) }) }),
    caughtBy: pullbackLaws,
    hint: 'is zero where it should not be',
  },
  {
    id: 'cubic-spline-end-cotangents-swapped',
    origin: 'planted',
    operators,
    wrong: 'The cotangents of what is given at the two ends are in each other’s place.',
    plant: wrongIn(name, {
      pullback: ({ right: { endSlopes, endCurvatures } }) => ({
        ...(endSlopes === undefined ? {} : { endSlopes: swapped(endSlopes) }),
        ...(endCurvatures === undefined ? {} : { endCurvatures: swapped(endCurvatures) }),
      }),
    }),
    caughtBy: pullbackLaws,
  },
]
