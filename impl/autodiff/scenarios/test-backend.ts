/**
 * Holds a backend to scenarios: what DifferentiationInterfaceTest is to its interface. Each scenario is run in every
 * form of its operator, and what is looked at is
 *
 *   result       against the exact one, within what the backend's arithmetic explains
 *   value        in the forms that give it
 *   inputs       not written to
 *   preparation  used again for other values, and again for the first ones
 *   calls        of the program, where the backend promises a number
 *
 * A scenario that the backend refuses as UNSUPPORTED is neither passed nor failed, and is told apart.
 */
import { CotangentError } from '../../../spec/errors.ts'
import { isSameShape, shapeText } from '../../math/shape.ts'
import { entriesOf, type Plain, shapeOf } from '../../math/value.ts'
import { Cache, Constant } from '../arguments.ts'
import type { Backend } from '../backend.ts'
import { type Call, result, resultInto, valueAndResult, valueAndResultInto } from '../forms.ts'
import { Preparation } from '../preparation.ts'
import { type AnyFunction, problemOf } from '../problem.ts'
import type { Scenario, ScenarioCase } from './program.ts'

export interface TestOptions {
  /** The error that is explained for an entry of a result of this scenario; default: the program's roundings. */
  readonly tolerance?: (scenario: Scenario, largest: number) => number
  /**
   * The largest number of inputs of a program that is asked about. Default: 1000 for a backend without a pullback, which
   * goes through the program once for each of them; no limit for others.
   */
  readonly largest?: number
  /** How often the program may run for one unprepared call of this scenario; default: not looked at. */
  readonly calls?: (scenario: Scenario) => number | undefined
}

export interface ScenarioOutcome {
  readonly scenario: string
  readonly status: 'pass' | 'fail' | 'unsupported'
  /** What was wrong, one line each; or why it is not supported. */
  readonly reasons: readonly string[]
  /** The largest error of an entry over what is explained: at most 1 in a pass. */
  readonly worst: number
}

/** Unit roundoff. */
const u = 2 ** -53

/** Errors of single roundings along the program's longest chain, relative to the largest term. */
export const byRoundings = ({ program }: Scenario, largest: number): number => program.roundings * u * largest

export function testBackend(
  backend: Backend,
  scenarios: readonly Scenario[],
  options: TestOptions = {},
): ScenarioOutcome[] {
  return scenarios.map((scenario) => outcomeOf(backend, scenario, options))
}

function outcomeOf(backend: Backend, scenario: Scenario, options: TestOptions): ScenarioOutcome {
  const { largest = backend.pullback === undefined ? 1000 : Number.POSITIVE_INFINITY } = options
  const { size } = problemOf(scenario.operator, scenario.program.f, scenario.cases[0].args)
  if (size > largest && scenario.operator !== 'pushforward') {
    const reason = `${size} inputs, and none beyond ${largest} are asked about: see largest`
    return { scenario: scenario.name, status: 'unsupported', reasons: [reason], worst: 0 }
  }
  const trial = new Trial(scenario, options)
  try {
    trial.forms(backend)
    trial.prepared(backend)
  } catch (error) {
    if (error instanceof CotangentError && error.code === 'UNSUPPORTED') {
      return { scenario: scenario.name, status: 'unsupported', reasons: [error.message], worst: 0 }
    }
    trial.reasons.push(`throws: ${(error as Error).message}`)
  }
  const { reasons, worst } = trial
  return { scenario: scenario.name, status: reasons.length === 0 ? 'pass' : 'fail', reasons, worst }
}

/** One backend on one scenario. */
class Trial {
  readonly reasons: string[] = []
  worst = 0
  private readonly scenario: Scenario
  private readonly options: TestOptions
  private readonly counted: AnyFunction
  private calls = 0

  constructor(scenario: Scenario, options: TestOptions) {
    this.scenario = scenario
    this.options = options
    this.counted = (...args: unknown[]) => {
      this.calls++
      return scenario.program.f(...args)
    }
  }

  /** Every form, unprepared. */
  forms(backend: Backend): void {
    const [first] = this.scenario.cases
    this.calls = 0
    const call = this.callOf(backend, first)
    const before = snapshot(first)
    this.check('result', result(call), first)
    const allowed = this.options.calls?.(this.scenario)
    if (allowed !== undefined && this.calls > allowed) {
      this.reasons.push(`runs the program ${this.calls} times, expected at most ${allowed}`)
    }
    const [value, results] = valueAndResult(call)
    this.checkValue('value', value, first)
    this.check('result with value', results, first)
    this.inPlace('in place', call, first)
    if (snapshot(first) !== before) this.reasons.push('an input was written to')
  }

  /** A preparation made at one point, used at the other and at the first again. */
  prepared(backend: Backend): void {
    const { operator, cases } = this.scenario
    const preparation = new Preparation(operator, backend, problemOf(operator, this.counted, cases[0].args))
    for (const [what, one] of [
      ['prepared, other values', cases[1]],
      ['prepared, used again', cases[0]],
    ] as const) {
      const call = this.callOf(preparation, one)
      this.check(what, result(call), one)
      this.inPlace(`${what}, in place`, call, one)
    }
  }

  private callOf(by: Call<Scenario['operator']>['by'], { args, seed }: ScenarioCase): Call<Scenario['operator']> {
    return { operator: this.scenario.operator, f: this.counted, by, args, seed }
  }

  private inPlace(what: string, call: Call<Scenario['operator']>, expected: ScenarioCase): void {
    const rooms = expected.results.map((one) => new Float64Array(entriesOf(one).length).fill(Number.NaN))
    const out = rooms.length === 1 ? rooms[0] : rooms
    resultInto(out, call)
    this.checkEntries(what, rooms, expected)
    for (const room of rooms) room.fill(Number.NaN)
    this.checkValue(`value, ${what}`, valueAndResultInto(out, call), expected)
    this.checkEntries(`${what}, with value`, rooms, expected)
  }

  private check(what: string, got: unknown, { results }: ScenarioCase): void {
    const list = (results.length === 1 ? [got] : got) as readonly Plain[]
    results.forEach((expected, j) => {
      if (isSameShape(shapeOf(list[j]), shapeOf(expected))) this.compare(what, entriesOf(list[j]), expected)
      else this.reasons.push(`${what}: got ${shapeText(shapeOf(list[j]))}, expected ${shapeText(shapeOf(expected))}`)
    })
  }

  private checkEntries(what: string, rooms: readonly Float64Array[], { results }: ScenarioCase): void {
    results.forEach((expected, j) => {
      this.compare(what, rooms[j], expected)
    })
  }

  private checkValue(what: string, got: unknown, { value }: ScenarioCase): void {
    // The value takes no derivative: roundings explain its error with any backend.
    this.compareWithin(what, entriesOf(got as Plain), value, byRoundings)
  }

  private compare(what: string, got: Float64Array, expected: Plain): void {
    this.compareWithin(what, got, expected, this.options.tolerance ?? byRoundings)
  }

  private compareWithin(
    what: string,
    got: Float64Array,
    expected: Plain,
    tolerance: (scenario: Scenario, largest: number) => number,
  ): void {
    const entries = entriesOf(expected)
    const largest = entries.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0)
    const allowed = tolerance(this.scenario, largest)
    for (let i = 0; i < entries.length; i++) {
      const error = Math.abs(got[i] - entries[i])
      if (error === 0) continue
      this.worst = Math.max(this.worst, error / allowed)
      if (error <= allowed) continue
      this.reasons.push(`${what}, entry ${i}: got ${got[i]}, expected ${entries[i]} to within ${allowed}`)
      return
    }
  }
}

/** Everything that a case hands over, as text: caches apart, which are there to be written to. */
function snapshot({ args, seed }: ScenarioCase): string {
  const contents = args.map((argument) => {
    if (argument instanceof Cache) return 'cache'
    return argument instanceof Constant ? argument.content : argument
  })
  return JSON.stringify([contents, seed])
}
