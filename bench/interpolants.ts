/**
 * What is measured of the interpolants: makers of subjects over the public interface for any kind of the catalogue,
 * each with data and buffers of its own. Queries are sorted and lie within the knots.
 */

import { cubicSpline, operators, type PlanCotangents, type PlanData, plan } from '../impl/index.ts'
import { interpolant } from '../impl/interpolation/interpolant.ts'
import { type KindName, kinds } from '../impl/interpolation/kinds.ts'
import { entryOf } from '../spec/catalogue.ts'
import { resolveOptions } from '../spec/contract.ts'
import { type Entry, entryFor, lengthOf, minimumOf } from '../spec/entry.ts'
import type { Options } from '../spec/operator.ts'
import { functionSubject, type SubjectMaker } from './subject.ts'
import { linearCongruential } from './systems.ts'

export const allKinds = Object.keys(kinds) as KindName[]

/** All kinds but the one polynomial through all data, which is for few knots only: those that cost O(n + m). */
export const linearKinds: readonly KindName[] = allKinds.filter((kind) => entryOf(kind)!.longest === undefined)

/** n, or the most knots that the kind is for. */
export const mostKnotsOf = (kind: KindName, n: number): number => Math.min(n, entryOf(kind)!.longest ?? n)

/** An approximation with as many pieces as the knots can carry several of: the default has one piece, however many knots. */
const optionsOf: { readonly [kind in KindName]?: (n: number) => Options } = {
  'bspline-approximation': (n) => ({ controlPoints: Math.max(4, n >> 2) }),
}

interface Size {
  readonly kind: KindName
  /** Knots. */
  readonly n: number
  /** Queries. */
  readonly m: number
}

/** The options that a kind is measured with, and its entry for them. */
function measured(kind: KindName, n: number): { readonly entry: Entry; readonly options: Options } {
  const options = optionsOf[kind]?.(n) ?? {}
  const whole = entryOf(kind)!
  return { entry: entryFor(whole, resolveOptions(whole, options)), options }
}

/** Whether there are enough knots for the kind. */
export function isLargeEnough(kind: KindName, n: number): boolean {
  const whole = entryOf(kind)!
  return n >= minimumOf(whole, resolveOptions(whole, optionsOf[kind]?.(n) ?? {}))
}

interface Abscissae {
  readonly knots: Float64Array
  readonly queries: Float64Array
}

/** The same numbers as in c/gsl.c. Gaps lie between one half and three halves: no kind is ill-conditioned for them. */
export function abscissae(n: number, m: number, uniform: () => number): Abscissae {
  const knots = new Float64Array(n)
  for (let i = 1; i < n; i++) knots[i] = knots[i - 1] + 0.5 + uniform()
  const queries = Float64Array.from({ length: m }, (_, j) => (knots[n - 1] * (j + uniform())) / m)
  return { knots, queries }
}

interface Example extends Abscissae {
  readonly kind: KindName
  readonly options: Options
  /** Values, and whatever else the kind is made of; with a column for each curve. */
  readonly data: PlanData & Readonly<Record<string, Float64Array>>
  readonly y: Float64Array
  readonly yBar: Float64Array
  readonly bars: PlanCotangents
}

function example({ kind, n, m }: Size, columns = 1): Example {
  const { entry, options } = measured(kind, n)
  const uniform = linearCongruential(1)
  const at = abscissae(n, m, uniform)
  const arrays = (): Record<string, Float64Array> =>
    Object.fromEntries(
      entry.arguments
        .filter(({ role }) => role === 'real')
        .map(({ name, length }) => [name, Float64Array.from({ length: columns * lengthOf(length, n, m) }, uniform)]),
    )
  return {
    kind,
    options,
    ...at,
    data: arrays() as Example['data'],
    y: new Float64Array(columns * m),
    yBar: Float64Array.from({ length: columns * m }, uniform),
    bars: arrays() as PlanCotangents,
  }
}

/** An operator has everything to do in each call: check, locate, build. */
export const primal =
  (size: Size): SubjectMaker =>
  () => {
    const { kind, options, knots, queries, data } = example(size)
    return functionSubject(`${kind}, primal`, { args: { knots, ...data, queries }, options }, ({ args, options }) =>
      operators[kind].primal(args, options),
    )
  }

/** The cotangents of all arguments, knots and queries included. */
export const pullback =
  (size: Size): SubjectMaker =>
  () => {
    const { kind, options, knots, queries, data, yBar } = example(size)
    const held = { args: { knots, ...data, queries }, yBar, options }
    return functionSubject(`${kind}, pullback`, held, ({ args, yBar, options }) =>
      operators[kind].pullback(args, yBar, options),
    )
  }

export const planEvaluate =
  (size: Size): SubjectMaker =>
  () => {
    const { kind, options, knots, queries, data, y } = example(size)
    const held = { planned: plan(kind, knots, queries, options), data, y }
    return functionSubject(`${kind}, plan evaluate`, held, ({ planned, data, y }) => planned.evaluate(data, y))
  }

/** The cotangents of all data that a plan evaluates. */
export const planPullback =
  (size: Size): SubjectMaker =>
  () => {
    const { kind, options, knots, queries, data, yBar, bars } = example(size)
    const planned = plan(kind, knots, queries, options)
    planned.evaluate(data)
    return functionSubject(`${kind}, plan pullback`, { planned, yBar, bars }, ({ planned, yBar, bars }) =>
      planned.dataPullback(yBar, bars),
    )
  }

/** What is done with curves once they are built. */
type Use = (example: Example, columns: number) => unknown

const build = ({ kind, knots, data, options }: Example, columns: number): ReturnType<typeof interpolant> =>
  interpolant(kind, { knots, ...data }, columns === 1 ? options : { ...options, columns })

export const uses: { readonly [name in 'evaluate' | 'pull back']: Use } = {
  evaluate: (held, columns) => build(held, columns).evaluate(held.queries, held.y),
  'pull back': (held, columns) => build(held, columns).pullback(held.queries, held.yBar),
}

/** Several curves over the same knots as one interpolant, built each time. */
export const inOneCall =
  (size: Size, columns: number, use: Use): SubjectMaker =>
  () =>
    functionSubject(`${size.kind}, ${columns} columns`, example(size, columns), (held) => use(held, columns))

/** As many interpolants over the same knots, one after the other. */
export const inManyCalls =
  (size: Size, calls: number, use: Use): SubjectMaker =>
  () => {
    const examples = Array.from({ length: calls }, () => example(size))
    return functionSubject(`${size.kind}, ${calls} calls`, examples, (held) => {
      let last: unknown
      for (let k = 0; k < calls; k++) last = use(held[k], 1)
      return last
    })
  }

/** The natural cubic spline of c/gsl.c. */
export const naturalSpline =
  (n: number, m: number): SubjectMaker =>
  () => {
    const held = example({ kind: 'cubic-spline', n, m })
    return functionSubject('cubicSpline, build and evaluate', held, ({ knots, data, queries, y }) =>
      cubicSpline(knots, data.values).evaluate(queries, y),
    )
  }

/** Its values, to see that both sides evaluate the same curve. */
export function naturalSplineValues(n: number, m: number): Float64Array {
  const { knots, data, queries } = example({ kind: 'cubic-spline', n, m })
  return cubicSpline(knots, data.values).evaluate(queries)
}

/** What is called again and again on an object that is built once, into the caller's buffers: nothing of it allocates. */
export function heldCalls(kind: KindName): readonly (readonly [name: string, call: () => unknown])[] {
  const held = example({ kind, n: 64, m: 20 })
  const { queries, y, yBar } = held
  const f = build(held, 1)
  const to = queries.toReversed()
  const bars = f.pullback(queries, yBar)
  const integralBars = f.integralPullback(queries, to, yBar)
  return [
    [`${kind} evaluate`, () => f.evaluate(queries, y)],
    [`${kind} pullback`, () => f.pullback(queries, yBar, bars)],
    [`${kind} integral`, () => f.integral(queries, to, y)],
    [`${kind} integral pullback`, () => f.integralPullback(queries, to, yBar, integralBars)],
  ]
}
