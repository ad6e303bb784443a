/**
 * An operator with numeric rules of its own as three primitives: f, and its two derivative maps, which are operators too.
 *
 *   f(x)          y = f(x)
 *   f′(x, ẋ)      ẏ = J(x) ẋ     linear in ẋ: its transpose there is f*, itself its pushforward
 *   f*(x, ȳ)      x̄ = J(x)ᵀ ȳ    linear in ȳ: its transpose there is f′; the wanted cotangents one after the other
 *
 * So what is linear in a tangent or a cotangent can be traced, transposed and differentiated for ever. The derivative
 * of f′ and f* in x is a second derivative of f: rules that can be traced give it (`traced`), an operator may know some
 * of it (`second`), and otherwise it is NOT_DIFFERENTIABLE.
 *
 * f′ and f* also take y where the rules use it. It is a function of x, and is not differentiated in again.
 */
import { apply } from './interpreter.ts'
import { flattened, joined, partsOf, total } from './parts.ts'
import type { Linearization, Memo, Primitive } from './primitive.ts'
import { pointMaps, Recollection } from './recollection.ts'
import { noSecond, type Parts, type PointMaps, type PreparedMaps, type Rules, type SecondDerivatives } from './rules.ts'
import { type Shape, sizeOf } from './shape.ts'
import { tally, tallyPullback } from './tally.ts'
import { isTraced, type Plain, shapeOf, type Value } from './value.ts'

/** f as a primitive, and f′ and f* as functions of values. */
export interface Family<P extends object> {
  readonly primal: Primitive<P>
  /** f′(x, ẋ); nothing where no tangent counts. */
  push(x: readonly Value[], output: Value | undefined, tangents: Parts<Value>, params: P): Value | undefined
  /** f*(x, ȳ), one part for each argument. */
  pull(
    x: readonly Value[],
    output: Value | undefined,
    cotangent: Value,
    wanted: readonly boolean[],
    params: P,
  ): Parts<Value>
}

interface Pushed<P> {
  readonly of: P
  readonly present: readonly boolean[]
}
interface Pulled<P> {
  readonly of: P
  readonly wanted: readonly boolean[]
}

export function operatorFamily<P extends object>(rules: Rules<P>): Family<P> {
  const { name, usesOutput } = rules
  const prepared = new WeakMap<P, PreparedMaps>()
  const preparedOf = (inputs: readonly Shape[], params: P): PreparedMaps => {
    const maps = prepared.get(params) ?? rules.prepare!(inputs, params)
    prepared.set(params, maps)
    return maps
  }
  const counts = (k: number, params: P): boolean => !rules.isConstantIn(k, params)

  function push(x: readonly Value[], output: Value | undefined, tangents: Parts<Value>, params: P): Value | undefined {
    const present = tangents.map((tangent, k) => tangent !== undefined && counts(k, params))
    if (!present.includes(true)) return undefined
    const given = tangents.filter((_, k) => present[k]) as Value[]
    return apply(pushed, [...x, ...(usesOutput ? [output!] : []), ...given], { of: params, present })
  }

  function pull(
    x: readonly Value[],
    output: Value | undefined,
    cotangent: Value,
    asked: readonly boolean[],
    params: P,
  ): Parts<Value> {
    const wanted = asked.map((isWanted, k) => isWanted && counts(k, params))
    if (!wanted.includes(true)) return wanted.map(() => undefined)
    const flat = apply(pulled, [...x, ...(usesOutput ? [output!] : []), cotangent], { of: params, wanted })
    return partsOf(flat, x.map(shapeOf), wanted)
  }

  const linearize = (x: readonly Value[], output: Value, params: P): Linearization => {
    if (rules.traced !== undefined) return onlyWhatCounts(rules.traced(x, output, params), params)
    return {
      pushforward: (tangents) => push(x, output, tangents, params),
      pullback: (cotangent, wanted) => pull(x, output, cotangent, wanted, params),
    }
  }

  /** Neither tangents nor cotangents of arguments whose derivative is declared to be zero. */
  function onlyWhatCounts(linearization: Linearization, params: P): Linearization {
    return {
      pushforward(tangents) {
        const counted = tangents.map((tangent, k) => (counts(k, params) ? tangent : undefined))
        if (counted.every((tangent) => tangent === undefined)) return undefined
        tally(name, 'pushforward')
        return linearization.pushforward(counted)
      },
      pullback(cotangent, asked) {
        const wanted = asked.map((isWanted, k) => isWanted && counts(k, params))
        if (!wanted.includes(true)) return wanted.map(() => undefined)
        tallyPullback(name, wanted, (k) => rules.argument(k, params))
        return linearization.pullback(cotangent, wanted)
      },
    }
  }

  /** The maps at these inputs by what an earlier run of the same use has prepared, if its shapes and options were these. */
  function recalled(memo: Memo, inputs: readonly Plain[], params: P): PointMaps {
    const shapes = inputs.map(shapeOf)
    const known = memo.kept instanceof Recollection && memo.kept.isOf(rules, shapes, params) ? memo.kept : undefined
    const maps = known?.maps ?? rules.prepare!(shapes, params)
    if (known === undefined) memo.kept = new Recollection(rules, shapes, params, maps)
    return pointMaps(maps, inputs, shapes, rules.shape(shapes, params))
  }

  const primal: Primitive<P> = {
    name,
    shape: rules.shape,
    evaluate(inputs, params) {
      tally(name, 'primal')
      return rules.at(inputs, params).output()
    },
    linearize,
    linearizeAt(inputs, params, _active, memo) {
      const maps =
        memo !== undefined && rules.prepare !== undefined ? recalled(memo, inputs, params) : rules.at(inputs, params)
      tally(name, 'primal')
      const output = maps.output()
      const numeric = onlyWhatCounts(
        {
          pushforward: (tangents) => maps.pushforward(tangents as Parts<Plain>),
          pullback: (cotangent, wanted) => maps.pullback(cotangent as Plain, wanted),
        },
        params,
      )
      const linearization: Linearization = {
        pushforward: (tangents) =>
          (tangents.some(isTraced) ? linearize(inputs, output, params) : numeric).pushforward(tangents),
        pullback: (cotangent, wanted) =>
          (isTraced(cotangent) ? linearize(inputs, output, params) : numeric).pullback(cotangent, wanted),
      }
      return { output, linearization }
    },
    ...(rules.prepare !== undefined && {
      prepare(inputs: readonly Shape[], params: P) {
        const maps = preparedOf(inputs, params)
        return {
          run(given: readonly Plain[], out: Float64Array) {
            tally(name, 'primal')
            maps.primal(given, out)
          },
        }
      },
    }),
  }

  /** The inputs of f′ and f* as x, y and what comes after. */
  const apart = <V>(
    inputs: readonly V[],
    count: number,
  ): { x: readonly V[]; output: V | undefined; rest: readonly V[] } => {
    const next = usesOutput ? count + 1 : count
    return { x: inputs.slice(0, count), output: usesOutput ? inputs[count] : undefined, rest: inputs.slice(next) }
  }

  /** A part for each argument, of those that are there. */
  const placed = <V>(rest: readonly V[], present: readonly boolean[]): Parts<V> => {
    let next = 0
    return present.map((isPresent) => (isPresent ? rest[next++] : undefined))
  }

  const pushed: Primitive<Pushed<P>> = {
    name: `${name}′`,
    shape: (inputs, { of, present }) => rules.shape(inputs.slice(0, present.length), of),
    evaluate(inputs, { of, present }) {
      const { x, output, rest } = apart(inputs, present.length)
      tally(name, 'pushforward')
      return rules.at(x, of, output).pushforward(placed(rest, present))
    },
    linearize(inputs, _output, { of, present }) {
      const { x, output, rest } = apart(inputs, present.length)
      const tangents = placed(rest, present)
      return {
        pushforward(moves) {
          const own = apart(moves, present.length)
          const linear = push(x, output, placed(own.rest, present), of)
          if (own.x.every((move, k) => move === undefined || !counts(k, of))) return linear
          return total(linear, secondOf(own.x.map(exists), of).pushforwardMoved(x, tangents, own.x, of))
        },
        pullback(cotangent, wanted) {
          const own = apart(wanted, present.length)
          const linear = pull(
            x,
            output,
            cotangent,
            placed(own.rest, present).map((one) => one === true),
            of,
          )
          const ofX = own.x.some((isWanted, k) => isWanted && counts(k, of))
            ? secondOf(own.x, of).pushforwardPulled(x, tangents, cotangent, own.x, of)
            : own.x.map(() => undefined)
          return [...ofX, ...(usesOutput ? [undefined] : []), ...linear.filter((_, k) => present[k])]
        },
      }
    },
    ...(rules.prepare !== undefined && {
      prepare(inputs: readonly Shape[], { of, present }: Pushed<P>) {
        const maps = preparedOf(inputs.slice(0, present.length), of)
        return {
          run(given: readonly Plain[], out: Float64Array) {
            const { x, rest } = apart(given, present.length)
            tally(name, 'pushforward')
            maps.pushforward(x, placed(rest, present), out)
          },
        }
      },
    }),
  }

  const pulled: Primitive<Pulled<P>> = {
    name: `${name}*`,
    shape: (inputs, { wanted }) => [
      wanted.reduce((length, isWanted, k) => length + (isWanted ? sizeOf(inputs[k]) : 0), 0),
    ],
    evaluate(inputs, { of, wanted }) {
      const { x, output, rest } = apart(inputs, wanted.length)
      tallyPullback(name, wanted, (k) => rules.argument(k, of))
      return joined(rules.at(x, of, output).pullback(rest[0], wanted), wanted)
    },
    linearize(inputs, _output, { of, wanted }) {
      const { x, output, rest } = apart(inputs, wanted.length)
      const shapes = x.map(shapeOf)
      return {
        pushforward(moves) {
          const own = apart(moves, wanted.length)
          const move = own.rest[0]
          const linear = move === undefined ? undefined : pull(x, output, move, wanted, of)
          if (own.x.every((one, k) => one === undefined || !counts(k, of))) {
            return linear === undefined ? undefined : flattened(linear, shapes, wanted)
          }
          const bent = secondOf(own.x.map(exists), of).pullbackMoved(x, rest[0], wanted, own.x, of)
          return flattened(
            wanted.map((_, k) => total(linear?.[k], bent[k])),
            shapes,
            wanted,
          )
        },
        pullback(cotangent, asked) {
          const own = apart(asked, wanted.length)
          const tangents = partsOf(cotangent, shapes, wanted)
          const linear = own.rest[0] ? push(x, output, tangents, of) : undefined
          const ofX = own.x.some((isWanted, k) => isWanted && counts(k, of))
            ? secondOf(own.x, of).pushforwardPulled(x, tangents, rest[0], own.x, of)
            : own.x.map(() => undefined)
          return [...ofX, ...(usesOutput ? [undefined] : []), linear]
        },
      }
    },
    ...(rules.prepare !== undefined && {
      prepare(inputs: readonly Shape[], { of, wanted }: Pulled<P>) {
        const maps = preparedOf(inputs.slice(0, wanted.length), of)
        const argument = (k: number): string => rules.argument(k, of)
        // A pullback in place allocates nothing: neither do the inputs come in a new list.
        const x: Plain[] = wanted.map(() => 0)
        const place = usesOutput ? wanted.length + 1 : wanted.length
        return {
          run(given: readonly Plain[], out: Float64Array) {
            for (let k = 0; k < x.length; k++) x[k] = given[k]
            tallyPullback(name, wanted, argument)
            maps.pullback(x, given[place], wanted, out)
          },
        }
      },
    }),
  }

  function secondOf(among: readonly boolean[], params: P): SecondDerivatives<P> {
    if (rules.second !== undefined) return rules.second
    const k = among.findIndex((isMeant, i) => isMeant && counts(i, params))
    throw noSecond(name, rules.argument(k, params))
  }

  return { primal, push, pull }
}

const exists = (value: unknown): boolean => value !== undefined
