/**
 * The proof of the derivative maps: each dense pushforward and pullback of the catalogue is held to the
 * Jacobian that dual numbers find in the primal, by equality over the rationals at drawn points (NUM-5).
 * Wrong formulas of the usual kinds are planted to see that the proof would fail.
 */
import fc from 'fast-check'
import type { BigNumber, Fraction } from 'mathjs'
import { describe, expect, test } from 'vitest'
import { options as drawnOptions } from '../properties/draw/cases.ts'
import { catalogue, entryOf } from '../spec/catalogue.ts'
import { resolveOptions, sidesOf } from '../spec/contract.ts'
import { type Argument, type Entry, entryFor, lengthOf, minimumOf } from '../spec/entry.ts'
import { CotangentError } from '../spec/errors.ts'
import { mapNames, type Options } from '../spec/operator.ts'
import { cyclicTridiagonalSolve } from './cyclic-tridiagonal-solve.ts'
import { Dual } from './dual.ts'
import { apply, type Input, lift, type Results } from './evaluate.ts'
import { fractionOf } from './exact.ts'
import { interpolant } from './interpolation/interpolant.ts'
import { quadraticSpline } from './interpolation/quadratic-spline.ts'
import { outer, solve } from './linear.ts'
import { bigNumber, constant, divide, multiply, negate, smaller, subtract } from './math.ts'
import type { DifferentiableOperator, ReferenceOperator } from './operator.ts'
import { referenceOperators } from './operators.ts'
import { exact, scale } from './oracle.ts'
import { quadraticSplineRhs } from './quadratic-spline-rhs.ts'
import { quadraticSplineSlopes } from './quadratic-spline-slopes.ts'
import type { Scalar } from './scalar.ts'
import { stabilityFactor } from './stability.ts'
import { tridiagonalMatrix, tridiagonalPart } from './tridiagonal.ts'
import { tridiagonalSolve } from './tridiagonal-solve.ts'

type Mutant = Pick<ReferenceOperator, 'pushforward' | 'pullback'>

const runs = { numRuns: 25, seed: 2026 }
const quarters = (length: number, min = -16) =>
  fc.array(fc.integer({ min, max: 16 }), { minLength: length, maxLength: length }).map((xs) => xs.map((x) => x / 4))

function argumentOf({ role, length }: Argument, n: number, m: number): fc.Arbitrary<number[]> {
  const size = lengthOf(length, n, m)
  if (role !== 'knots') return quarters(size)
  // Gaps and their sum; the first one is the offset.
  return quarters(size, 1).map((gaps) => gaps.map((_, i) => gaps.slice(0, i + 1).reduce((a, b) => a + b) - 8))
}

/** Small dyadic inputs of every size up to 6, with queries in, at and outside the knots, for all options. */
function inputOf(whole: Entry): fc.Arbitrary<Required<Input>> {
  // A query outside the knots has to mean something.
  const chosen = drawnOptions(whole, { maps: [] }).map(
    (options): Options =>
      'extrapolation' in whole.options && Object.values(sidesOf(options.extrapolation ?? 'none')).includes('none')
        ? { ...options, extrapolation: 'extension' }
        : options,
  )
  return fc.tuple(chosen, fc.nat({ max: 4 }), fc.integer({ min: 0, max: 4 })).chain(([options, more, m]) => {
    const full = resolveOptions(whole, options)
    const entry = entryFor(whole, full)
    const fewest = minimumOf(entry, full)
    const n = Math.max(fewest, Math.min(6, fewest + more))
    const drawn = (of: (argument: Argument) => fc.Arbitrary<number[]>, which: readonly Argument[]) =>
      fc.record(Object.fromEntries(which.map((argument) => [argument.name, of(argument)])))
    return fc.record({
      arguments: drawn((argument) => argumentOf(argument, n, m), entry.arguments),
      options: fc.constant(options),
      tangents: drawn(
        ({ length }) => quarters(lengthOf(length, n, m)),
        entry.arguments.filter(({ differentiable }) => differentiable),
      ),
      cotangent: quarters(lengthOf(entry.output, n, m)),
    })
  })
}

/** The result of `run`, or a rejected case where the drawn matrix is singular. */
function nonsingular<R>(run: () => R): R {
  try {
    return run()
  } catch (error) {
    fc.pre(!(error instanceof CotangentError && error.code === 'SINGULAR'))
    throw error
  }
}

/** ẏ = J ẋ and x̄ = Jᵀ ȳ with the J that dual numbers find in the primal of the reference. */
function truth(entry: Entry, input: Required<Input>): Record<'pushforward' | 'pullback', Results<Fraction>> {
  const [zero, one] = [fractionOf(0), fractionOf(1)]
  const names = Object.keys(input.tangents)
  const directions = names.flatMap((name) => Array.from(input.tangents[name], fractionOf))
  let next = 0
  const lifted = lift('primal', entry, input, (value, isVariable) => {
    const direction = isVariable ? next++ : -1
    return new Dual(
      fractionOf(value),
      directions.map((_, k) => (k === direction ? one : zero)),
    )
  })
  const { output } = apply<Dual<Fraction>>('primal', referenceOperators[entry.name], lifted)
  const cotangent = Array.from(input.cotangent, fractionOf)
  const xbar = directions.map((_, k) => output.reduce((sum, { du }, i) => sum.add(du[k].mul(cotangent[i])), zero))
  return {
    pushforward: { tangent: output.map(({ du }) => du.reduce((sum, dy, k) => sum.add(dy.mul(directions[k])), zero)) },
    pullback: Object.fromEntries(names.map((name) => [name, xbar.splice(0, input.tangents[name].length)])),
  }
}

/** Whether the hand-written `map` of `operator` has exactly the truth as its result. */
function isTrue(map: 'pushforward' | 'pullback', entry: Entry, operator: ReferenceOperator, input: Required<Input>) {
  const expected = nonsingular(() => truth(entry, input)[map])
  const got = apply<Fraction>(map, operator, lift(map, entry, input, fractionOf))
  return (
    Object.keys(got).sort().join() === Object.keys(expected).sort().join() &&
    Object.entries(expected).every(
      ([name, values]) => got[name].length === values.length && values.every((value, i) => got[name][i].equals(value)),
    )
  )
}

const differentiable = catalogue.filter(({ clauses }) => clauses.pushforward !== undefined)

test('there is one reference operator for each catalogue entry, with the maps that the entry has', () => {
  expect(Object.keys(referenceOperators).sort()).toEqual(catalogue.map(({ name }) => name).sort())
  for (const { name, clauses } of catalogue)
    for (const map of mapNames) expect(referenceOperators[name][map] !== undefined).toBe(clauses[map] !== undefined)
})

describe.each(differentiable)('$name', (entry) => {
  const operator = referenceOperators[entry.name]

  test.each(['pushforward', 'pullback'] as const)('its %s is that of dual numbers, exactly', (map) => {
    const example = { ...entry.example, tangents: entry.example.arguments }
    fc.assert(
      fc.property(inputOf(entry), (input) => isTrue(map, entry, operator, input)),
      { ...runs, examples: [[example]] },
    )
  })

  test.each(mapNames)('its %s in doubles and in decimal floats is the exact one, up to rounding', (map) => {
    fc.assert(
      fc.property(inputOf(entry), (input) => {
        const expected = nonsingular(() => exact(map, entry, input))
        const scales = scale(map, entry, input)
        const inDoubles = apply<number>(
          map,
          operator,
          lift(map, entry, input, (x) => x),
        )
        const inDecimals = apply<BigNumber>(map, operator, lift(map, entry, input, bigNumber))
        // An interpolant is written from the left end of each piece, for reading; that costs digits at the other end.
        const isPlain = entry.promises === undefined
        for (const [name, values] of Object.entries(expected)) {
          if (isPlain) {
            expect(stabilityFactor(inDoubles[name], values, scales[name]).K).toBeLessThanOrEqual(entry.limits[map])
          }
          values.forEach((value, i) => {
            if ((!isPlain || entry.system !== undefined) && scales[name][i] === 0) return
            // So does dense elimination in a system that nearly falls apart (NUM-6).
            const limit = isPlain && entry.system === undefined ? entry.limits[map] : digitsLost
            const unit = multiply(limit, multiply(bigNumber(scales[name][i].toPrecision(15)), decimalUnit))
            expect(smaller(unit, distance(inDecimals[name][i], value))).toBe(false)
          })
        }
      }),
      runs,
    )
  })
})

/** Of 64 digits, 40 remain. */
const digitsLost = 1e24

/** Half a unit in the last of 64 digits, with a tenth more for the scale, which is known to a few digits. */
const decimalUnit = bigNumber('0.55e-63')

function distance(decimal: BigNumber, fraction: Fraction): BigNumber {
  const numerator = bigNumber((fraction.s * fraction.n).toString())
  const difference = subtract(decimal, divide(numerator, bigNumber(fraction.d.toString())))
  return smaller(difference, bigNumber(0)) ? negate(difference) : difference
}

type Bars = <T extends Scalar>(bar: Record<string, T[]>) => Record<string, T[]>

/** The pullback of a right operator with its result spoilt. */
const spoilt = (operator: DifferentiableOperator, spoil: Bars): Mutant => ({
  pullback: (args, cotangent, options) => spoil(operator.pullback(args, cotangent, options)),
})

const transposeForgotten: Mutant = {
  pullback(args, cotangent) {
    const A = tridiagonalMatrix(args)
    const lambda = solve('mutant', A, cotangent)
    return { ...tridiagonalPart(outer(lambda.map(negate), solve('mutant', A, args.b))), b: lambda }
  },
}
const matrixTangentForgotten: Mutant = {
  pushforward: (args, tangents) => solve('mutant', tridiagonalMatrix(args), tangents.b),
}
const forwardForAdjoint: Mutant = {
  pullback: (_, cotangent, options) => ({ rhs: quadraticSplineSlopes.primal({ rhs: cotangent }, options) }),
}
const cotangentIgnored: Mutant = {
  pullback(args, cotangent, options) {
    const ones = cotangent.map((bar) => constant(1, bar))
    return quadraticSplineRhs.pullback(args, ones, options)
  },
}
const zeroAt = <T extends Scalar>(array: readonly T[], at: number): T[] => array.with(at, constant(0, array[0]))

/** Usual mistakes: each replaces one map of a right operator. */
const mutants: readonly (readonly [mistake: string, map: 'pushforward' | 'pullback', name: string, wrong: Mutant])[] = [
  ['A⁻¹ for A⁻ᵀ', 'pullback', 'tridiagonal-solve', transposeForgotten],
  [
    'dl for du',
    'pullback',
    'tridiagonal-solve',
    spoilt(tridiagonalSolve, (bar) => ({ ...bar, dl: bar.du, du: bar.dl })),
  ],
  [
    'a flipped sign',
    'pullback',
    'tridiagonal-solve',
    spoilt(tridiagonalSolve, (bar) => ({ ...bar, d: bar.d.map(negate) })),
  ],
  ['Ȧ x forgotten', 'pushforward', 'tridiagonal-solve', matrixTangentForgotten],
  [
    'a corner forgotten',
    'pullback',
    'cyclic-tridiagonal-solve',
    spoilt(cyclicTridiagonalSolve, (bar) => ({ ...bar, dl: zeroAt(bar.dl, 0) })),
  ],
  ['the cotangent ignored', 'pullback', 'quadratic-spline-rhs', cotangentIgnored],
  ['B⁻¹ for B⁻ᵀ', 'pullback', 'quadratic-spline-slopes', forwardForAdjoint],
  [
    'the last knot dropped',
    'pullback',
    'quadratic-spline',
    spoilt(interpolant(quadraticSpline).value, (bar) => ({ ...bar, knots: zeroAt(bar.knots, -1) })),
  ],
  [
    'an argument left out',
    'pullback',
    'quadratic-spline',
    spoilt(interpolant(quadraticSpline).value, ({ knots, values }) => ({ knots, values })),
  ],
]

test.each(mutants)('a wrong formula is caught: %s in the %s of %s', (_, map, name, wrong) => {
  const entry = entryOf(name)!
  const operator = { ...referenceOperators[name], ...wrong }
  const property = fc.property(inputOf(entry), (input) => isTrue(map, entry, operator, input))
  // By a wrong number: an exception would be no proof that numbers are compared.
  expect(String(fc.check(property, runs).errorInstance)).toMatch(/returning false/)
})

describe('the primal maps, by hand', () => {
  const primal = (name: string, args: Record<string, number[]>) =>
    exact('primal', entryOf(name)!, {
      arguments: args,
      options: name === 'quadratic-spline' ? { extrapolation: 'extension' } : {},
    }).output.map((y) => y.toFraction())

  test.each([
    ['tridiagonal', { dl: [3, 6], d: [1, 4, 7], du: [2, 5] }, ['1', '2', '0', '3', '4', '5', '0', '6', '7']],
    ['tridiagonal-multiply', { dl: [3], d: [1, 4], du: [2], x: [5, 7] }, ['19', '43']],
    ['tridiagonal-solve', { dl: [1], d: [4, 5], du: [2], b: [1, 2] }, ['1/18', '7/18']],
    ['tridiagonal-solve', { dl: [], d: [4], du: [], b: [1] }, ['1/4']],
    ['tridiagonal-solve', { dl: [1], d: [0, 0], du: [2], b: [6, 5] }, ['5', '3']],
    ['cyclic-tridiagonal-solve', { dl: [3], d: [1], du: [4], b: [2] }, ['1/4']],
    ['cyclic-tridiagonal-solve', { dl: [1, 0], d: [1, 1], du: [1, 4], b: [4, 6] }, ['8/7', '10/7']],
    // [[0, 2, 7], [1, 0, 0], [5, 3, 1]] [1, 2, 3]
    ['cyclic-tridiagonal-solve', { dl: [7, 1, 3], d: [0, 0, 1], du: [2, 0, 5], b: [25, 1, 14] }, ['1', '2', '3']],
    ['quadratic-spline-rhs', { knots: [0, 1, 3], values: [1, 2, 0] }, ['0', '2', '-2']],
    ['quadratic-spline-slopes', { rhs: [1, 2, -2] }, ['1', '1', '-3']],
    ['quadratic-spline-curvatures', { knots: [0, 1, 3], slopes: [0, 2, -4] }, ['1', '-3/2']],
    ['locate', { knots: [0, 1, 3], queries: [-1, 0, 1, 2, 3, 4] }, ['0', '0', '0', '1', '1', '1']],
    ['locate', { knots: [0, 1], queries: [] }, []],
    [
      'quadratic-spline',
      { knots: [0, 1, 3], values: [1, 2, 0], queries: [0.5, 2, 1, 3, -1] },
      ['5/4', '5/2', '2', '0', '2'],
    ],
  ])('%s of %j', (name, args, expected) => {
    expect(primal(name, args)).toEqual(expected)
  })
})
