/**
 * Puts a case to a port: one map, its results under fixed names (`output`, `tangent`, or the arguments'
 * names), only what the port differentiates in. What the laws may take for granted of an answer is made
 * sure here: declared errors that the input deserves skip the case, others are violations.
 */
import * as fc from 'fast-check'
import { CotangentError } from '../spec/errors.ts'
import type { MapName } from '../spec/operator.ts'
import { couldBeSingular, couldOverflow } from './excuses.ts'
import { type Case, type Numbers, type Subject, Violation } from './law.ts'

export type Answers = Readonly<Record<string, ArrayLike<number>>>

/** The results of `map`; throws what the port throws. */
export async function answer(subject: Subject, map: MapName, input: Case): Promise<Answers> {
  const { port, entry, differentiable } = subject
  const call = { operator: entry.name, arguments: input.arguments, options: input.options }
  switch (map) {
    case 'primal':
      return { output: await port.primal(call) }
    case 'pushforward':
      return { tangent: await port.pushforward({ ...call, tangents: tangentsFor(subject, input) }) }
    case 'pullback': {
      const cotangents = await port.pullback({ ...call, cotangent: input.cotangent })
      return Object.fromEntries(takenIn(input, differentiable).map((name) => [name, cotangents[name]]))
    }
  }
}

/** Those of `names` that the options of the case ask for. */
export function takenIn({ arguments: args }: Case, names: readonly string[]): readonly string[] {
  return names.filter((name) => name in args)
}

/**
 * The same for laws that have no oracle: a matrix that the port finds singular and a result that overflows
 * say nothing here where they are possible (laws `exact` and `bad-input` see to them), any other error does.
 */
export async function answerOrSkip(subject: Subject, map: MapName, input: Case, clause: string): Promise<Answers> {
  try {
    return await answer(subject, map, input)
  } catch (error) {
    if (!(error instanceof CotangentError)) throw error
    if (error.code === 'SINGULAR' && couldBeSingular(subject.entry, input)) fc.pre(false)
    if (error.code === 'NOT_FINITE' && error.argument === undefined && couldOverflow(subject.entry, input))
      fc.pre(false)
    if (error.code === 'INVALID_OPTION' && hasSides(input)) fc.pre(false)
    throw unexpectedError(map, input, clause, error)
  }
}

/** Whether an option has a value for each side, which a port need not take (PRT-2). */
export function hasSides({ options }: Case): boolean {
  return Object.values(options).some((value) => typeof value === 'object')
}

/** A declared error for an input that has an answer. */
export function unexpectedError(map: MapName, input: Case, clause: string, error: CotangentError): Violation {
  return new Violation({
    clause,
    map,
    where: `the ${map} of valid input`,
    expected: 'an answer',
    got: `${error.code}: ${error.message}`,
    input: inputOf(map, input),
    options: input.options,
  })
}

/** The arrays that `map` takes, for print. */
export function inputOf(map: MapName | undefined, input: Case): Numbers {
  switch (map) {
    case 'primal':
      return input.arguments
    case 'pushforward':
      return { ...input.arguments, ...renamed(input.tangents, (name) => `tangent of ${name}`) }
    case 'pullback':
      return { ...input.arguments, cotangent: input.cotangent }
    case undefined:
      return {
        ...input.arguments,
        ...renamed(input.tangents, (name) => `tangent of ${name}`),
        cotangent: input.cotangent,
      }
  }
}

/** How a result is called in a sentence. */
export function resultName(map: MapName, name: string): string {
  if (map === 'pullback') return `the cotangent of ${name}`
  return map === 'primal' ? 'the output' : 'the tangent'
}

/** Without those of arguments that the port takes for constants. What is no argument at all is a defect, planted on purpose. */
function tangentsFor({ entry, differentiable }: Subject, { tangents }: Case): Numbers {
  const isConstant = (name: string): boolean =>
    entry.arguments.some((argument) => argument.name === name) && !differentiable.includes(name)
  return Object.fromEntries(Object.entries(tangents).filter(([name]) => !isConstant(name)))
}

function renamed(arrays: Numbers, rename: (name: string) => string): Numbers {
  return Object.fromEntries(Object.entries(arrays).map(([name, array]) => [rename(name), array]))
}
