/**
 * Any operator of the catalogue as a function of positional arguments, in the catalogue's order, with the options last.
 * Arguments that only some options call for (`Argument.when`) stand among the options, and may be traced there.
 */
import { entryOf } from '../../../spec/catalogue.ts'
import { requireOptions, resolveOptions, uncalledFor } from '../../../spec/contract.ts'
import { type Entry, entryFor } from '../../../spec/entry.ts'
import { CotangentError } from '../../../spec/errors.ts'
import type { Options } from '../../../spec/operator.ts'
import type { OperatorName } from '../../operators.ts'
import { asRank } from '../checks.ts'
import { apply } from '../interpreter.ts'
import { type Family, operatorFamily } from '../operator-primitive.ts'
import type { Primitive } from '../primitive.ts'
import type { Value } from '../value.ts'
import { preparedMaps } from './prepared.ts'
import { multiplyPrimitive, tridiagonalPrimitive } from './products.ts'
import { secondDerivatives } from './second-derivatives.ts'
import { cyclicTridiagonalSolve, tridiagonalSolve } from './solve.ts'
import { numericRules, type Use } from './use.ts'

type Evaluate = (inputs: readonly Value[], use: Use) => Value

/** How the operators with traceable rules are evaluated. */
const traceable: Readonly<Record<string, Evaluate>> = {
  tridiagonal: by(tridiagonalPrimitive),
  'tridiagonal-multiply': by(multiplyPrimitive),
  'tridiagonal-solve': (inputs) => apply(tridiagonalSolve.primitive, inputs, tridiagonalSolve.use()),
  'cyclic-tridiagonal-solve': (inputs) => apply(cyclicTridiagonalSolve.primitive, inputs, cyclicTridiagonalSolve.use()),
}

function by(primitive: Primitive<Use>): Evaluate {
  return (inputs, use) => apply(primitive, inputs, use)
}

const families = new Map<string, Family<Use>>()

/** The primitives of an operator without traceable rules, made when it is first used. */
function familyOf(name: string): Family<Use> {
  let family = families.get(name)
  if (family === undefined) {
    family = operatorFamily<Use>({
      ...numericRules(name as OperatorName),
      second: secondDerivatives(name, familyOf),
      prepare: (shapes, use) => preparedMaps(name as OperatorName, shapes, use),
    })
    families.set(name, family)
  }
  return family
}

/** The operator as a function of the type `F`, which the table of functions (`../catalogue.ts`) states. */
export function faceOf<F>(name: OperatorName): F {
  const whole = entryOf(name)!
  const positional = whole.arguments.filter(({ when }) => when === undefined).map((argument) => argument.name)
  const conditional = whole.arguments.filter(({ when }) => when !== undefined).map((argument) => argument.name)
  const evaluate: Evaluate = traceable[name] ?? ((inputs, use) => apply(familyOf(name).primal, inputs, use))
  const face = (...args: readonly unknown[]): Value => {
    if (args.length > positional.length + 1) throw tooMany(whole, args.length, positional.length)
    const given: Record<string, unknown> = {}
    positional.forEach((argument, k) => {
      given[argument] = args[k]
    })
    const last = args[positional.length]
    if (last !== undefined) requireOptions(name, last)
    const rest: Record<string, unknown> = { ...last }
    for (const argument of conditional) {
      if (rest[argument] !== undefined) given[argument] = rest[argument]
      delete rest[argument]
    }
    const options = resolveOptions(whole, rest as Options, conditional)
    const entry = entryFor(whole, options)
    for (const argument of conditional) {
      if (given[argument] === undefined || entry.arguments.some((one) => one.name === argument)) continue
      throw uncalledFor(whole, argument, options)
    }
    const inputs = entry.arguments.map((argument) => asRank(name, argument.name, given[argument.name], 'vector'))
    return evaluate(inputs, { entry, options })
  }
  return face as F
}

function tooMany({ name }: Entry, got: number, most: number): CotangentError {
  return new CotangentError('LENGTH_MISMATCH', {
    operator: name,
    constraint: `it takes ${most} arguments and options`,
    got: `${got}`,
    expected: `at most ${most + 1}`,
  })
}
