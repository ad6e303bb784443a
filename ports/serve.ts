/**
 * Serves a port over a pair of streams: JSON-RPC 2.0, one message a line (PRT-1 to PRT-5, PRT-7).
 * Requests may be pipelined; each is answered when its answer is ready. `exit` or the end of the input
 * ends it, after the answers under way. The port stays open: it is the caller's.
 */
import { decodeNumber } from '../spec/encoding.ts'
import type { Arrays, Options } from '../spec/operator.ts'
import { type Call, type Port, protocolVersion } from '../spec/port.ts'
import { errorObjectOf } from './errors.ts'
import { lineSplitter } from './lines.ts'
import {
  errorLine,
  errorNumbers,
  isMembers,
  type Members,
  quote,
  type Request,
  RequestError,
  readRequest,
  resultLine,
} from './messages.ts'

/** Requests whose answer is not yet written out; no more is read while there are so many. */
const maxInFlight = 64

/** What `serve` asks of a readable stream of Node's; a type of its own, so that nobody needs Node's types. */
export interface Input extends AsyncIterable<Uint8Array | string> {
  destroy(): unknown
}

/** What `serve` asks of a writable stream of Node's. */
export interface Output {
  write(text: string, onWritten: () => void): unknown
  on(event: 'error', listener: () => void): unknown
  off(event: 'error', listener: () => void): unknown
}

export async function serve(port: Port, input: Input, output: Output): Promise<void> {
  const inFlight = new Set<Promise<void>>()
  // Whoever asked is gone: nothing is left to do but to stop, without an error of our own.
  let isGone = false
  const onGone = (): void => {
    isGone = true
    input.destroy()
  }
  output.on('error', onGone)
  try {
    for await (const line of linesOf(input)) {
      const request = readOrExplain(line)
      if (isExit(request)) break
      const work = respond(port, request, output).finally(() => inFlight.delete(work))
      inFlight.add(work)
      if (inFlight.size >= maxInFlight) await Promise.race(inFlight)
    }
  } catch (error) {
    if (!isGone) throw error
  } finally {
    await Promise.all(inFlight)
    output.off('error', onGone)
  }
}

async function* linesOf(input: Input): AsyncGenerator<string> {
  const ready: string[] = []
  const splitter = lineSplitter((line) => ready.push(line))
  for await (const chunk of input) {
    splitter.push(Buffer.from(chunk))
    yield* ready.splice(0)
  }
  const last = splitter.rest()
  if (last !== '') yield last
}

function readOrExplain(line: string): Request | RequestError {
  try {
    return readRequest(line)
  } catch (error) {
    return error as RequestError
  }
}

const isExit = (request: Request | RequestError): boolean =>
  !(request instanceof RequestError) && request.id === undefined && request.method === 'exit'

/** Writes the answer and resolves once it is written out, or can no longer be. Never rejects. */
async function respond(port: Port, request: Request | RequestError, output: Output): Promise<void> {
  const line = await answerLine(port, request)
  if (line !== undefined) await new Promise<void>((resolve) => output.write(`${line}\n`, () => resolve()))
}

async function answerLine(port: Port, request: Request | RequestError): Promise<string | undefined> {
  if (request instanceof RequestError) return errorLine(request.id, errorObjectOf(request))
  if (request.id === undefined) return undefined
  try {
    return resultLine(request.id, await resultOf(port, request))
  } catch (error) {
    return errorLine(request.id, errorObjectOf(error))
  }
}

async function resultOf(port: Port, { method, params }: Request): Promise<unknown> {
  switch (method) {
    case 'describe':
      checkNames(params, ['protocol'])
      if (params.protocol !== protocolVersion)
        throw invalid(`protocol is ${quote(params.protocol)}, expected ${protocolVersion}`)
      return port.describe()
    case 'primal':
      return { output: await port.primal(callOf(params)) }
    case 'pushforward': {
      const tangents = arraysOf('tangents', params.tangents)
      return { tangent: await port.pushforward({ ...callOf(params, 'tangents'), tangents }) }
    }
    case 'pullback': {
      const cotangent = numbersOf(params.cotangent) as ArrayLike<number>
      return { cotangents: await port.pullback({ ...callOf(params, 'cotangent'), cotangent }) }
    }
    default:
      throw new RequestError(
        errorNumbers.methodNotFound,
        `there is no method '${method}', expected describe, primal, pushforward, pullback or exit`,
      )
  }
}

function callOf(params: Members, ...extras: readonly string[]): Call {
  checkNames(params, ['operator', 'arguments', 'options', ...extras])
  const { operator, options = {} } = params
  if (typeof operator !== 'string') throw invalid(`operator is ${quote(operator)}, expected a string`)
  if (!isMembers(options)) throw invalid(`options is ${quote(options)}, expected an object`)
  return { operator, arguments: arraysOf('arguments', params.arguments), options: options as Options }
}

/** A misspelt parameter must not pass for one left out. */
function checkNames(params: Members, known: readonly string[]): void {
  const stranger = Object.keys(params).find((name) => !known.includes(name))
  if (stranger !== undefined) throw invalid(`there is no parameter '${stranger}', expected ${known.join(', ')}`)
}

/**
 * Arrays by name. What is no array, or holds something that is no number, is handed on as it came: the
 * operator's own checks (ERR-2) say in order what is wrong with it, as they do in process.
 */
function arraysOf(name: string, value: unknown): Arrays {
  if (!isMembers(value)) throw invalid(`${name} is ${quote(value)}, expected an object of arrays of numbers`)
  return Object.fromEntries(Object.entries(value).map(([key, array]) => [key, numbersOf(array)])) as Arrays
}

const numbersOf = (array: unknown): unknown => (Array.isArray(array) ? array.map(decodeNumber) : array)

const invalid = (message: string): RequestError => new RequestError(errorNumbers.invalidParams, message)
