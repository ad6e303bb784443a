/**
 * A user's operator as the laws call it: every call is made on copies, and a call that changes them, or whose result
 * has the wrong shape, is a violation in itself.
 */
import { copyOf, isIdentical, isSameShape, type OperatorValue, operatorValue, shapeText, text } from './values.ts'

/** What `defineOperator` takes; parameters are checked where it is defined. */
export interface RuleSet {
  readonly name: string
  readonly primal: (...args: never[]) => unknown
  readonly pushforward?: ((...given: never[]) => unknown) | undefined
  readonly pullback?: ((...given: never[]) => unknown) | undefined
  readonly nonDifferentiable?: readonly (number | string)[] | undefined
  readonly arguments?: readonly string[] | undefined
}

/** One drawn point, with a tangent for each argument and a cotangent; those of declared constants are not used. */
export interface Input {
  readonly args: readonly OperatorValue[]
  readonly tangents: readonly OperatorValue[]
  readonly cotangent: OperatorValue
  /** Of arguments with many entries, with which one difference quotients begin. */
  readonly first: number
}

/** A law that does not hold, in three short texts. */
export class Broken extends Error {
  readonly where: string
  readonly expected: string
  readonly got: string

  constructor(where: string, expected: string, got: string) {
    super(`${where}: expected ${expected}, got ${got}`)
    this.where = where
    this.expected = expected
    this.got = got
  }
}

type Given = OperatorValue | undefined
type Callable = (...given: readonly unknown[]) => unknown

export class Subject {
  readonly name: string
  readonly has: { readonly pushforward: boolean; readonly pullback: boolean }
  private readonly rules: RuleSet
  private readonly constants: ReadonlySet<number>

  constructor(rules: RuleSet) {
    this.rules = rules
    this.name = rules.name
    this.has = { pushforward: rules.pushforward !== undefined, pullback: rules.pullback !== undefined }
    const placeOf = (one: number | string): number =>
      typeof one === 'number' ? one : (rules.arguments ?? []).indexOf(one)
    this.constants = new Set((rules.nonDifferentiable ?? []).map(placeOf))
  }

  isActive(k: number): boolean {
    return !this.constants.has(k)
  }

  argument(k: number): string {
    return this.rules.arguments?.[k] ?? `argument ${k + 1}`
  }

  primal(args: readonly OperatorValue[]): OperatorValue {
    const result = untouched('primal', args, (copies) => (this.rules.primal as Callable)(...copies))
    return required('the result of primal', result, undefined)
  }

  /** ẏ; of declared constants no tangent is given. */
  pushforward(args: readonly OperatorValue[], tangents: readonly Given[], y: OperatorValue): OperatorValue {
    const given = tangents.map((tangent, k) => (this.isActive(k) ? tangent : undefined))
    const result = untouched('pushforward', [...args, ...given, y], (copies) =>
      (this.rules.pushforward as Callable)(copies.slice(0, args.length), copies.slice(args.length, -1), copies.at(-1)),
    )
    return required('the tangent', result, y)
  }

  /** x̄, of the arguments that are wanted and no declared constants. */
  pullback(
    args: readonly OperatorValue[],
    cotangent: OperatorValue,
    y: OperatorValue,
    wanted: readonly boolean[] = args.map(() => true),
  ): readonly Given[] {
    const asked = wanted.map((isWanted, k) => isWanted && this.isActive(k))
    const result = untouched('pullback', [...args, cotangent, y], (copies) =>
      (this.rules.pullback as Callable)(copies.slice(0, args.length), copies[args.length], copies.at(-1), asked),
    )
    if (!Array.isArray(result)) throw new Broken('the result of pullback', 'an array of cotangents', String(result))
    return args.map((x, k) => (asked[k] ? required(`the cotangent of ${this.argument(k)}`, result[k], x) : undefined))
  }
}

/** What `call` gives for copies of `given`, none of which it may have written to. */
function untouched(rule: string, given: readonly Given[], call: (copies: Given[]) => unknown): unknown {
  const copies = given.map((value) => (value === undefined ? undefined : copyOf(value)))
  const result = call(copies)
  given.forEach((value, k) => {
    const copy = copies[k]
    if (value === undefined || copy === undefined || isIdentical(value, copy)) return
    throw new Broken(`an input of ${rule} after the call`, `${text(value)}, as before`, text(copy))
  })
  return result
}

function required(what: string, given: unknown, model: OperatorValue | undefined): OperatorValue {
  const value = operatorValue(given)
  if (value === undefined) {
    const isGap = given === undefined && what.startsWith('the cotangent')
    throw new Broken(
      what,
      isGap ? 'one, or its argument in nonDifferentiable' : 'a number, a vector or a matrix',
      String(given),
    )
  }
  if (model !== undefined && !isSameShape(value, model)) throw new Broken(what, shapeText(model), shapeText(value))
  return copyOf(value)
}
