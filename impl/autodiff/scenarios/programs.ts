/**
 * The programs that made people ask for automatic differentiation: an optimizer's objective, a logistic
 * log-likelihood, a long dot product, a Gaussian residual in its centre. Their derivatives are written out by hand
 * here, in plain loops that share nothing with the library.
 */
import {
  add,
  divide,
  dot,
  exp,
  logLogistic,
  matrixVector,
  multiply,
  sin,
  square,
  subtract,
  sum,
} from '../../math/index.ts'
import type { DenseMatrix, Matrix, Scalar, Vector } from '../../math/value.ts'
import { constant } from '../arguments.ts'
import type { Point, Program } from './program.ts'

const row = (data: Float64Array): DenseMatrix => ({ rows: 1, columns: data.length, data })
const column = (data: Float64Array): DenseMatrix => ({ rows: data.length, columns: 1, data })

/** Numbers in [0, 1) that are the same everywhere: a linear congruential generator (Numerical Recipes, 7.1). */
export function uniforms(length: number, seed: number): Float64Array {
  let state = seed >>> 0
  return Float64Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  })
}

/** Σ x². */
export const sumOfSquares = (x: Vector): Scalar => sum(square(x))

function sumOfSquaresAt(x: Float64Array): Point {
  const n = x.length
  const hessian = new Float64Array(n * n)
  for (let i = 0; i < n; i++) hessian[i * n + i] = 2
  return {
    args: [x],
    value: x.reduce((total, entry) => total + entry * entry, 0),
    jacobians: [row(x.map((entry) => 2 * entry))],
    hessian: { rows: n, columns: n, data: hessian },
  }
}

/** sin(x) / (1 + exp(x)). */
export const sineOverExponential = (x: Scalar): Scalar => divide(sin(x), add(1, exp(x)))

/** With q = 1 + eˣ:  f′ = cos x / q − sin x eˣ / q²,  f″ = −sin x / q − 2 cos x eˣ / q² − sin x eˣ (1 − eˣ) / q³. */
function sineOverExponentialAt(x: number): Point {
  const [s, c, e] = [Math.sin(x), Math.cos(x), Math.exp(x)]
  const q = 1 + e
  const first = c / q - (s * e) / q ** 2
  const second = -s / q - (2 * c * e) / q ** 2 - (s * e * (1 - e)) / q ** 3
  return {
    args: [x],
    value: s / q,
    jacobians: [row(Float64Array.of(first))],
    hessian: row(Float64Array.of(second)),
  }
}

/** Σ log σ(zᵢ (X β)ᵢ) for outcomes z = ±1: the log-likelihood of a logistic regression. */
export const logisticLogLikelihood = (beta: Vector, z: Vector, X: Matrix): Scalar =>
  sum(logLogistic(multiply(z, matrixVector(X, beta))))

export interface LogisticData {
  readonly beta: Float64Array
  readonly z: Float64Array
  readonly X: DenseMatrix
}

/** Outcomes drawn from the model with β = (1, …, 1), and predictors between −1 and 1. */
export function logisticData(observations: number, columns: number, seed: number): LogisticData {
  const data = uniforms(observations * columns, seed).map((u) => 2 * u - 1)
  const drawn = uniforms(observations, seed + 1)
  const z = Float64Array.from({ length: observations }, (_, i) => {
    let score = 0
    for (let j = 0; j < columns; j++) score += data[i * columns + j]
    return drawn[i] < 1 / (1 + Math.exp(-score)) ? 1 : -1
  })
  return { beta: new Float64Array(columns).fill(1), z, X: { rows: observations, columns, data } }
}

/** With s = zᵢ xᵢᵀβ:  ∇ = Σ σ(−s) zᵢ xᵢ,  H = −Σ σ(s) σ(−s) xᵢ xᵢᵀ. */
function logisticAt({ beta, z, X }: LogisticData): Point {
  const { rows, columns: k, data } = X
  const gradient = new Float64Array(k)
  const hessian = new Float64Array(k * k)
  let value = 0
  for (let i = 0; i < rows; i++) {
    const x = data.subarray(i * k, (i + 1) * k)
    let s = 0
    for (let j = 0; j < k; j++) s += z[i] * x[j] * beta[j]
    const miss = 1 / (1 + Math.exp(s))
    value -= Math.log1p(Math.exp(-s))
    for (let j = 0; j < k; j++) {
      gradient[j] += miss * z[i] * x[j]
      for (let l = 0; l < k; l++) hessian[j * k + l] -= miss * (1 - miss) * x[j] * x[l]
    }
  }
  return {
    args: [beta, constant(z), constant(X)],
    value,
    jacobians: [row(gradient)],
    hessian: { rows: k, columns: k, data: hessian },
  }
}

/** Σ a b. */
export const sumOfProducts = (a: Vector, b: Vector): Scalar => sum(multiply(a, b))

function sumOfProductsAt(a: Float64Array, b: Float64Array): Point {
  return { args: [a, constant(b)], value: a.reduce((total, entry, i) => total + entry * b[i], 0), jacobians: [row(b)] }
}

const grid = Float64Array.from({ length: 21 }, (_, i) => i - 10)

const bell = (centre: Scalar): Vector => exp(multiply(-1.5, square(subtract(grid, centre))))

/** What is left of data d after the best multiple of a bell g at `centre` is taken away: d − ⟨d, g⟩ / ⟨g, g⟩ g. */
export const gaussianResidual = (d: Vector, centre: Scalar): Vector => {
  const g = bell(centre)
  return subtract(d, multiply(divide(dot(d, g), dot(g, g)), g))
}

/** Σ of its squares. */
export const gaussianMisfit = (d: Vector, centre: Scalar): Scalar => {
  const r = gaussianResidual(d, centre)
  return dot(r, r)
}

interface Residual {
  readonly value: Float64Array
  readonly inCentre: Float64Array
  /** ∂r/∂d = 1 − g gᵀ / ⟨g, g⟩, row-major. */
  readonly inData: Float64Array
}

/** With a = ⟨d, g⟩ / ⟨g, g⟩ and g′ = 3 (x − m) g:  ∂r/∂m = −a′ g − a g′,  a′ = (⟨d, g′⟩ − 2 a ⟨g, g′⟩) / ⟨g, g⟩. */
function residualAt(d: Float64Array, centre: number): Residual {
  const g = grid.map((x) => Math.exp(-1.5 * (x - centre) ** 2))
  const slope = g.map((entry, i) => 3 * (grid[i] - centre) * entry)
  const inner = (a: Float64Array, b: Float64Array): number => a.reduce((total, entry, i) => total + entry * b[i], 0)
  const norm = inner(g, g)
  const a = inner(d, g) / norm
  const aSlope = (inner(d, slope) - 2 * a * inner(g, slope)) / norm
  const n = d.length
  const inData = new Float64Array(n * n)
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) inData[i * n + j] = (i === j ? 1 : 0) - (g[i] * g[j]) / norm
  return {
    value: d.map((entry, i) => entry - a * g[i]),
    inCentre: g.map((entry, i) => -aSlope * entry - a * slope[i]),
    inData,
  }
}

function gaussianResidualAt(d: Float64Array, centre: number): Point {
  const { value, inCentre } = residualAt(d, centre)
  return { args: [constant(d), centre], value, jacobians: [column(inCentre)] }
}

function gaussianResidualInBothAt(d: Float64Array, centre: number): Point {
  const { value, inCentre, inData } = residualAt(d, centre)
  return { args: [d, centre], value, jacobians: [{ rows: 21, columns: 21, data: inData }, column(inCentre)] }
}

/** ∂Σr²/∂m = 2 ⟨r, ∂r/∂m⟩. */
function gaussianMisfitAt(d: Float64Array, centre: number): Point {
  const { value, inCentre } = residualAt(d, centre)
  return {
    args: [constant(d), centre],
    value: value.reduce((total, entry) => total + entry * entry, 0),
    jacobians: [row(Float64Array.of(2 * value.reduce((total, entry, i) => total + entry * inCentre[i], 0)))],
  }
}

const noisy = (seed: number): Float64Array => uniforms(21, seed).map((u, i) => Math.exp(-(grid[i] ** 2)) + 0.1 * u)

export const documentPrograms: readonly Program[] = [
  {
    name: 'sum of squares',
    origin: 'the tutorial of DifferentiationInterface.jl: five numbers',
    f: sumOfSquares,
    points: [sumOfSquaresAt(Float64Array.of(1, 2, 3, 4, 5)), sumOfSquaresAt(Float64Array.of(-1, 0, 0.5, 8, 2))],
    roundings: 0,
    roughness: 64,
  },
  {
    name: 'sin(x) / (1 + exp(x))',
    origin: 'slides on automatic differentiation, at 2',
    f: sineOverExponential,
    points: [sineOverExponentialAt(2), sineOverExponentialAt(-0.5)],
    roundings: 64,
    roughness: 4,
  },
  {
    name: 'logistic log-likelihood',
    origin: 'slides on automatic differentiation, 500 observations of 3 predictors',
    f: logisticLogLikelihood,
    points: [
      logisticAt(logisticData(500, 3, 1)),
      logisticAt({ ...logisticData(500, 3, 2), beta: Float64Array.of(0.5, -1, 2) }),
    ],
    roundings: 600,
    roughness: 1024,
  },
  {
    name: 'sum of products',
    origin: 'slides on automatic differentiation, 30 000 entries',
    f: sumOfProducts,
    operators: ['gradient', 'pullback', 'pushforward'],
    points: [
      sumOfProductsAt(uniforms(30_000, 1), uniforms(30_000, 2)),
      sumOfProductsAt(uniforms(30_000, 3), uniforms(30_000, 4)),
    ],
    roundings: 30_000,
    roughness: 30_000,
  },
  {
    name: 'Gaussian residual in its centre',
    origin: 'thread on derivatives in a subset of the arguments: one input, 21 outputs',
    f: gaussianResidual,
    points: [gaussianResidualAt(noisy(5), 0.25), gaussianResidualAt(noisy(6), -1.5)],
    roundings: 128,
    roughness: 64,
  },
  {
    name: 'Gaussian residual in everything',
    origin: 'the same with respect to the data too',
    f: gaussianResidual,
    points: [gaussianResidualInBothAt(noisy(5), 0.25), gaussianResidualInBothAt(noisy(6), -1.5)],
    roundings: 128,
    roughness: 64,
  },
  {
    name: 'Gaussian misfit',
    origin: 'the same thread: the sum of the squares, one input and one output',
    f: gaussianMisfit,
    points: [gaussianMisfitAt(noisy(5), 0.25), gaussianMisfitAt(noisy(6), -1.5)],
    roundings: 256,
    roughness: 64,
  },
]
