/**
 * One run of a port's process: requests go out with their ids and time limits, answers find their
 * requests in any order, and whatever makes further answers untrustworthy ends the run with a fault
 * (PRT-6). A run that has ended stays ended; `stdio.ts` starts the next.
 */
import { type FaultKind, PortFault } from '../spec/port.ts'
import { declaredErrorForm, declaredErrorOf } from './errors.ts'
import {
  type Answer,
  type ErrorObject,
  type Members,
  notificationLine,
  quote,
  readAnswer,
  requestLine,
} from './messages.ts'
import { type LineProcess, type ProcessEnd, startProcess } from './process.ts'

interface Pending {
  /** What was asked, for messages: `primal of tridiagonal-solve`. */
  readonly what: string
  readonly resolve: (result: unknown) => void
  readonly reject: (error: Error) => void
  readonly timer: NodeJS.Timeout | undefined
}

/** How long a port that was told to exit may take. */
const graceMilliseconds = 1000

export class Session {
  readonly #process: LineProcess
  readonly #command: string
  readonly #pending = new Map<number, Pending>()
  readonly #ended: Promise<void>
  #lastId = 0
  #answers = 0
  /** Why the run is being ended from this side, once it is. */
  #verdict: { readonly kind: FaultKind; readonly message: string } | undefined
  #fault: PortFault | undefined
  #isFaultTold = false

  constructor(command: string, cwd: string | undefined) {
    this.#command = command
    let resolveEnded: () => void
    this.#ended = new Promise((resolve) => {
      resolveEnded = resolve
    })
    const onEnd = (end: ProcessEnd): void => {
      this.#end(end)
      resolveEnded()
    }
    this.#process = startProcess(command, cwd, (line) => this.#take(line), onEnd)
  }

  /** What ended the run, once somebody has been told: a fault between two calls belongs to the next. */
  get toldFault(): PortFault | undefined {
    return this.#isFaultTold ? this.#fault : undefined
  }

  /**
   * Asks, and resolves with the result as it came. A port may answer in turn, so the time limit of a
   * request is `milliseconds` for itself and as much for each that was under way when it was sent.
   */
  ask(method: string, params: Members, what: string, milliseconds: number): Promise<unknown> {
    if (this.#fault !== undefined) {
      this.#isFaultTold = true
      return Promise.reject(this.#fault)
    }
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      // A run that is being ended takes no more requests; this one learns the fault when the end is there.
      if (this.#verdict !== undefined) {
        this.#pending.set(id, { what, resolve, reject, timer: undefined })
        return
      }
      const limit = milliseconds * (this.#pending.size + 1)
      const timer = setTimeout(() => this.#expire(id, what, limit), limit)
      this.#pending.set(id, { what, resolve, reject, timer })
      this.#process.send(requestLine(id, method, params))
    })
  }

  /** A fault found in this run that leaves it usable. */
  faultOf(kind: FaultKind, message: string): PortFault {
    return new PortFault(kind, `${this.#command}: ${message}`, this.#process.stderr())
  }

  /** Ends the run with a fault, and resolves with it when the process is gone. */
  async condemn(kind: FaultKind, message: string): Promise<PortFault> {
    this.#stop(kind, message)
    await this.#ended
    this.#isFaultTold = true
    return this.#fault!
  }

  /** Asks the port to exit, kills it if it does not, and resolves when it is gone. */
  async close(): Promise<void> {
    if (this.#fault !== undefined) return
    this.#verdict ??= { kind: 'crash', message: 'the port was closed' }
    this.#process.send(notificationLine('exit'))
    this.#process.endInput()
    const timer = setTimeout(() => this.#process.kill(), graceMilliseconds)
    await this.#ended
    clearTimeout(timer)
  }

  #stop(kind: FaultKind, message: string): void {
    this.#verdict ??= { kind, message }
    this.#process.kill()
  }

  #take(line: string): void {
    if (this.#verdict !== undefined) return
    let answer: Answer
    try {
      answer = readAnswer(line)
    } catch (error) {
      this.#stop('malformed', `on stdout${this.#asked()}: ${(error as Error).message}`)
      return
    }
    const pending = typeof answer.id === 'number' ? this.#pending.get(answer.id) : undefined
    if (pending === undefined) {
      const ids = [...this.#pending.keys()].slice(0, 5).join(', ') || 'none'
      this.#stop(
        'malformed',
        `an answer to id ${quote(answer.id)}, expected one of those asked (${ids}): ${quote(line)}`,
      )
      return
    }
    this.#pending.delete(answer.id as number)
    this.#answers++
    clearTimeout(pending.timer)
    if (answer.error === undefined) pending.resolve(answer.result)
    else pending.reject(this.#errorOf(pending.what, answer.error))
  }

  #errorOf(what: string, error: ErrorObject): Error {
    const { code, message, data } = error
    const got = data === undefined ? '' : ` with data ${quote(data)}`
    return (
      declaredErrorOf(error) ??
      this.faultOf('malformed', `${what}: error ${code}${got}, expected ${declaredErrorForm}: ${quote(message)}`)
    )
  }

  /** The answer may lie in the pipe unread, if this process was busy itself: what is there is read before we judge. */
  #expire(id: number, what: string, milliseconds: number): void {
    setImmediate(() => {
      if (this.#pending.has(id)) this.#hang(what, milliseconds)
    })
  }

  #hang(what: string, milliseconds: number): void {
    const unfinished = this.#process.unfinishedLine()
    const hint =
      unfinished !== ''
        ? `; a line without its end: ${quote(unfinished)}`
        : this.#answers === 0
          ? '; not one answer so far: is stdout flushed after every line?'
          : ''
    this.#stop('hang', `${what}: no answer within ${milliseconds} ms${hint}`)
  }

  #end(end: ProcessEnd): void {
    const { kind, message } = this.#verdict ?? { kind: 'crash', message: this.#obituary(end) }
    this.#verdict ??= { kind, message }
    this.#fault = this.faultOf(kind, message)
    for (const { reject, timer } of this.#pending.values()) {
      clearTimeout(timer)
      reject(this.#fault)
      this.#isFaultTold = true
    }
    this.#pending.clear()
  }

  #obituary({ code, signal, hasClosedOutput, error }: ProcessEnd): string {
    if (error !== undefined) return `could not be started: ${error.message}`
    // What a shell answers for a command that is not there (127) or may not be run (126); its reason is on stderr.
    if (this.#answers === 0 && (code === 126 || code === 127)) return `could not be started (exit code ${code})`
    const ended = signal === null ? `exited with code ${code}` : `was killed by ${signal}`
    const how = hasClosedOutput ? 'closed its stdout' : ended
    const when = this.#answers === 0 ? ' before it answered anything' : this.#asked()
    const unfinished = this.#process.unfinishedLine()
    const rest = unfinished === '' ? '' : `; the last line has no end: ${quote(unfinished)}`
    return `${how}${when}${rest}`
  }

  #asked(): string {
    const asked = [...this.#pending.values()]
    if (asked.length === 0) return ' while nothing was asked'
    const others = asked.length === 1 ? '' : ` and ${asked.length - 1} more`
    return ` when asked for ${asked[0].what}${others}`
  }
}
