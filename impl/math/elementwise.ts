/**
 * Primitives that work entry by entry, from their kernel and their partial derivatives.
 *
 *   y = f(a, b)     ẏ = f_a ȧ + f_b ḃ     ā = ȳ f_a,  b̄ = ȳ f_b
 *
 * with the sum over all entries where a number met an array. A tangent or cotangent of exactly zero stays zero whatever
 * the partial derivative is: what a choice left out cannot turn into NaN by 0 · ∞, as x log x at 0 would.
 */
import { CotangentError } from '../../spec/errors.ts'
import { apply } from './interpreter.ts'
import type { Elementwise, Linearization, Primitive } from './primitive.ts'
import { isSameShape, type Shape, shapeText, sizeOf } from './shape.ts'
import { entriesOf, ofShape, type Plain, shapeOf, type Value } from './value.ts'

/** ∂f/∂(an input) from the output and the inputs; a number where it is the same everywhere. */
export type PartialDerivative = (output: Value, ...inputs: Value[]) => Value

export interface ElementwiseForm {
  readonly kernel: (...entries: number[]) => number
  readonly code: (...entries: string[]) => string
  /** One for each input. */
  readonly partials: readonly PartialDerivative[]
  readonly isLinear?: boolean
  readonly isConstant?: boolean
}

export function elementwise(name: string, form: ElementwiseForm): Primitive {
  const { kernel, partials, isLinear = false, isConstant = false } = form
  const { length } = kernel
  const own: Elementwise = { kernel, code: form.code, isLinear }
  return {
    name,
    elementwise: own,
    isConstant,
    shape: (inputs) => commonShape(name, inputs),
    evaluate: length === 1 ? ([x]) => mapped(kernel, x) : (inputs) => zipped(name, kernel, inputs),
    linearize: (inputs, output) => linearization(partials, inputs, output),
  }
}

/** The shape that all inputs have but for numbers. */
function commonShape(name: string, shapes: readonly Shape[]): Shape {
  let common: Shape = []
  for (const shape of shapes) {
    if (shape.length === 0 || isSameShape(shape, common)) continue
    if (common.length === 0) {
      common = shape
      continue
    }
    throw new CotangentError('LENGTH_MISMATCH', {
      operator: name,
      constraint: 'arrays have the same shape',
      got: shapes.map(shapeText).join(' and '),
      expected: 'numbers, or arrays of one shape',
    })
  }
  return common
}

function mapped(kernel: (x: number) => number, x: Plain): Plain {
  if (typeof x === 'number') return kernel(x)
  const entries = entriesOf(x)
  const out = new Float64Array(entries.length)
  for (let i = 0; i < out.length; i++) out[i] = kernel(entries[i])
  return ofShape(shapeOf(x), out)
}

function zipped(name: string, kernel: (...entries: number[]) => number, inputs: readonly Plain[]): Plain {
  if (inputs.length === 2 && typeof inputs[0] === 'number' && typeof inputs[1] === 'number') {
    return kernel(inputs[0], inputs[1])
  }
  const shape = commonShape(name, inputs.map(shapeOf))
  const out = new Float64Array(sizeOf(shape))
  const entries = inputs.map(entriesOf)
  // A number stands still while the entries of arrays pass by.
  const steps = inputs.map((input) => (typeof input === 'number' ? 0 : 1))
  if (inputs.length === 2) {
    const [a, b] = entries
    const [stepA, stepB] = steps
    for (let i = 0; i < out.length; i++) out[i] = kernel(a[i * stepA], b[i * stepB])
  } else {
    for (let i = 0; i < out.length; i++) out[i] = kernel(...entries.map((array, k) => array[i * steps[k]]))
  }
  return ofShape(shape, out)
}

function linearization(
  partials: readonly PartialDerivative[],
  inputs: readonly Value[],
  output: Value,
  product: (factor: Value, derivative: Value, k: number) => Value = strongProduct,
): Linearization {
  const shape = shapeOf(output)
  const known: (Value | undefined)[] = []
  // A chunk of tangents shares the partial derivatives.
  const partial = (k: number): Value => {
    known[k] ??= partials[k](output, ...inputs)
    return known[k]
  }
  const times = (k: number, factor: Value): Value => {
    const derivative = partial(k)
    if (derivative === 1) return factor
    if (derivative === -1) return apply(negate, [factor], undefined)
    return product(factor, derivative, k)
  }
  return {
    pushforward(tangents) {
      let total: Value | undefined
      for (let k = 0; k < inputs.length; k++) {
        const tangent = tangents[k]
        if (tangent === undefined) continue
        const term = times(k, tangent)
        total = total === undefined ? term : apply(add, [total, term], undefined)
      }
      return total === undefined ? undefined : spread(total, shape)
    },
    pullback(cotangent, wanted) {
      return inputs.map((input, k) => {
        if (!wanted[k]) return undefined
        const own = shapeOf(input)
        const term = times(k, cotangent)
        return own.length < shape.length ? apply(sum, [term], undefined) : term
      })
    },
  }
}

/** `value`, at every place of `shape` if it is a number. */
export function spread(value: Value, shape: Shape): Value {
  return shapeOf(value).length < shape.length ? apply(broadcast, [value], shape) : value
}

// What linearizations themselves are written in.

export const add: Primitive = elementwise('add', {
  kernel: (a, b) => a + b,
  code: (a, b) => `(${a} + ${b})`,
  partials: [() => 1, () => 1],
  isLinear: true,
})

export const negate: Primitive = elementwise('negate', {
  kernel: (a) => -a,
  code: (a) => `(-${a})`,
  partials: [() => -1],
  isLinear: true,
})

const partialsOfProduct: readonly PartialDerivative[] = [(_y, _a, b) => b, (_y, a) => a]

export const multiply: Primitive = elementwise('multiply', {
  kernel: (a, b) => a * b,
  code: (a, b) => `(${a} * ${b})`,
  partials: partialsOfProduct,
})

/** a b, but 0 where a is 0: the product of a tangent or cotangent with a partial derivative that may be infinite. */
export const scale: Primitive = {
  ...elementwise('scale', {
    kernel: (a, b) => (a === 0 ? 0 : a * b),
    code: (a, b) => `(${a} === 0 ? 0 : ${a} * ${b})`,
    partials: partialsOfProduct,
  }),
  // ẏ = ȧ b + a ḃ, zero where a or ȧ is, whatever b and ḃ are: second derivatives of what was left out are zero too.
  linearize: (inputs, output) =>
    linearization(partialsOfProduct, inputs, output, (factor, derivative, k) =>
      k === 0 ? strongProduct(factor, derivative) : strongProduct(derivative, factor),
    ),
}

/** The product of a tangent or cotangent with a partial derivative. */
function strongProduct(factor: Value, derivative: Value): Value {
  return apply(scale, [factor, derivative], undefined)
}

/** Σ xᵢ of all entries, in their order: s̄ at every place. */
export const sum: Primitive = {
  name: 'sum',
  isLinear: true,
  shape: () => [],
  evaluate([x]) {
    if (typeof x === 'number') return x
    const entries = entriesOf(x)
    let total = 0
    for (let i = 0; i < entries.length; i++) total += entries[i]
    return total
  },
  linearize: ([x]) => ({
    pushforward: ([tangent]) => (tangent === undefined ? undefined : apply(sum, [tangent], undefined)),
    pullback: (cotangent) => [spread(cotangent, shapeOf(x))],
  }),
}

/** A number at every place of a shape: x̄ = Σ ȳᵢ. */
export const broadcast: Primitive<Shape> = {
  name: 'broadcast',
  isLinear: true,
  source: () => ({ input: () => 0, place: () => 0 }),
  shape: (_inputs, shape) => shape,
  evaluate: ([x], shape) => ofShape(shape, new Float64Array(sizeOf(shape)).fill(x as number)),
  linearize: (_inputs, _output, shape) => ({
    pushforward: ([tangent]) => (tangent === undefined ? undefined : apply(broadcast, [tangent], shape)),
    pullback: (cotangent) => [apply(sum, [cotangent], undefined)],
  }),
}
