/**
 * The error codes of every operator and every port, and the one error class that carries them.
 *
 * Clauses ERR-1 to ERR-5 (`chapters/errors.md`). A message names the function, the constraint, what it
 * got and what it expected; `argument` and `index` point at the first offending number.
 */

/** Every code with what it says. Codes are permanent: ports in other languages answer with the same strings. */
export const errorCodes = {
  LENGTH_MISMATCH: 'an argument is missing, is not one that the operator has, or has the wrong number of entries',
  TOO_FEW_KNOTS: 'fewer knots than the operator needs',
  NOT_FINITE: 'NaN, an infinity or something that is no number, in the input or as the result of overflow',
  NOT_INCREASING: 'knots that do not increase strictly',
  OUT_OF_RANGE: 'a query outside the knots where extrapolation is none',
  SINGULAR: 'a matrix whose determinant is exactly zero',
  INVALID_OPTION: 'an option that the operator does not have, or a value that the option does not take',
  UNKNOWN_OPERATOR: 'a name that is not in the catalogue',
  NOT_DIFFERENTIABLE: 'a derivative of an operator, or in an argument, that has none',
} as const

/** What the differentiation interface refuses besides; no port answers with these. */
export const interfaceErrorCodes = {
  PREPARATION_MISMATCH:
    'a preparation used with another function, operator, shape or kind of argument than it was made for',
  TRACED_VALUE:
    'a value that a backend follows, used as a plain number or array: in a branch, an index, plain arithmetic',
  UNSUPPORTED: 'what the chosen backend cannot do',
} as const

export type ErrorCode = keyof typeof errorCodes
export type InterfaceErrorCode = keyof typeof interfaceErrorCodes

/** What an error says: `constraint` in the operator's own terms, then what came and what was due. */
export interface ErrorDetails {
  readonly operator: string
  readonly constraint: string
  readonly got: string
  readonly expected: string
  /** The argument at fault, where one is. */
  readonly argument?: string
  /** The first offending entry of that argument, counted from zero. */
  readonly index?: number
}

/** The only error that an operator throws for what it was given (ERR-1). */
export class CotangentError extends Error {
  readonly code: ErrorCode | InterfaceErrorCode
  readonly argument?: string
  readonly index?: number

  constructor(
    code: ErrorCode | InterfaceErrorCode,
    details: ErrorDetails | string,
    at: { argument?: string; index?: number } = {},
  ) {
    super(
      typeof details === 'string'
        ? details
        : `${details.operator}: ${details.constraint}; got ${details.got}, expected ${details.expected}`,
    )
    this.name = 'CotangentError'
    this.code = code
    const { argument, index } = typeof details === 'string' ? at : details
    if (argument !== undefined) this.argument = argument
    if (index !== undefined) this.index = index
  }
}
