/**
 * Primitives that only move entries about, as code: slices, gathers, concatenations, transposes.
 *
 * Their `source` is asked for every place when the code is made. Where it goes by a few straight runs (a slice has
 * one), they become expressions of the place; where entries of one input are picked at random, a table; else the runs
 * are copied one by one.
 */
import { sizeOf } from '../../../math/shape.ts'
import type { CallNode } from './graph.ts'
import { type Code, isFew, type Lowering } from './lowering.ts'

/** Places from `from` up to the next run come from `input` (−1: zeros), from `start` on in steps of `stride`. */
interface Run {
  readonly from: number
  readonly input: number
  readonly start: number
  readonly stride: number
}

/** An expression with more conditions than that is slower than a table. */
const mostConditions = 3

export function moving(node: CallNode): Lowering {
  const size = sizeOf(node.shape)
  const shapes = node.inputs.map(({ shape }) => shape)
  const source = node.primitive.source!(shapes, node.params)
  const entryAt = (code: Code, place: number): string => {
    const input = source.input(place)
    return input < 0 ? '0' : code.at(node.inputs[input], source.place(place))
  }
  const entries = (entry: (code: Code, place: string) => string): Lowering => ({
    way: 'entries',
    aligned: [],
    entry: (code, place) => (typeof place === 'number' ? entryAt(code, place) : entry(code, place)),
  })
  if (isFew(size)) return entries(() => '0')
  const places = Float64Array.from({ length: size }, (_, i) => source.place(i))
  const inputs = Int32Array.from({ length: size }, (_, i) => source.input(i))
  const runs = runsOf(inputs, places)
  if (runs.length <= mostConditions) return entries((code, place) => chosen(node, code, runs, place))
  if (node.inputs.length === 1) {
    const table = Int32Array.from(places, (place, i) => (inputs[i] < 0 ? -1 : place))
    const hasZeros = inputs.includes(-1)
    return entries((code, place) => {
      const picked = `${code.captured('p', table)}[${place}]`
      const entry = code.at(node.inputs[0], picked)
      return hasZeros ? `(${picked} < 0 ? 0 : ${entry})` : entry
    })
  }
  return { way: 'step', run: (code, out) => copyRuns(node, code, runs, out) }
}

function runsOf(inputs: Int32Array, places: Float64Array): Run[] {
  const runs: Run[] = []
  let from = 0
  while (from < inputs.length) {
    const stride = inputs[from + 1] === inputs[from] ? places[from + 1] - places[from] : 1
    const isZero = inputs[from] < 0
    let to = from + 1
    while (to < inputs.length && inputs[to] === inputs[from] && (isZero || places[to] - places[to - 1] === stride)) to++
    runs.push({ from, input: inputs[from], start: places[from], stride })
    from = to
  }
  return runs
}

function chosen(node: CallNode, code: Code, runs: readonly Run[], place: string): string {
  const [{ input, start, stride, from }] = runs
  const entry = input < 0 ? '0' : code.at(node.inputs[input], along(start, stride, from, place))
  if (runs.length === 1) return entry
  return `(${place} < ${runs[1].from} ? ${entry} : ${chosen(node, code, runs.slice(1), place)})`
}

/** start + stride · (place − from). */
function along(start: number, stride: number, from: number, place: string): string {
  const offset = start - stride * from
  const steps = stride === 1 ? place : `${stride} * ${place}`
  return offset === 0 ? steps : offset < 0 ? `${steps} - ${-offset}` : `${steps} + ${offset}`
}

function copyRuns(node: CallNode, code: Code, runs: readonly Run[], out: string): void {
  runs.forEach(({ from, input, start, stride }, r) => {
    const to = runs[r + 1]?.from ?? sizeOf(node.shape)
    const source = node.inputs[input]
    if (input < 0) {
      code.say(`${out}.fill(0, ${from}, ${to})`)
    } else if (to - from === 1) {
      code.say(`${out}[${from}] = ${code.at(source, start)}`)
    } else {
      const k = code.fresh('j')
      const entry = code.at(source, along(start, stride, from, k))
      code.say(`for (let ${k} = ${from}; ${k} < ${to}; ${k}++) ${out}[${k}] = ${entry}`)
    }
  })
}
