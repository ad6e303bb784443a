/**
 * What a backend is asked to differentiate: a function and the layout of its arguments. Values come later, as often
 * as one likes, so that a backend can prepare everything that depends on the layout alone.
 */
import { CotangentError } from '../../spec/errors.ts'
import { isSameShape, type Shape, shapeText, sizeOf } from '../math/shape.ts'
import { asValue, isTraced, shapeOf, type Value } from '../math/value.ts'
import { type ArgumentKind, Cached, contentOf, kindOf, shapeOfContent } from './arguments.ts'

/** A user's function; what it is given and gives is typed at the operators. */
// biome-ignore lint/suspicious/noExplicitAny: parameters of any function, as TypeScript writes them
export type AnyFunction = (...args: any[]) => unknown

export interface Layout {
  readonly kind: ArgumentKind
  /** Of what is static, none. */
  readonly shape: Shape | undefined
  /** Of what is static, the thing itself: another one is another problem. */
  readonly content?: unknown
}

export class Problem {
  /** The operator that is asked for, `gradient` for instance: for errors. */
  readonly operator: string
  readonly f: AnyFunction
  readonly layout: readonly Layout[]
  /** The positions of the active arguments, and their shapes. */
  readonly active: readonly number[]
  readonly shapes: readonly Shape[]
  /** How many numbers are differentiated in. */
  readonly size: number

  constructor(operator: string, f: AnyFunction, layout: readonly Layout[]) {
    this.operator = operator
    this.f = f
    this.layout = layout
    this.active = layout.flatMap(({ kind }, i) => (kind === 'active' ? [i] : []))
    this.shapes = this.active.map((i) => layout[i].shape!)
    this.size = this.shapes.reduce((total, shape) => total + sizeOf(shape), 0)
    if (this.active.length === 0) {
      throw new CotangentError('LENGTH_MISMATCH', {
        operator,
        constraint: 'at least one argument is differentiated in',
        got: `${layout.length} arguments, none of them active`,
        expected: 'an argument that is no constant(…) and no cache(…)',
      })
    }
  }

  /** The contents of `args`, which have to be laid out like those that this was made from. */
  inputs(args: readonly unknown[]): readonly Value[] {
    if (args.length !== this.layout.length) throw this.mismatch(`${args.length} arguments`, `${this.layout.length}`)
    return args.map((argument, i) => {
      const { kind, shape, content: expected } = this.layout[i]
      const given = kindOf(argument)
      if (given !== kind)
        throw this.mismatch(`argument ${i + 1} ${kindText[given]}`, `one that is ${kindText[kind]}`, i)
      const content = contentOf(this.operator, argument, i)
      if (kind === 'static') {
        if (content !== expected) throw this.mismatch(`another constant as argument ${i + 1}`, 'the same one', i)
      } else if (!isSameShape(shapeOf(content as Value), shape!)) {
        throw this.mismatch(`${shapeText(shapeOf(content as Value))} as argument ${i + 1}`, shapeText(shape!), i)
      }
      return content as Value
    })
  }

  /** f(inputs): each as the function is to see it. */
  call(inputs: readonly Value[]): Value {
    const handed = inputs.map((input, i) =>
      this.layout[i].kind === 'cache' ? new Cached(input as Exclude<Value, number>) : input,
    )
    const output = asValue(this.operator, 'the result of the function', this.f(...handed))
    // One that was kept has lost its derivative: it would count as a constant.
    if (isTraced(output)) output.interpreter.requireOpen(this.operator)
    return output
  }

  /** The same arguments under another function of their contents: the gradient in the place of f, for instance. */
  composed(run: (inputs: readonly Value[]) => Value): Problem {
    return new Composed(this, run)
  }

  /** A result of the wrong kind, or an argument of the wrong shape for the operator. */
  unfit(constraint: string, got: Shape, expected: string): CotangentError {
    return new CotangentError('LENGTH_MISMATCH', { operator: this.operator, constraint, got: shapeText(got), expected })
  }

  /** The error of a call that does not fit what was prepared. */
  mismatch(got: string, expected: string, index?: number): CotangentError {
    return new CotangentError('PREPARATION_MISMATCH', {
      operator: this.operator,
      constraint: 'a call has the layout of its preparation',
      got,
      expected,
      ...(index !== undefined && { argument: `argument ${index + 1}` }),
    })
  }
}

/** A problem whose function works on the contents of the arguments. */
class Composed extends Problem {
  private readonly run: (inputs: readonly Value[]) => Value

  constructor({ operator, f, layout }: Problem, run: (inputs: readonly Value[]) => Value) {
    super(operator, f, layout)
    this.run = run
  }

  override call(inputs: readonly Value[]): Value {
    return this.run(inputs)
  }
}

/** The problem of `operator` for f and arguments laid out like these. */
export function problemOf(operator: string, f: AnyFunction, args: readonly unknown[]): Problem {
  if (typeof f !== 'function') {
    throw new CotangentError('INVALID_OPTION', {
      operator,
      constraint: 'what is differentiated is a function',
      got: String(f),
      expected: 'a function of numbers, vectors and matrices',
      argument: 'f',
    })
  }
  const layout = args.map((argument, i): Layout => {
    const kind = kindOf(argument)
    const content = contentOf(operator, argument, i)
    const shape = shapeOfContent(kind, content)
    return kind === 'static' ? { kind, shape, content } : { kind, shape }
  })
  return new Problem(operator, f, layout)
}

const kindText: Readonly<Record<ArgumentKind, string>> = {
  active: 'active',
  constant: 'a numeric constant',
  static: 'a constant that is no number',
  cache: 'a cache',
}
