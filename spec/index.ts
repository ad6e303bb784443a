/** The spec as data: the catalogue, the operator and port contracts, the checks that every operator makes, the error codes. */
export { catalogue, entryOf } from './catalogue.ts'
export { checkCall, resolveOptions, sidesOf } from './contract.ts'
export type { Argument, Entry, Kink, OptionSpec, Role, Size } from './entry.ts'
export { differentiableArguments, lengthOf, oracleSize } from './entry.ts'
export {
  CotangentError,
  type ErrorCode,
  type ErrorDetails,
  errorCodes,
  type InterfaceErrorCode,
  interfaceErrorCodes,
} from './errors.ts'
export type { Arrays, MapName, Operator, Operators, Options, OptionValue } from './operator.ts'
export { mapNames } from './operator.ts'
export {
  type Call,
  type Description,
  type FaultKind,
  type OperatorSupport,
  type Port,
  PortFault,
  protocolVersion,
} from './port.ts'
