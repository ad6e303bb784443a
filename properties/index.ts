/**
 * The laws, for any test framework: `laws` as plain fast-check properties, `checksOf` to list what a port
 * is to be held to, `runCheck` to run one of these and get a finding. Needs fast-check and mathjs.
 */
export { checksOf } from './checks.ts'
export { cases, type Draw, exampleCase } from './draw/cases.ts'
export type { Case, Check, Finding, Law, Numbers, Status, Subject, ViolationDetails } from './law.ts'
export { Violation } from './law.ts'
export { laws } from './laws/index.ts'
export { examplePath, type RunSettings, runCheck } from './run.ts'
