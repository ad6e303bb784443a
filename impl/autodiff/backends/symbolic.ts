/**
 * Symbolic differentiation by mathjs: a function is traced once into expressions of its inputs, each is differentiated
 * and compiled. For formulas of a few scalars: it answers with an expression that can be
 * read (`symbolicDerivative`), and it grows with the number of entries times the length of the formula.
 *
 * mathjs may leave the real numbers (the third root of −8) or write a derivative that has no value where the function
 * has one (|x|/x at 0): a result that is no finite real number is NOT_FINITE, never handed on.
 */
import { CotangentError } from '../../../spec/errors.ts'
import { type Shape, sizeOf } from '../../math/shape.ts'
import { entriesOf, ofShape, type Plain, type Scalar, shapeOf, type Value } from '../../math/value.ts'
import type { Backend, Executor, OperatorName, Pushforward } from '../backend.ts'
import { requireNumbers } from '../derived/derivative.ts'
import { requireNumber } from '../derived/gradient.ts'
import { byArgument } from '../directions.ts'
import { assembled } from '../flat.ts'
import { type Problem, problemOf } from '../problem.ts'
import { isFinitePlain, requirePlain } from './direction.ts'
import { installedMathJs, type MathJs } from './mathjs.ts'
import { requireKnownOptions } from './options.ts'
import { SymbolicTrace } from './symbolic-trace.ts'

export interface SymbolicOptions {
  /** mathjs 14 or 15; by default the installed one is loaded when it is first needed. */
  readonly mathjs?: MathJs
}

/** Where a simplified derivative is compared with itself as it was, and how many units of rounding they may differ by. */
const PROBES = [0.6180339887, 1.7320508076, -2.2360679775]
const PROBE_UNITS = 2 ** 16

/** Equal but for rounding; what is no real number says nothing. */
function isSame(exact: unknown, simple: unknown): boolean {
  if (typeof exact !== 'number' || !Number.isFinite(exact)) return true
  return Math.abs(exact - (simple as number)) <= PROBE_UNITS * 2 ** -53 * Math.abs(exact)
}

/** A function as expressions, and their derivatives as far as they were asked for. */
class Formulas {
  readonly shape: Shape
  /** The names of all entries of the active arguments. */
  readonly unknowns: readonly string[]
  private readonly problem: Problem
  private readonly mathjs: MathJs
  private readonly entries: readonly string[]
  private readonly names: readonly (readonly string[])[]
  private readonly compiled = new Map<string, { evaluate(scope: object): unknown }>()

  constructor(problem: Problem, mathjs: MathJs, inputs: readonly Value[]) {
    this.problem = problem
    this.mathjs = mathjs
    const trace = new SymbolicTrace()
    // Numeric constants may differ from call to call, so they are unknowns too.
    const isUnknown = (i: number): boolean => ['active', 'constant'].includes(problem.layout[i].kind)
    this.names = inputs.map((input, i) => (isUnknown(i) ? namesOf(input, inputs.length === 1 ? 'x' : `x${i + 1}`) : []))
    this.unknowns = problem.active.flatMap((i) => this.names[i])
    const output = problem.call(
      inputs.map((input, i) => (isUnknown(i) ? trace.unknown(shapeOf(input), this.names[i]) : input)),
    )
    trace.close()
    this.shape = shapeOf(output)
    this.entries = trace.entriesOf(output)
  }

  get size(): number {
    return this.entries.length
  }

  /**
   * The expression of an entry of the value, differentiated in these unknowns one after the other. Not simplified
   * unless to be read: what mathjs simplifies takes numbers below 10⁻¹⁵ for zero.
   */
  text(entry: number, by: readonly number[], simplify = false): string {
    return by.reduce(
      (text, j) => this.mathjs.derivative(text, this.unknowns[j], { simplify }).toString(),
      this.entries[entry],
    )
  }

  /** The derivative of the value in the only unknown, simplified where that changes nothing. */
  readable(): string {
    const exact = this.text(0, [0])
    const simple = this.text(0, [0], true)
    const at = (text: string, x: number): unknown => this.mathjs.parse(text).compile().evaluate({ x })
    return PROBES.every((x) => isSame(at(exact, x), at(simple, x))) ? simple : exact
  }

  at(inputs: readonly Value[]): (entry: number, by: readonly number[]) => number {
    const scope: Record<string, number> = {}
    this.names.forEach((names, i) => {
      const entries = names.length === 0 ? [] : entriesOf(inputs[i] as Plain)
      names.forEach((name, k) => {
        scope[name] = entries[k]
      })
    })
    return (entry, by) => {
      const key = [entry, ...by].join()
      const compiled = this.compiled.get(key) ?? this.mathjs.parse(this.text(entry, by)).compile()
      this.compiled.set(key, compiled)
      const value = compiled.evaluate(scope)
      if (typeof value === 'number' && Number.isFinite(value)) return value
      throw new CotangentError('NOT_FINITE', {
        operator: this.problem.operator,
        constraint: 'the symbolic derivative has a real value at x',
        got: `${String(value)} of ${this.text(entry, by)}`,
        expected: 'another point, or another backend',
      })
    }
  }
}

/** x; of a vector x1, x2, …; of a matrix, in row-major order, the same. */
function namesOf(value: Value, stem: string): string[] {
  const shape = shapeOf(value)
  if (shape.length === 0) return [stem]
  return Array.from({ length: sizeOf(shape) }, (_, k) => (stem === 'x' ? `x${k + 1}` : `${stem}_${k + 1}`))
}

/** Symbolic differentiation of scalar formulas through mathjs, which has to be installed beside this library. */
export function symbolic(options: SymbolicOptions = {}): Backend {
  requireKnownOptions('symbolic', options, ['mathjs'])
  const prepared = (problem: Problem): ((inputs: readonly Value[]) => Formulas) => {
    let formulas: Formulas | undefined
    return (inputs) => {
      requirePlain('symbolic', problem, inputs)
      // A cache holds numbers of its own, which the trace would freeze: it is traced anew.
      const isReusable = problem.layout.every(({ kind }) => kind !== 'cache')
      if (formulas === undefined || !isReusable) {
        formulas = new Formulas(problem, options.mathjs ?? installedMathJs(), inputs)
      }
      return formulas
    }
  }
  return {
    name: 'symbolic',
    pushforward(problem): Pushforward {
      const formulasFor = prepared(problem)
      return {
        chunk: 64,
        run(inputs, seeds) {
          const formulas = formulasFor(inputs)
          const derivative = formulas.at(inputs)
          const tangents = seeds.map((seed) => {
            requirePlain('symbolic', problem, seed)
            const flat = seed.flatMap((one) => [...entriesOf(one as Plain)])
            const entries = Float64Array.from({ length: formulas.size }, (_, i) =>
              flat.reduce((sum, v, j) => (v === 0 ? sum : sum + v * derivative(i, [j])), 0),
            )
            return ofShape(formulas.shape, entries)
          })
          return { value: valueAt(problem, inputs), tangents }
        },
      }
    },
    prepare: (operator, problem) => second(operator, problem, prepared),
  }
}

/** Second derivatives, by differentiating the expressions twice. */
function second(
  operator: OperatorName,
  problem: Problem,
  prepared: (problem: Problem) => (inputs: readonly Value[]) => Formulas,
): Executor | undefined {
  if (operator === 'secondDerivative' && problem.active.length === 1) {
    requireNumbers(problem)
    const formulasFor = prepared(problem)
    return {
      run(inputs) {
        const formulas = formulasFor(inputs)
        const derivative = formulas.at(inputs)
        const entries = Float64Array.from({ length: formulas.size }, (_, i) => derivative(i, [0, 0]))
        return { value: valueAt(problem, inputs), results: [ofShape(formulas.shape, entries)] }
      },
    }
  }
  if (operator !== 'hessian' && operator !== 'hvp') return undefined
  const scalar = problem.composed((inputs) => requireNumber(problem, problem.call(inputs)))
  const formulasFor = prepared(scalar)
  return {
    run(inputs, seeds) {
      requirePlain('symbolic', problem, seeds)
      const { at, unknowns } = formulasAt(formulasFor(inputs), inputs)
      const row = (i: number): number[] => unknowns.map((_, j) => at(0, i < j ? [i, j] : [j, i]))
      const rows = unknowns.map((_, i) => row(i))
      const value = valueAt(scalar, inputs)
      const size = unknowns.length
      if (operator === 'hessian') return { value, results: [assembled(rows.flat(), [size, size])] }
      const v = seeds.flatMap((one) => [...entriesOf(one as Plain)])
      const products = rows.map((entries) => entries.reduce((sum, entry, j) => sum + entry * v[j], 0))
      return { value, results: byArgument(problem, products) }
    },
  }
}

/** The value of the function: where it has none, an expression for its derivative may have one all the same. */
function valueAt(problem: Problem, inputs: readonly Value[]): Value {
  const value = problem.call(inputs)
  if (isFinitePlain(value as Plain)) return value
  throw new CotangentError('NOT_FINITE', {
    operator: problem.operator,
    constraint: 'the function is finite at x',
    got: 'NaN or an infinity',
    expected: 'a point inside the domain',
  })
}

const formulasAt = (formulas: Formulas, inputs: readonly Value[]) => ({
  at: formulas.at(inputs),
  unknowns: formulas.unknowns,
})

/**
 * The derivative of a function of one number x as an expression: `2 * x` of x². Of a vector-valued function there is
 * none; throws UNSUPPORTED for what has no expression.
 */
export function symbolicDerivative(f: (x: Scalar) => Scalar, options: SymbolicOptions = {}): string {
  const problem = problemOf('symbolicDerivative', f, [0])
  const scalar = problem.composed((inputs) => requireNumber(problem, problem.call(inputs)))
  return new Formulas(scalar, options.mathjs ?? installedMathJs(), [0]).readable()
}
