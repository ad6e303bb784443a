/**
 * The checks of a port: every law for every operator of the catalogue, and for each map that the law
 * judges on its own. What the port does not declare is listed too, as unsupported with the reason: neither
 * a pass nor a failure, and never left out silently (PRT-2).
 */
import { catalogue } from '../spec/catalogue.ts'
import { differentiableArguments, type Entry } from '../spec/entry.ts'
import type { MapName } from '../spec/operator.ts'
import type { Description, OperatorSupport } from '../spec/port.ts'
import { smallestDrawn } from './draw/cases.ts'
import type { Check, Law, Requirement } from './law.ts'
import { laws } from './laws/index.ts'

export function checksOf(description: Description): readonly Check[] {
  return catalogue.flatMap((entry) => laws.flatMap((law) => checksOfLaw(entry, law, description)))
}

function checksOfLaw(entry: Entry, law: Law, description: Description): Check[] {
  const variants: readonly (MapName | undefined)[] = law.variants.length === 0 ? [undefined] : law.variants
  return variants
    .filter((variant) => law.applies(entry, variant))
    .map((variant) => {
      const missing =
        law.requirements?.(entry, variant).map((requirement) => whyLacking(requirement, description)) ?? []
      const unsupported = whyNot(entry, law.maps(variant), description) ?? missing.find((why) => why !== undefined)
      return {
        id: [entry.name, law.id, ...(variant === undefined ? [] : [variant])].join('/'),
        operator: entry.name,
        law: law.id,
        ...(variant === undefined ? {} : { variant }),
        ...(unsupported === undefined ? {} : { unsupported }),
      }
    })
}

/** Why a port cannot be asked for these maps of an operator, if it cannot. */
function whyNot(entry: Entry, maps: readonly MapName[], description: Description): string | undefined {
  const support = Object.hasOwn(description.operators, entry.name) ? description.operators[entry.name] : undefined
  if (support === undefined) return 'the port does not declare the operator'
  const missing = maps.filter((map) => !support.maps.includes(map))
  if (missing.length > 0) return `the port does not declare its ${missing.join(' and ')}`
  const derivative = maps.some((map) => map !== 'primal')
  if (derivative && differentiableIn(entry, support).length === 0)
    return 'the port differentiates in none of its arguments'
  for (const [name, spec] of Object.entries(entry.options)) {
    const values = support.options?.[name]
    if (values !== undefined && !spec.values.some((value) => values.includes(value))) {
      return `the port takes none of the catalogue's values of ${name}`
    }
  }
  if (description.maxLength !== undefined && description.maxLength < smallestDrawn(entry)) {
    return `the port takes at most ${description.maxLength} entries`
  }
  return undefined
}

/** Why a port lacks what a law requires besides, if it does. */
function whyLacking(required: Requirement, { operators }: Description): string | undefined {
  const { operator, maps, options = {}, differentiable = [] } = required
  const support = Object.hasOwn(operators, operator) ? operators[operator] : undefined
  if (support === undefined) return `the port does not declare ${operator}`
  const map = maps.find((one) => !support.maps.includes(one))
  if (map !== undefined) return `the port does not declare the ${map} of ${operator}`
  for (const [name, values] of Object.entries(options)) {
    const value = values.find((one) => support.options?.[name]?.includes(one) === false)
    if (value !== undefined) return `the port does not take ${name} ${value} of ${operator}`
  }
  const constant = differentiable.find((name) => support.differentiable?.includes(name) === false)
  return constant === undefined ? undefined : `the port does not differentiate ${operator} in ${constant}`
}

/** The arguments in which both the catalogue and the port differentiate. */
export function differentiableIn(entry: Entry, support: OperatorSupport): readonly string[] {
  return differentiableArguments(entry).filter((name) => support.differentiable?.includes(name) ?? true)
}
