/**
 * Remembers the first call to which a port gives no usable answer (PRT-6): a law may spoil the case that was
 * drawn, or ask at points beside it, and a report has to show what was sent. Changes no call and no answer.
 */
import type { Arrays, MapName } from '../spec/operator.ts'
import { type Call, type Port, PortFault } from '../spec/port.ts'
import { inputOf } from './ask.ts'
import type { Finding, Numbers } from './law.ts'

/** What was sent, for print. */
export type Asked = Pick<NonNullable<Finding['fault']>, 'input' | 'options'>

export interface Attended {
  readonly port: Port
  /** Nothing as long as there was an answer to everything. */
  readonly faultingCall: () => Asked | undefined
}

export function attended(port: Port): Attended {
  let asked: Asked | undefined
  async function attend<T>(map: MapName, call: AnyCall, answer: () => Promise<T>): Promise<T> {
    try {
      return await answer()
    } catch (error) {
      if (error instanceof PortFault) asked ??= { input: sent(map, call), options: call.options }
      throw error
    }
  }
  return {
    port: {
      describe: () => port.describe(),
      primal: (call) => attend('primal', call, () => port.primal(call)),
      pushforward: (call) => attend('pushforward', call, () => port.pushforward(call)),
      pullback: (call) => attend('pullback', call, () => port.pullback(call)),
      close: () => port.close(),
    },
    faultingCall: () => asked,
  }
}

type AnyCall = Call & { readonly tangents?: Arrays; readonly cotangent?: ArrayLike<number> }

function sent(map: MapName, { arguments: given, options, tangents = {}, cotangent = [] }: AnyCall): Numbers {
  return inputOf(map, {
    arguments: copied(given),
    options,
    tangents: copied(tangents),
    cotangent: Array.from(cotangent),
  })
}

const copied = (arrays: Arrays): Numbers =>
  Object.fromEntries(Object.entries(arrays).map(([name, values]) => [name, Array.from(values)]))
