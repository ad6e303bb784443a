/** A port that remembers what it was asked and what it answered, for `cotangent replay`. */
import type { Arrays, MapName } from '../spec/operator.ts'
import type { Call, Port } from '../spec/port.ts'

export interface Exchange {
  readonly map: MapName
  readonly call: Call & { readonly tangents?: Arrays; readonly cotangent?: ArrayLike<number> }
  /** By argument for a pullback, under `output` or `tangent` otherwise; or the error. */
  readonly answer: Arrays | Error
}

export function recording(port: Port, exchanges: Exchange[]): Port {
  async function record<T>(
    map: MapName,
    call: Exchange['call'],
    answer: () => Promise<T>,
    named: (result: T) => Arrays,
  ): Promise<T> {
    const asked = copied(call)
    try {
      const result = await answer()
      exchanges.push({ map, call: asked, answer: copiedArrays(named(result)) })
      return result
    } catch (error) {
      exchanges.push({ map, call: asked, answer: error instanceof Error ? error : new Error(String(error)) })
      throw error
    }
  }
  return {
    async describe() {
      return port.describe()
    },
    primal: (call) =>
      record(
        'primal',
        call,
        () => port.primal(call),
        (output) => ({ output }),
      ),
    pushforward: (call) =>
      record(
        'pushforward',
        call,
        () => port.pushforward(call),
        (tangent) => ({ tangent }),
      ),
    pullback: (call) =>
      record(
        'pullback',
        call,
        () => port.pullback(call),
        (cotangents) => cotangents,
      ),
    async close() {
      await port.close()
    },
  }
}

/** Copies: a port that writes to its input, or to an answer that it gave before, must not rewrite the record. */
function copied(call: Exchange['call']): Exchange['call'] {
  return {
    ...call,
    arguments: copiedArrays(call.arguments),
    ...(call.tangents === undefined ? {} : { tangents: copiedArrays(call.tangents) }),
    ...(call.cotangent === undefined ? {} : { cotangent: Array.from(call.cotangent) }),
  }
}

function copiedArrays(arrays: Arrays): Arrays {
  return Object.fromEntries(Object.entries(arrays).map(([name, values]) => [name, Array.from(values)]))
}
