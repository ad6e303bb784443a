/**
 * The port over a program in any language (PRT-1 to PRT-7): its process is started on the first call,
 * must describe itself before it is asked anything else, and after a fault is started again on the next
 * call, a bounded number of times.
 */
import type { MapName } from '../spec/operator.ts'
import {
  type Call,
  type Description,
  type OperatorSupport,
  type Port,
  PortFault,
  protocolVersion,
} from '../spec/port.ts'
import { descriptionOf } from './description.ts'
import { isMembers, type Members, quote } from './messages.ts'
import { Session } from './session.ts'
import { type Complaint, cotangentsOf, outputOf } from './shape.ts'

export interface StdioSettings {
  /** Milliseconds that a call may take; default 5000. */
  readonly timeout?: number
  /** Milliseconds from the start of the process to its description; default 30 000, or `timeout` if that is more. */
  readonly startTimeout?: number
  /** How often the process is started again, in all; default 3. */
  readonly restarts?: number
  /** Where the command runs; default: here. */
  readonly cwd?: string
}

/** One run of the process and what it says of itself. */
interface Run {
  readonly session: Session
  readonly description: Promise<Description>
}

export function openStdioPort(command: string, settings: StdioSettings = {}): Port {
  const { timeout = 5000, restarts = 3, cwd } = settings
  const { startTimeout = Math.max(timeout, 30_000) } = settings
  let run: Run | undefined
  let starts = 0
  let isClosed = false

  function running(): Run {
    if (isClosed) throw new PortFault('crash', `${command}: the port is closed`)
    const fault = run?.session.toldFault
    if (run !== undefined && fault === undefined) return run
    if (fault !== undefined && starts > restarts)
      throw new PortFault(fault.kind, `${fault.message} (given up after ${restarts} restarts)`, fault.stderr)
    starts++
    run = start(command, cwd, startTimeout)
    return run
  }

  async function ask<T>(map: MapName, call: Call, extras: Members, read: Reader<T>): Promise<T> {
    const { session, description } = running()
    const { operators } = await description
    const what = `${map} of ${call.operator}`
    const params = { operator: call.operator, arguments: call.arguments, options: call.options, ...extras }
    const result = await session.ask(map, params, what, timeout)
    const complain: Complaint = (message) => session.faultOf('wrong-shape', `${what}: ${message}`)
    if (!isMembers(result)) throw complain(`the result is ${quote(result)}, expected an object`)
    return read(result, complain, operators[call.operator])
  }

  return {
    describe: async () => running().description,
    primal: (call) => ask('primal', call, {}, ({ output }, complain) => outputOf('output', output, call, complain)),
    pushforward: (call) =>
      ask('pushforward', call, { tangents: call.tangents }, ({ tangent }, complain) =>
        outputOf('tangent', tangent, call, complain),
      ),
    pullback: (call) =>
      ask('pullback', call, { cotangent: call.cotangent }, ({ cotangents }, complain, support) =>
        cotangentsOf(cotangents, call, support, complain),
      ),
    async close() {
      isClosed = true
      await run?.session.close()
    },
  }
}

type Reader<T> = (result: Members, complain: Complaint, support: OperatorSupport | undefined) => T

function start(command: string, cwd: string | undefined, milliseconds: number): Run {
  const session = new Session(command, cwd)
  const description = describe(session, milliseconds)
  // Every call awaits it and is told; that nobody has called yet is no unhandled rejection.
  description.catch(() => {})
  return { session, description }
}

async function describe(session: Session, milliseconds: number): Promise<Description> {
  const result = await session.ask('describe', { protocol: protocolVersion }, 'describe', milliseconds)
  try {
    return descriptionOf(result, (message) => new Error(message))
  } catch (error) {
    throw await session.condemn('malformed', (error as Error).message)
  }
}
