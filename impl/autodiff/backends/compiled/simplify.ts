/**
 * Plainer forms of calls: the same bits for less work.
 *
 *   f(c, …) of numbers at every place = f of the numbers, at every place
 *   1 · x = x    −1 · x = −x    (−x)(−y) = x y    −(−x) = x    x + (−0) = x
 *   scale(c, x) = c x for a constant c ≠ 0, and 0 for c = 0 (that is what `scale` is for)
 *
 * x + 0 is no x: it turns −0 into 0. 0 · x is no 0: x may be infinite. One rule here changes how a result is rounded:
 * the sum of n equal numbers s is n · s, with one rounding in the place of n − 1.
 */
import { add, broadcast, multiply, negate, scale, sum } from '../../../math/elementwise.ts'
import { isSameShape, type Shape, sizeOf } from '../../../math/shape.ts'
import { type Call, type Graph, type GraphNode, isCall, numberOf } from './graph.ts'

type Rule = (graph: Graph, inputs: readonly GraphNode[], call: Call) => GraphNode | undefined

/** A plainer node than the call, if there is one. */
export function simplified(graph: Graph, call: Call): GraphNode | undefined {
  const unspread = withoutBroadcasts(graph, call)
  if (unspread !== undefined) return unspread
  const simple = rules.get(call.primitive)?.(graph, call.inputs, call)
  return simple === undefined ? undefined : spread(graph, simple, call.shape)
}

const rules = new Map<object, Rule>([
  [multiply, simplifiedProduct],
  [
    scale,
    (graph, [a, b]) => {
      const factor = numberOf(a)
      if (factor === undefined) return undefined
      return factor === 0 ? graph.number(0) : graph.call(multiply, [a, b], undefined)
    },
  ],
  [negate, (_graph, [x]) => (isCall(x, negate) ? x.inputs[0] : undefined)],
  [
    add,
    (_graph, [a, b]) => {
      if (Object.is(numberOf(a), -0)) return b
      return Object.is(numberOf(b), -0) ? a : undefined
    },
  ],
  [
    sum,
    (graph, [x]) => {
      if (x.shape.length === 0) return x
      if (!isCall(x, broadcast)) return undefined
      return graph.call(multiply, [x.inputs[0], graph.number(sizeOf(x.shape))], undefined)
    },
  ],
  [broadcast, (_graph, [x], { shape }) => (shape.length === 0 ? x : undefined)],
])

function simplifiedProduct(graph: Graph, [a, b]: readonly GraphNode[]): GraphNode | undefined {
  for (const [factor, x] of [
    [a, b],
    [b, a],
  ]) {
    if (numberOf(factor) === 1) return x
    if (numberOf(factor) === -1) return graph.call(negate, [x], undefined)
  }
  if (!isCall(a, negate) || !isCall(b, negate)) return undefined
  return graph.call(multiply, [a.inputs[0], b.inputs[0]], undefined)
}

/** What works entry by entry takes the number in the place of an array that holds it everywhere. */
function withoutBroadcasts(graph: Graph, { primitive, inputs, params, shape }: Call): GraphNode | undefined {
  if (primitive.elementwise === undefined || shape.length === 0 || !inputs.some((x) => isCall(x, broadcast))) {
    return undefined
  }
  const numbers = inputs.map((x) => (isCall(x, broadcast) ? x.inputs[0] : x))
  return spread(graph, graph.call(primitive, numbers, params), shape)
}

/** `node`, at every place of `shape` if it is a number. */
function spread(graph: Graph, node: GraphNode, shape: Shape): GraphNode {
  return isSameShape(node.shape, shape) ? node : graph.call(broadcast, [node], shape)
}
