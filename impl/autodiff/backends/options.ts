/** The options of the numeric backends, checked: an option that is misspelt must not be ignored. */
import { CotangentError } from '../../../spec/errors.ts'

export function invalidOption(
  operator: string,
  argument: string,
  constraint: string,
  got: string,
  expected: string,
): CotangentError {
  return new CotangentError('INVALID_OPTION', {
    operator,
    constraint: `${argument} ${constraint}`,
    got,
    expected,
    argument,
  })
}

export function requireKnownOptions(operator: string, options: object, names: readonly string[]): void {
  const unknown = Object.keys(options).find((name) => !names.includes(name))
  if (unknown === undefined) return
  throw invalidOption(operator, unknown, 'is an option', `'${unknown}'`, names.join(', '))
}

export function requireInteger(operator: string, name: string, value: number, from: number, to: number): void {
  if (Number.isInteger(value) && value >= from && value <= to) return
  throw invalidOption(operator, name, `is an integer from ${from} to ${to}`, String(value), `${from} … ${to}`)
}
