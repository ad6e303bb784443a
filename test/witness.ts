/**
 * An interpreter that computes as plain arithmetic does, and holds every primitive that it meets to what the primitive
 * says of itself: the shape, the JavaScript of a kernel, where entries come from, and that inputs are left as they are.
 */
import { Interpreter } from '../impl/math/interpreter.ts'
import type { Elementwise, Primitive } from '../impl/math/primitive.ts'
import { isSameShape, shapeText } from '../impl/math/shape.ts'
import { entriesOf, type Plain, shapeOf, Traced, type Value } from '../impl/math/value.ts'

export function demand(holds: boolean, message: string): void {
  if (!holds) throw new Error(message)
}

const isSame = (a: Float64Array, b: Float64Array): boolean => a.every((entry, i) => Object.is(entry, b[i]))

class Witnessed extends Traced {
  readonly plain: Plain

  constructor(witness: Witness, plain: Plain) {
    super(witness, shapeOf(plain))
    this.plain = plain
  }
}

export class Witness extends Interpreter {
  readonly name = 'witness'
  readonly met: Set<string> = new Set()

  of(plain: Plain): Traced {
    return new Witnessed(this, plain)
  }

  plainOf(value: Value): Plain {
    return value instanceof Witnessed ? value.plain : (value as Plain)
  }

  protected interpret<P>(primitive: Primitive<P>, inputs: readonly Value[], params: P): Value {
    const plain = inputs.map((input) => this.plainOf(input))
    const before = plain.map((input) => Float64Array.from(entriesOf(input)))
    const output = primitive.evaluate(plain, params)
    this.met.add(primitive.name)
    const { name } = primitive
    plain.forEach((input, k) => {
      demand(isSame(entriesOf(input), before[k]), `${name} wrote to input ${k}`)
    })
    const shape = primitive.shape(plain.map(shapeOf), params)
    const isAsSaid = isSameShape(shape, shapeOf(output))
    demand(isAsSaid, `${name} says ${shapeText(shape)} and gives ${shapeText(shapeOf(output))}`)
    checkCode(primitive, plain, output)
    checkSource(primitive, plain, params, output)
    return this.of(output)
  }
}

const functions = new WeakMap<Elementwise, Elementwise['kernel']>()

function writtenOut(elementwise: Elementwise): Elementwise['kernel'] {
  const known = functions.get(elementwise)
  if (known !== undefined) return known
  const names = Array.from({ length: elementwise.kernel.length }, (_, k) => `x${k}`)
  const made = new Function(...names, `return ${elementwise.code(...names)}`) as Elementwise['kernel']
  functions.set(elementwise, made)
  return made
}

function checkCode<P>({ name, elementwise }: Primitive<P>, inputs: readonly Plain[], output: Plain): void {
  if (elementwise === undefined) return
  const written = writtenOut(elementwise)
  entriesOf(output).forEach((entry, i) => {
    const given = inputs.map((input) => (typeof input === 'number' ? input : entriesOf(input)[i]))
    const [byKernel, byCode] = [elementwise.kernel(...given), written(...given)]
    demand(Object.is(byKernel, entry), `${name}(${given}) is ${entry}, its kernel says ${byKernel}`)
    demand(Object.is(byCode, entry), `${name}(${given}) is ${entry}, its code says ${byCode}`)
  })
}

function checkSource<P>(primitive: Primitive<P>, inputs: readonly Plain[], params: P, output: Plain): void {
  if (primitive.source === undefined) return
  const { input, place } = primitive.source(inputs.map(shapeOf), params)
  entriesOf(output).forEach((entry, i) => {
    const k = input(i)
    const expected = k === -1 ? 0 : entriesOf(inputs[k])[place(i)]
    demand(Object.is(entry, expected), `${primitive.name}: entry ${i} is ${entry}, its source says ${expected}`)
  })
}
