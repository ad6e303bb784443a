/**
 * Errors on their way through JSON-RPC (PRT-5): a declared error of an operator travels as -32000 with
 * its code, argument and index as data, and arrives as the same `CotangentError`.
 */
import { CotangentError, type ErrorCode, errorCodes } from '../spec/errors.ts'
import { type ErrorObject, errorNumbers, isMembers, RequestError } from './messages.ts'

/** What to answer for anything that was thrown. */
export function errorObjectOf(error: unknown): ErrorObject {
  if (error instanceof CotangentError) {
    const { code, argument, index, message } = error
    return { code: errorNumbers.operatorError, message, data: { code, argument, index } }
  }
  if (error instanceof RequestError) return { code: error.code, message: error.message }
  return { code: errorNumbers.internalError, message: String(error) }
}

/** The declared error that was answered, or nothing if it is none. */
export function declaredErrorOf({ code, message, data }: ErrorObject): CotangentError | undefined {
  if (code !== errorNumbers.operatorError || !isErrorData(data)) return undefined
  return new CotangentError(data.code, message, data)
}

/** How an answered declared error must look, for messages. */
export const declaredErrorForm: string = `${errorNumbers.operatorError} with data { code, argument?, index? }, code one of ${Object.keys(errorCodes).join(', ')}`

interface ErrorData {
  readonly code: ErrorCode
  readonly argument?: string
  readonly index?: number
}

function isErrorData(data: unknown): data is ErrorData {
  return (
    isMembers(data) &&
    typeof data.code === 'string' &&
    Object.hasOwn(errorCodes, data.code) &&
    (data.argument === undefined || typeof data.argument === 'string') &&
    (data.index === undefined || (Number.isInteger(data.index) && Number(data.index) >= 0))
  )
}
