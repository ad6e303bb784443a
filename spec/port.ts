/**
 * What a port is (clauses PRT-1 to PRT-7, `chapters/protocol.md`): anything that answers the three maps,
 * in this process or over JSON-RPC 2.0. These are the types; `ports/` has the ports themselves.
 */
import type { Arrays, MapName, Options } from './operator.ts'

/** Moves only when the meaning of a message changes (PRT-2). */
export const protocolVersion = 1

/** What a port supports of one operator. What is not declared is unsupported: neither a pass nor a failure. */
export interface OperatorSupport {
  readonly maps: readonly MapName[]
  /** Values of each option that the port takes; an option left out: all that the catalogue has. */
  readonly options?: Readonly<Record<string, readonly (string | number)[]>>
  /** Arguments that the port differentiates in; left out: all that the catalogue calls differentiable. */
  readonly differentiable?: readonly string[]
}

export interface Description {
  readonly protocol: number
  readonly name: string
  readonly version: string
  readonly language: string
  readonly operators: Readonly<Record<string, OperatorSupport>>
  /** The longest argument that the port is meant for; left out: any length. */
  readonly maxLength?: number
}

export interface Call {
  readonly operator: string
  readonly arguments: Arrays
  readonly options: Options
}

/** The maps reject with `CotangentError` for a declared error and with `PortFault` when there is no usable answer. */
export interface Port {
  describe(): Promise<Description>
  primal(call: Call): Promise<ArrayLike<number>>
  pushforward(call: Call & { readonly tangents: Arrays }): Promise<ArrayLike<number>>
  pullback(call: Call & { readonly cotangent: ArrayLike<number> }): Promise<Arrays>
  close(): Promise<void>
}

export type FaultKind = 'crash' | 'hang' | 'malformed' | 'wrong-shape'

/** The port gave no usable answer (PRT-6): a finding of its own kind, with the end of the port's stderr. */
export class PortFault extends Error {
  readonly kind: FaultKind
  readonly stderr: string

  constructor(kind: FaultKind, message: string, stderr = '') {
    super(message)
    this.name = 'PortFault'
    this.kind = kind
    this.stderr = stderr
  }
}
