/** `npm run bench -- autodiff`: what each backend costs, and the ratios that matter. */
import {
  type Backend,
  compiled,
  complexStep,
  finiteDiff,
  finiteDifferences,
  forward,
  reverse,
  symbolic,
} from '../../impl/autodiff/index.ts'
import { type Scenario, scenarios } from '../../impl/autodiff/scenarios/index.ts'
import { entriesOf } from '../../impl/math/value.ts'
import { CotangentError } from '../../spec/errors.ts'
import type { BenchOptions } from '../options.ts'
import { compare } from '../pairs.ts'
import * as report from '../report.ts'
import { type RatioPlan, ratioPlans } from './ratios.ts'
import { type CostRow, costHead, costOf, lineOfCost } from './table.ts'

export interface AutodiffResults {
  readonly rows: readonly report.Row[]
  readonly costs: readonly CostRow[]
}

/** The backends, each as one takes it without options. */
const backends = (): readonly Backend[] => [
  compiled(),
  reverse(),
  forward(),
  complexStep(),
  finiteDiff(),
  finiteDifferences(),
  symbolic(),
]

/** A direction for each of so many inputs, or an expression of them, is not worth waiting for. */
const tooMany = 1000
const goesByDirections = (backend: Backend): boolean => backend.pullback === undefined

/** The programs that people ask about; the small ones between all shapes are for the tests. */
const measured: readonly Scenario[] = scenarios.filter(
  ({ program }) => program.roundings > 0 || program.name === 'sum of squares',
)

export async function measureAutodiff(
  { only, seconds }: BenchOptions,
  print: (line: string) => unknown,
  progress: (text: string) => unknown,
): Promise<AutodiffResults> {
  const rows = await measureRatios(
    ratioPlans().filter(({ name }) => only.test(name)),
    seconds,
    print,
    progress,
  )
  const costs = measureCosts(
    measured.filter(({ name }) => only.test(name)),
    print,
    progress,
  )
  return { rows, costs }
}

async function measureRatios(
  plans: readonly RatioPlan[],
  seconds: number,
  print: (line: string) => unknown,
  progress: (text: string) => unknown,
): Promise<readonly report.Row[]> {
  const width = report.widthOf(plans.map(({ name }) => name))
  const rows: report.Row[] = []
  if (plans.length > 0) print(report.rowHead(width))
  for (const { name, n, head, base } of plans) {
    progress(name)
    const row = { row: name, n, elements: n, ...(await compare(head, base, { seconds })) }
    progress('')
    print(report.lineOf(row, width))
    rows.push(row)
  }
  return rows
}

function measureCosts(
  asked: readonly Scenario[],
  print: (line: string) => unknown,
  progress: (text: string) => unknown,
): readonly CostRow[] {
  const costs: CostRow[] = []
  if (asked.length > 0) print(`\n${costHead}`)
  for (const scenario of asked) {
    const [{ results }] = scenario.cases
    const size = results.reduce((total: number, one) => total + entriesOf(one).length, 0)
    for (const backend of backends().filter((one) => size < tooMany || !goesByDirections(one))) {
      for (const prepared of [false, true]) {
        progress(`${scenario.name}, ${backend.name}`)
        const cost = costUnlessRefused(backend, scenario, prepared)
        progress('')
        if (cost === undefined) continue
        print(lineOfCost(cost))
        costs.push(cost)
      }
    }
  }
  return costs
}

/** What a backend cannot do costs nothing and is not in the table. */
function costUnlessRefused(backend: Backend, scenario: Scenario, prepared: boolean): CostRow | undefined {
  try {
    return costOf(backend, scenario, prepared)
  } catch (error) {
    if (error instanceof CotangentError && error.code === 'UNSUPPORTED') return undefined
    throw error
  }
}
