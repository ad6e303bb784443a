/**
 * An operator as a compiled program: another backend's run of it, traced.
 *
 * Where arguments are followed by a differentiation further out, or the function itself uses such a value, there are
 * no numbers to run a program on: then the other backend runs as it is.
 */
import { isSameShape, type Shape, sizeOf } from '../../../math/shape.ts'
import { entriesOf, isTraced, ofShape, type Plain, shapeOf, type Traced, type Value } from '../../../math/value.ts'
import type { Executor, OperatorName } from '../../backend.ts'
import type { Problem } from '../../problem.ts'
import { eager } from './eager.ts'
import type { GraphNode, InputNode } from './graph.ts'
import { type Parameter, type Program, programFor } from './program.ts'
import { FollowedFurtherOut, Tracer } from './trace.ts'

/** What an operator computes, in one graph. */
interface Trace {
  readonly parameters: readonly Parameter[]
  readonly value: GraphNode
  readonly results: readonly GraphNode[]
}

/** The operator as a program; where the function uses what is followed further out, as the other backend runs it. */
export function compiledExecutor(operator: OperatorName, problem: Problem): Executor {
  const other = eager[operator](problem)
  try {
    return new CompiledExecutor(operator, traced(operator, problem, other), other)
  } catch (error) {
    if (error instanceof FollowedFurtherOut) return other
    throw error
  }
}

function traced(operator: OperatorName, problem: Problem, other: Executor): Trace {
  const tracer = new Tracer()
  const parameters: Parameter[] = []
  const input = (shape: Shape): Traced => {
    const value = tracer.input(shape)
    parameters.push(tracer.nodeOf(value) as InputNode)
    return value
  }
  const inputs = problem.layout.map(({ kind, shape, content }) => {
    if (kind !== 'static') return input(shape!)
    parameters.push(undefined)
    return content as Value
  })
  const seeds = seedShapes(operator, problem, inputs).map(input)
  const { value, results } = other.run(inputs, seeds)
  tracer.requireRead([value, ...results])
  const trace = { parameters, value: tracer.nodeOf(value), results: results.map((result) => tracer.nodeOf(result)) }
  tracer.close()
  return trace
}

function seedShapes(operator: OperatorName, problem: Problem, inputs: readonly Value[]): readonly Shape[] {
  if (operator === 'pullback') return [shapeOf(problem.call(inputs))]
  return operator === 'pushforward' || operator === 'hvp' ? problem.shapes : []
}

export class CompiledExecutor implements Executor {
  private readonly operator: OperatorName
  private readonly trace: Trace
  private readonly other: Executor
  private resultsProgram: Program | undefined
  private valueProgram: Program | undefined

  constructor(operator: OperatorName, trace: Trace, other: Executor) {
    this.operator = operator
    this.trace = trace
    this.other = other
  }

  /** The JavaScript that computes the results. */
  get source(): string {
    return this.forResults.source
  }

  get valueShape(): Shape {
    return this.trace.value.shape
  }

  run(inputs: readonly Value[], seeds: readonly Value[]): ReturnType<Executor['run']> {
    if (!this.fits(inputs, seeds)) return this.other.run(inputs, seeds)
    const outs = this.trace.results.map(roomFor)
    const room = this.valueIsNumber ? [] : [roomFor(this.trace.value)]
    const value = this.forBoth.run(...outs, ...room, ...inputs, ...seeds)
    return { value: value ?? ofShape(this.valueShape, room[0]), results: this.shaped(outs) }
  }

  results(inputs: readonly Value[], seeds: readonly Value[]): readonly Value[] {
    if (!this.fits(inputs, seeds)) return this.other.run(inputs, seeds).results
    const outs = this.trace.results.map(roomFor)
    this.write(outs, inputs, seeds)
    return this.shaped(outs)
  }

  into(out: Float64Array, inputs: readonly Value[], seeds: readonly Value[]): void {
    if (this.fits(inputs, seeds)) this.write([out], inputs, seeds)
    else out.set(entriesOf(this.other.run(inputs, seeds).results[0] as Plain))
  }

  /** The results of plain inputs into arrays. */
  write(outs: readonly Float64Array[], inputs: readonly Value[], seeds: readonly Value[]): void {
    this.forResults.run(...outs, ...inputs, ...seeds)
  }

  /** The compiled function itself, where it has one result. */
  get direct(): Executor['direct'] {
    return this.trace.results.length === 1 ? this.forResults.run : undefined
  }

  get directWithValue(): Executor['directWithValue'] {
    const isSingle = this.trace.results.length === 1 && this.valueIsNumber
    return isSingle ? (this.forBoth.run as Executor['directWithValue']) : undefined
  }

  private get valueIsNumber(): boolean {
    return this.valueShape.length === 0
  }

  /** Programs are made when they are first run: a call that asks for no value compiles none. */
  private get forResults(): Program {
    const { parameters, results } = this.trace
    this.resultsProgram ??= programFor(this.operator, parameters, results)
    return this.resultsProgram
  }

  private get forBoth(): Program {
    const { parameters, results, value } = this.trace
    this.valueProgram ??= this.valueIsNumber
      ? programFor(this.operator, parameters, results, value)
      : programFor(this.operator, parameters, [...results, value])
    return this.valueProgram
  }

  /** Whether a program can run on these; if not, the other backend knows what to do or what to say. */
  private fits(inputs: readonly Value[], seeds: readonly Value[]): boolean {
    if (inputs.some(isTraced) || seeds.some(isTraced)) return false
    return this.operator !== 'pullback' || isSameShape(shapeOf(seeds[0]), this.valueShape)
  }

  private shaped(outs: readonly Float64Array[]): Value[] {
    return outs.map((out, k) => ofShape(this.trace.results[k].shape, out))
  }
}

const roomFor = ({ shape }: GraphNode): Float64Array => new Float64Array(sizeOf(shape))
