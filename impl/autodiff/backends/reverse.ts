/**
 * Reverse mode with a tape (Griewank and Walther, ch. 3): the function is run once and every operator that an active
 * value goes through is written down; a cotangent of the result then goes back along the tape.
 *
 *   x̄ᵢ = Σ over the uses y = f(…, xᵢ, …) of (∂f/∂xᵢ)ᵀ ȳ
 *
 * Only what depends on an active argument is on the tape, and each operator is asked only for the cotangents of the
 * inputs that do. The values on the tape may be those of an interpreter further out, so it can be nested.
 */
import { add } from '../../math/elementwise.ts'
import { apply, Interpreter } from '../../math/interpreter.ts'
import type { Linearization, Memo, Primitive } from '../../math/primitive.ts'
import { isSameShape, shapeText } from '../../math/shape.ts'
import { isTraced, type Plain, shapeOf, Traced, type Value } from '../../math/value.ts'
import type { Backend, Pullback } from '../backend.ts'
import type { Problem } from '../problem.ts'
import { zerosOf } from '../zeros.ts'

/** A use of an operator: which entries of the tape it read (−1: none), and how cotangents go back through it. */
interface Use {
  readonly reads: readonly number[]
  readonly wanted: readonly boolean[]
  linearization(): Linearization
}

class OnTape extends Traced {
  readonly primal: Value
  readonly place: number

  constructor(tape: Tape, primal: Value, place: number) {
    super(tape, shapeOf(primal))
    this.primal = primal
    this.place = place
  }
}

class Tape extends Interpreter {
  readonly name = 'reverse'
  private readonly uses: (Use | undefined)[] = []
  /** What operators have kept from an earlier run, one for each place of the tape. */
  private readonly memos: Memo[] | undefined

  constructor(memos: Memo[] | undefined) {
    super()
    this.memos = memos
  }

  /** `primal`, as a value that the tape follows. */
  input(primal: Value): OnTape {
    return new OnTape(this, primal, this.uses.push(undefined) - 1)
  }

  primalOf(value: Value): Value {
    return this.owns(value) ? (value as OnTape).primal : value
  }

  protected interpret<P>(primitive: Primitive<P>, inputs: readonly Value[], params: P): Value {
    const primals = inputs.map((input) => this.primalOf(input))
    if (primitive.isConstant) return apply(primitive, primals, params)
    const reads = inputs.map((input) => (this.owns(input) ? (input as OnTape).place : -1))
    const wanted = reads.map((place) => place !== -1)
    if (primitive.linearizeAt !== undefined && !primals.some(isTraced)) {
      const { output, linearization } = primitive.linearizeAt(
        primals as readonly Plain[],
        params,
        wanted,
        this.memoHere(),
      )
      return this.written(output, { reads, wanted, linearization: () => linearization })
    }
    const output = apply(primitive, primals, params)
    return this.written(output, { reads, wanted, linearization: () => primitive.linearize(primals, output, params) })
  }

  private memoHere(): Memo | undefined {
    if (this.memos === undefined) return undefined
    this.memos[this.uses.length] ??= {}
    return this.memos[this.uses.length]
  }

  private written(output: Value, use: Use): OnTape {
    return new OnTape(this, output, this.uses.push(use) - 1)
  }

  /** The cotangents at `inputs` for the cotangent of `output`. */
  pull(output: Value, cotangent: Value, inputs: readonly OnTape[]): Value[] {
    const bars: (Value | undefined)[] = []
    if (this.owns(output)) {
      bars[(output as OnTape).place] = cotangent
      for (let place = (output as OnTape).place; place >= 0; place--) {
        const bar = bars[place]
        const use = this.uses[place]
        if (bar === undefined || use === undefined) continue
        const cotangents = use.linearization().pullback(bar, use.wanted)
        use.reads.forEach((read, k) => {
          const own = cotangents[k]
          if (read === -1 || own === undefined) return
          const before = bars[read]
          bars[read] = before === undefined ? own : apply(add, [before, own], undefined)
        })
      }
    }
    return inputs.map((input) => bars[input.place] ?? zerosOf(input.shape))
  }
}

/** Reverse mode: the whole gradient for a few times the cost of the value, however many arguments there are. */
export function reverse(): Backend {
  return { name: 'reverse', pullback: tapedPullback }
}

function tapedPullback(problem: Problem): Pullback {
  // The first run keeps nothing: most functions are differentiated once.
  let memos: Memo[] | undefined
  return {
    run(inputs) {
      const tape = new Tape(memos)
      memos ??= []
      const handed = [...inputs]
      const active = problem.active.map((i) => {
        const input = tape.input(inputs[i])
        handed[i] = input
        return input
      })
      const output = problem.call(handed)
      tape.close()
      const value = tape.primalOf(output)
      return { value, pull: (cotangent) => tape.pull(output, checked(problem, cotangent, value), active) }
    },
  }
}

function checked(problem: Problem, cotangent: Value, value: Value): Value {
  if (isSameShape(shapeOf(cotangent), shapeOf(value))) return cotangent
  throw problem.mismatch(`a cotangent that is ${shapeText(shapeOf(cotangent))}`, shapeText(shapeOf(value)))
}
