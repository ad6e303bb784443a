/**
 * The scale of kinds that are defined in two steps (NUM-2): a rule chooses slopes, and cubics go through them.
 * Whoever computes them in these steps rounds the slopes in between; the second step's own scale, in which they
 * are data, is therefore part of the whole's. Where gaps differ much, second derivatives need it.
 */
import { doubleOf, fractionOf, lift, overNeighbours, scale, slopeRules } from '../reference/index.ts'
import { entryOf } from '../spec/catalogue.ts'
import type { Entry } from '../spec/entry.ts'
import type { MapName } from '../spec/operator.ts'
import type { Case, Numbers } from './law.ts'

type Rule = (typeof slopeRules)[string]

/** `scales` with those of the second step; as they are for other operators. */
export function composedScales(map: MapName, entry: Entry, input: Case, scales: Numbers): Numbers {
  const rule = slopeRules[entry.integralOf ?? entry.name]
  if (rule === undefined) return scales
  const cubics = entryOf(entry.integralOf === undefined ? 'cubic-hermite' : 'cubic-hermite-integral')!
  const ofCubics = scale(map, cubics, secondStep(map, entry, cubics, rule, input))
  if (map !== 'pullback') return sum(scales, ofCubics)
  return overNeighbours(entry, sum(sum(scales, ofCubics), throughRule(entry, rule, input, ofCubics.slopes)))
}

/** The input of the cubics: the slopes and their tangents as the rule gives them. */
function secondStep(map: MapName, entry: Entry, cubics: Entry, rule: Rule, input: Case): Case {
  const lifted = lift(map === 'pushforward' ? 'pushforward' : 'primal', entry, input, fractionOf)
  const slopes = rule.primal(lifted.arguments, lifted.options).map(doubleOf)
  const names = cubics.arguments.map(({ name }) => name)
  const taken = (arrays: Numbers): Numbers =>
    Object.fromEntries(Object.entries(arrays).filter(([name]) => names.includes(name)))
  const slopesDot =
    map === 'pushforward' ? rule.pushforward(lifted.arguments, lifted.tangents, lifted.options).map(doubleOf) : []
  return {
    arguments: { ...taken(input.arguments), slopes },
    options: Object.fromEntries(Object.entries(lifted.options).filter(([name]) => name in cubics.options)),
    tangents: { ...taken(input.tangents), ...(map === 'pushforward' ? { slopes: slopesDot } : {}) },
    cotangent: input.cotangent,
  }
}

/** What the rule's adjoint makes of an error of each slope's cotangent, by its size. */
function throughRule(entry: Entry, rule: Rule, input: Case, sizes: readonly number[]): Numbers {
  const { arguments: args, options } = lift('primal', entry, input, (x) => x)
  const total: Record<string, number[]> = {}
  sizes.forEach((size, i) => {
    const bar = rule.pullback(
      args,
      sizes.map((_, j) => (j === i ? size : 0)),
      options,
    )
    for (const [name, values] of Object.entries(bar))
      total[name] = values.map((x, j) => Math.abs(x) + (total[name]?.[j] ?? 0))
  })
  return total
}

/** Entry by entry, for the names that `scales` has. */
function sum(scales: Numbers, more: Numbers): Numbers {
  return Object.fromEntries(
    Object.entries(scales).map(([name, own]) => [name, own.map((s, i) => s + (more[name]?.[i] ?? 0))]),
  )
}
