/**
 * JSON-RPC 2.0 messages, one a line (PRT-1, PRT-3, PRT-5): written and read, on either side. Knows the
 * form of a message, not what its parameters or its result mean. No batches: a line is one message.
 */
import { encodeJson } from '../spec/encoding.ts'

/** The error numbers of JSON-RPC, and the one of this protocol's own: a declared error of an operator. */
export const errorNumbers = {
  parseError: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  internalError: -32603,
  operatorError: -32000,
} as const

export type Id = string | number
export type Members = Readonly<Record<string, unknown>>

/** A request, or without `id` a notification. */
export interface Request {
  readonly id?: Id
  readonly method: string
  readonly params: Members
}

export interface ErrorObject {
  readonly code: number
  readonly message: string
  readonly data?: unknown
}

/** Exactly one of `result` and `error`. */
export interface Answer {
  readonly id: unknown
  readonly result?: unknown
  readonly error?: ErrorObject
}

/** What is wrong with a request, with the JSON-RPC number and, where it could be read, the id to answer. */
export class RequestError extends Error {
  readonly code: number
  readonly id: Id | null

  constructor(code: number, message: string, id: Id | null = null) {
    super(message)
    this.name = 'RequestError'
    this.code = code
    this.id = id
  }
}

export function requestLine(id: Id, method: string, params: Members): string {
  return encodeJson({ jsonrpc: '2.0', id, method, params })
}

export function notificationLine(method: string): string {
  return encodeJson({ jsonrpc: '2.0', method })
}

export function resultLine(id: Id, result: unknown): string {
  return encodeJson({ jsonrpc: '2.0', id, result })
}

export function errorLine(id: Id | null, error: ErrorObject): string {
  return encodeJson({ jsonrpc: '2.0', id, error })
}

/** Reads a line as a request; throws `RequestError` with the number and the id to answer with. */
export function readRequest(line: string): Request {
  const message = parse(line, (reason) => new RequestError(errorNumbers.parseError, reason))
  const invalid = (reason: string, id?: Id): RequestError =>
    new RequestError(errorNumbers.invalidRequest, `${reason}: ${quote(line)}`, id)
  if (!isMembers(message)) throw invalid('a request must be one JSON object')
  const { id, params = {}, method } = message
  if (id !== undefined && !isId(id)) throw invalid('id must be a number or a string')
  if (message.jsonrpc !== '2.0') throw invalid('jsonrpc must be "2.0"', id)
  if (typeof method !== 'string') throw invalid('method must be a string', id)
  if (!isMembers(params)) throw new RequestError(errorNumbers.invalidParams, 'params must be an object', id)
  return { method, params, ...(id === undefined ? {} : { id }) }
}

/** Reads a line as an answer; throws an Error that says what it is instead. */
export function readAnswer(line: string): Answer {
  const message = parse(line, (reason) => new Error(`${reason}: ${quote(line)}`))
  const malformed = (reason: string): Error => new Error(`not a JSON-RPC 2.0 answer (${reason}): ${quote(line)}`)
  if (!isMembers(message)) throw malformed('no object')
  if (message.jsonrpc !== '2.0') throw malformed('jsonrpc is not "2.0"')
  if (!('id' in message)) throw malformed('no id')
  const { id, result, error } = message
  if ('result' in message === 'error' in message) throw malformed('neither or both of result and error')
  if ('result' in message) return { id, result }
  if (!isMembers(error) || !Number.isInteger(error.code) || typeof error.message !== 'string')
    throw malformed('error must have an integer code and a message')
  return { id, error: { code: Number(error.code), message: error.message, data: error.data } }
}

/** Whether this is a JSON object, no array and not null. */
export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The start of a line or of a value, short enough for a message. */
export function quote(value: unknown): string {
  const text = typeof value === 'string' ? value : value === undefined ? 'missing' : encodeJson(value)
  return text.length > 120 ? `${text.slice(0, 120)}… (${text.length} characters)` : text || '(nothing)'
}

/** A writer that knows no better puts NaN and Infinity into its JSON, as Python's json.dumps does. */
const bareSpecial = /[[,:]\s*-?(NaN|Infinity)\b/

function parse(line: string, failure: (reason: string) => Error): unknown {
  try {
    return JSON.parse(line)
  } catch {
    const hint = bareSpecial.test(line) ? ' (write the strings "NaN", "Infinity" and "-Infinity")' : ''
    throw failure(`not JSON${hint}`)
  }
}

function isId(value: unknown): value is Id {
  return typeof value === 'number' || typeof value === 'string'
}
