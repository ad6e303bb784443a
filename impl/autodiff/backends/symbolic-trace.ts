/**
 * A function traced into expressions, an expression for each entry of its value: scalars as they are, vectors and
 * matrices entry by entry. What moves entries about, sums and products of matrices go through; an operator with rules
 * of its own has no expression, and a branch on an unknown has none either.
 */
import { CotangentError } from '../../../spec/errors.ts'
import { Interpreter } from '../../math/interpreter.ts'
import type { Primitive } from '../../math/primitive.ts'
import { type Shape, sizeOf } from '../../math/shape.ts'
import { entriesOf, isTraced, shapeOf, Traced, type Value } from '../../math/value.ts'
import { expressions, textOf } from './symbolic-text.ts'

class Expressions extends Traced {
  readonly entries: readonly string[]

  constructor(trace: SymbolicTrace, shape: Shape, entries: readonly string[]) {
    super(trace, shape)
    this.entries = entries
  }
}

export class SymbolicTrace extends Interpreter {
  readonly name = 'symbolic'

  /** A value whose entries are these names. */
  unknown(shape: Shape, names: readonly string[]): Value {
    return new Expressions(this, shape, names)
  }

  /** An expression for each entry. */
  entriesOf(value: Value): readonly string[] {
    if (this.owns(value)) return (value as Expressions).entries
    if (isTraced(value)) throw unsupported(value.interpreter.name, 'a value that another backend follows')
    return Array.from(entriesOf(value), (entry) => {
      if (Number.isFinite(entry)) return textOf(entry)
      throw new CotangentError('NOT_FINITE', {
        operator: 'symbolic',
        constraint: 'the constants of an expression are finite',
        got: String(entry),
        expected: 'a finite number',
      })
    })
  }

  protected interpret<P>(primitive: Primitive<P>, inputs: readonly Value[], params: P): Value {
    if (primitive.isConstant) throw unsupported(primitive.name, 'a function that is constant by pieces, or held fixed')
    const shapes = inputs.map(shapeOf)
    const shape = primitive.shape(shapes, params)
    const entries = inputs.map((input) => this.entriesOf(input))
    return new Expressions(this, shape, expressionsOf(primitive, entries, shapes, shape, params))
  }
}

function expressionsOf<P>(
  primitive: Primitive<P>,
  entries: readonly (readonly string[])[],
  shapes: readonly Shape[],
  shape: Shape,
  params: P,
): string[] {
  const places = Array.from({ length: sizeOf(shape) }, (_, i) => i)
  if (primitive.elementwise !== undefined) {
    const text = expressions.get(primitive.name)
    if (text === undefined) throw unsupported(primitive.name, 'a function without an expression')
    return places.map((i) => text(...entries.map((own, k) => own[shapes[k].length === 0 ? 0 : i])))
  }
  if (primitive.source !== undefined) {
    const { input, place } = primitive.source(shapes, params)
    return places.map((i) => (input(i) < 0 ? '0' : entries[input(i)][place(i)]))
  }
  if (primitive.name === 'sum') return [total(entries[0])]
  if (primitive.name === 'broadcast') return places.map(() => entries[0][0])
  if (primitive.terms !== undefined) {
    const flat = entries.flat()
    const terms: string[][] = places.map(() => [])
    primitive.terms(shapes, params, (i, a, b) => terms[i].push(`(${flat[a]} * ${flat[b]})`))
    return terms.map(total)
  }
  throw unsupported(primitive.name, 'an operator without an expression')
}

const total = (terms: readonly string[]): string => (terms.length === 0 ? '0' : `(${terms.join(' + ')})`)

function unsupported(operator: string, got: string): CotangentError {
  return new CotangentError('UNSUPPORTED', {
    operator,
    constraint: 'symbolic differentiates expressions of smooth elementwise functions',
    got,
    expected: 'another backend, reverse() for instance',
  })
}
