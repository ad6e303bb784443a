/** Which way each primitive becomes code; what is not known here is called as it is. */
import { sum } from '../../../math/elementwise.ts'
import { scatterAddPrimitive } from '../../../math/gathering.ts'
import { matrixTransposeVectorPrimitive, matrixVectorPrimitive, outerPrimitive } from '../../../math/matrices.ts'
import { sizeOf } from '../../../math/shape.ts'
import { contraction } from './contraction.ts'
import type { CallNode } from './graph.ts'
import type { Lowering, Place } from './lowering.ts'
import { moving } from './moving.ts'
import { opaque } from './opaque.ts'

const known = new Map<object, (node: CallNode) => Lowering>([
  [sum, summation],
  [scatterAddPrimitive, scattering],
  [outerPrimitive, outerProduct],
  [matrixVectorPrimitive, (node) => contraction(node, false)],
  [matrixTransposeVectorPrimitive, (node) => contraction(node, true)],
])

export function lowered(node: CallNode): Lowering {
  const lower = known.get(node.primitive)
  if (lower !== undefined) return lower(node)
  if (node.primitive.elementwise !== undefined) return entryByEntry(node)
  return node.primitive.source === undefined ? opaque(node) : moving(node)
}

/** y = f(a, b) at each place. */
function entryByEntry({ primitive, inputs }: CallNode): Lowering {
  const code = primitive.elementwise!.code
  const names = inputs.map((_, k) => `@${k}@`)
  const text = code(...names)
  const isOnce = names.map((name) => text.split(name).length === 2)
  return {
    way: 'entries',
    aligned: inputs.filter(({ shape }) => shape.length > 0),
    entry: (writer, place) =>
      code(...inputs.map((input, k) => (isOnce[k] ? writer.once(input, place) : writer.here(input, place)))),
  }
}

/** s = Σ xᵢ. */
function summation(node: CallNode): Lowering {
  const [x] = node.inputs
  return {
    way: 'accumulation',
    size: sizeOf(x.shape),
    aligned: [x],
    isStatic: true,
    add: (code, place) => code.accumulate(node, 0, code.once(x, place)),
  }
}

/** y = Σₖ xₖ e(iₖ). */
function scattering(node: CallNode): Lowering {
  const [x] = node.inputs
  const { indices } = node.params as { readonly indices: Float64Array }
  const places = Int32Array.from(indices)
  const target =
    (place: Place): ((name: () => string) => Place) =>
    (name) =>
      typeof place === 'number' ? places[place] : `${name()}[${place}]`
  return {
    way: 'accumulation',
    size: places.length,
    aligned: [x],
    isStatic: false,
    add(code, place) {
      const at = target(place)(() => code.captured('p', places))
      code.accumulate(node, at, code.once(x, place))
    },
  }
}

/** mᵢⱼ = aᵢ bⱼ, row-major. */
function outerProduct({ inputs: [a, b] }: CallNode): Lowering {
  const [columns] = b.shape
  return {
    way: 'entries',
    aligned: [],
    entry(code, place) {
      const isKnown = typeof place === 'number'
      const row = isKnown ? Math.floor(place / columns) : `(${place} / ${columns} | 0)`
      const column = isKnown ? place % columns : `${place} % ${columns}`
      return `(${code.at(a, row)} * ${code.at(b, column)})`
    },
  }
}
