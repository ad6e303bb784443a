/** Scenarios for differentiation backends, and the tester that holds a backend to them. */
import { scenariosOf } from './derive.ts'
import { operatorPrograms } from './operators.ts'
import type { Scenario } from './program.ts'
import { documentPrograms } from './programs.ts'
import { shapePrograms } from './shapes.ts'

export { scenariosOf } from './derive.ts'
export type { Point, Program, Scenario, ScenarioCase } from './program.ts'
export { byRoundings, type ScenarioOutcome, type TestOptions, testBackend } from './test-backend.ts'

/** Every scenario: small programs between all shapes, and those that people ask about. */
export const scenarios: readonly Scenario[] = [...shapePrograms, ...documentPrograms, ...operatorPrograms].flatMap(
  scenariosOf,
)
