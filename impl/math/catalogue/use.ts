/** One use of an operator of the catalogue: which it is, with which arguments and options. */
import { type Entry, lengthOf } from '../../../spec/entry.ts'
import { CotangentError } from '../../../spec/errors.ts'
import type { Options } from '../../../spec/operator.ts'
import { type OperatorName, sharingOperators } from '../../operators.ts'
import { mismatch } from '../checks.ts'
import type { Rules } from '../rules.ts'
import { type Shape, shapeText } from '../shape.ts'
import { entriesOf, ofShape, type Plain } from '../value.ts'

export interface Use {
  /** As it is for the options: without the arguments that they do not call for (`entryFor`). */
  readonly entry: Entry
  /** All of them. */
  readonly options: Options
}

export type NamedArrays = Readonly<Record<string, Float64Array>>

/** The inputs by the names of the arguments; those that are missing are left out. */
export function named({ entry }: Use, inputs: readonly (Plain | undefined)[]): NamedArrays {
  const arrays: Record<string, Float64Array> = {}
  entry.arguments.forEach(({ name }, k) => {
    const input = inputs[k]
    if (input !== undefined) arrays[name] = entriesOf(input)
  })
  return arrays
}

/** The shape of the output; LENGTH_MISMATCH where the arguments do not fit each other. */
export function outputShape(shapes: readonly Shape[], { entry }: Use): Shape {
  const lengthWhere = (size: 'n' | 'm'): number => {
    const k = entry.arguments.findIndex(({ length }) => length === size)
    return k === -1 ? 0 : shapes[k][0]
  }
  const [n, m] = [lengthWhere('n'), lengthWhere('m')]
  entry.arguments.forEach(({ name, length }, k) => {
    const due = lengthOf(length, n, m)
    if (shapes[k].length === 1 && shapes[k][0] === due) return
    throw mismatch(entry.name, name, `${name} fits the other arguments`, shapeText(shapes[k]), shapeText([due]))
  })
  return entry.output === 'n*n' ? [n, n] : [lengthOf(entry.output, n, m)]
}

/** Entry by entry; NaN is never the same. */
export function isSame(a: Float64Array, b: Float64Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

/** The same options; entries of a two-sided one are compared too. */
function isSameUse({ options: one }: Use, { options: other }: Use): boolean {
  for (const name in one) {
    const [a, b] = [one[name], other[name]]
    if (a === b) continue
    if (typeof a !== 'object' || typeof b !== 'object' || a.left !== b.left || a.right !== b.right) return false
  }
  return true
}

/** The numeric rules of an operator of the catalogue: those of `operators[name]`. */
export function numericRules(name: OperatorName): Rules<Use> {
  const operator = sharingOperators[name]
  return {
    name,
    argument: (k, { entry }) => entry.arguments[k].name,
    isConstantIn: () => false,
    usesOutput: false,
    shape: outputShape,
    isSameUse,
    at(inputs, use) {
      const maps = operator.at(named(use, inputs), use.options)
      const shape = outputShape(
        inputs.map((input) => [entriesOf(input).length]),
        use,
      )
      return {
        output: () => ofShape(shape, maps.primal()),
        pushforward(tangents) {
          if (use.entry.clauses.pushforward === undefined) throw noDerivative(use, tangents.findIndex(isThere))
          return ofShape(shape, maps.pushforward(named(use, tangents)))
        },
        pullback(cotangent, wanted) {
          if (use.entry.clauses.pullback === undefined) throw noDerivative(use, wanted.indexOf(true))
          const isWanted = (argument: string): boolean =>
            wanted[use.entry.arguments.findIndex((one) => one.name === argument)]
          const cotangents = maps.pullback(entriesOf(cotangent), isWanted)
          return use.entry.arguments.map((argument) => cotangents[argument.name])
        },
      }
    },
  }
}

const isThere = (value: unknown): boolean => value !== undefined

function noDerivative({ entry }: Use, k: number): CotangentError {
  const argument = entry.arguments[k].name
  return new CotangentError('NOT_DIFFERENTIABLE', {
    operator: entry.name,
    constraint: 'this operator has a primal only',
    got: `a derivative in ${argument}`,
    expected: `stopGradient(${argument})`,
    argument,
  })
}
