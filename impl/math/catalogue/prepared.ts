/**
 * The maps of one use of an operator of the catalogue for repeated calls, with inputs in buffers that are overwritten
 * from call to call: what depends on what has not changed is kept. All three share one fit. An interpolant whose knots
 * and queries are found to stay the same is planned (`interpolation/plan.ts`): its values, and their cotangents, then
 * cost no allocation.
 */
import type { KindName } from '../../interpolation/kinds.ts'
import { type Plan, type PlanCotangents, plan } from '../../interpolation/plan.ts'
import type { Maps } from '../../operator.ts'
import { type OperatorName, sharingOperators } from '../../operators.ts'
import type { PreparedMaps } from '../rules.ts'
import { type Shape, sizeOf } from '../shape.ts'
import { entriesOf, type Plain } from '../value.ts'
import { isSame, type NamedArrays, named, type Use } from './use.ts'

export function preparedMaps(name: OperatorName, shapes: readonly Shape[], use: Use): PreparedMaps {
  const args: readonly { readonly name: string; readonly role: string }[] = use.entry.arguments
  const isPlace = args.map(({ role }) => role === 'knots' || role === 'queries')
  let canBePlanned = use.entry.promises !== undefined && use.entry.integralOf === undefined
  /** Copies of the last inputs: the maps keep what they are given. */
  const known = shapes.map((shape) => new Float64Array(sizeOf(shape)).fill(Number.NaN))
  const data = named(use, known)
  const valuesAlone: NamedArrays = Object.fromEntries(
    Object.entries(data).filter(([argument]) => !isPlace[args.findIndex((one) => one.name === argument)]),
  )
  let maps: Maps | undefined
  let planned: Plan | undefined
  let isPlanEvaluated = false
  let scratch: Float64Array | undefined
  let bars: { readonly out: Float64Array; readonly into: PlanCotangents } | undefined

  /** Takes over the inputs. */
  const meet = (inputs: readonly Plain[]): void => {
    let isNew = false
    let isMoved = false
    for (let k = 0; k < known.length; k++) {
      const entries = entriesOf(inputs[k])
      if (isSame(entries, known[k])) continue
      isNew = true
      isMoved ||= isPlace[k]
      known[k].set(entries)
    }
    if (isNew) {
      maps = undefined
      isPlanEvaluated = false
    }
    if (isMoved) planned = undefined
    else if (canBePlanned) planned ??= plan(name as KindName, data.knots, data.queries, use.options)
  }
  const wantsPlace = (wanted: readonly boolean[]): boolean => {
    for (let k = 0; k < wanted.length; k++) if (wanted[k] && isPlace[k]) return true
    return false
  }
  const mapsHere = (): Maps => {
    maps ??= sharingOperators[name].at(data, use.options)
    return maps
  }

  /** Room for what the plan gives: in `out` where it is wanted. */
  const barsIn = (out: Float64Array, wanted: readonly boolean[]): PlanCotangents => {
    if (bars?.out === out) return bars.into
    const into: Record<string, Float64Array> = {}
    let from = 0
    args.forEach((argument, k) => {
      if (isPlace[k]) return
      const length = known[k].length
      into[argument.name] = wanted[k] ? out.subarray(from, from + length) : new Float64Array(length)
      if (wanted[k]) from += length
    })
    bars = { out, into: into as PlanCotangents }
    return bars.into
  }

  return {
    primal(inputs, out) {
      meet(inputs)
      if (planned === undefined) {
        out.set(mapsHere().primal())
        return
      }
      planned.evaluate(valuesAlone as NamedArrays & { values: Float64Array }, out)
      isPlanEvaluated = true
    },
    pushforward(inputs, tangents, out) {
      meet(inputs)
      out.set(mapsHere().pushforward(named(use, tangents)))
    },
    pullback(inputs, cotangent, wanted, out) {
      if (wantsPlace(wanted)) {
        // A plan has no cotangents of places: then one fit has to serve all maps.
        canBePlanned = false
        planned = undefined
      }
      meet(inputs)
      if (planned !== undefined) {
        const yBar = entriesOf(cotangent)
        if (!isPlanEvaluated && use.entry.linear.length === 0) {
          scratch ??= new Float64Array(yBar.length)
          planned.evaluate(valuesAlone as NamedArrays & { values: Float64Array }, scratch)
          isPlanEvaluated = true
        }
        planned.dataPullback(yBar, barsIn(out, wanted))
        return
      }
      const isWanted = (argument: string): boolean => wanted[args.findIndex((one) => one.name === argument)]
      const cotangents = mapsHere().pullback(entriesOf(cotangent), isWanted)
      let from = 0
      wanted.forEach((one, k) => {
        if (!one) return
        out.set(cotangents[args[k].name], from)
        from += known[k].length
      })
    },
  }
}
