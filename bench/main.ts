/**
 * `npm run bench`: measures, prints a table of ratios and writes them as JSON. It judges nothing; exit
 * code 2 is for wrong arguments, 1 for a peer that solves something else or a run that broke off.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { dirname } from 'node:path'
import { type Allocation, allocationOf } from './allocation.ts'
import { type AutodiffResults, measureAutodiff } from './autodiff/measure.ts'
import { type ComparisonPlan, comparisonPlans, fastest } from './comparisons.ts'
import { type Growth, type GrowthPlan, growthBetween } from './growth.ts'
import { comparedKnots, interpolantGrowth } from './interpolant-plans.ts'
import { heldCalls } from './interpolants.ts'
import * as kernels from './kernels.ts'
import { compileNativePeers, type NativePeers } from './native.ts'
import { type BenchOptions, parseOptions, usage } from './options.ts'
import { compare, type PairSettings } from './pairs.ts'
import * as report from './report.ts'
import { checkNativeSplines, checkNativeSystems } from './same-system.ts'

const print = (line: string): unknown => process.stdout.write(`${line}\n`)
/** Only for someone who watches: a line that is written over. */
const progress = (text: string): unknown => process.stderr.isTTY && process.stderr.write(`\r\u001b[K${text}`)

const machineWith = (compiler: string): report.Machine => ({
  node: process.version,
  v8: process.versions.v8,
  cpu: cpus()[0]?.model.trim() ?? 'unknown CPU',
  cpus: cpus().length,
  compiler,
})

/** What each backend of the differentiation interface costs. */
async function benchAutodiff(
  options: BenchOptions,
): Promise<AutodiffResults & Pick<report.Results, 'date' | 'machine'>> {
  const machine = machineWith('not used')
  print(report.headOf(machine))
  const results = await measureAutodiff(options, print, progress)
  return { date: new Date().toISOString(), machine, ...results }
}

async function bench(options: BenchOptions): Promise<report.Results> {
  const peers = await compileNativePeers(process.env.CC)
  const native = typeof peers === 'string' ? undefined : peers
  try {
    const machine = machineWith(native?.compiler ?? 'none')
    const notes = typeof peers === 'string' ? [peers] : [...peers.notes]
    print(report.headOf(machine))
    if (native !== undefined) {
      await checkNativeSystems(native, options.sizes)
      await checkNativeSplines(native, comparedKnots(options.knots))
    }
    const settings: PairSettings = { seconds: options.seconds }
    const { rows, notInstalled } = await measureRows(options, native, settings)
    const growth = await measureGrowth(options, settings)
    const allocation = measureAllocation(options, notes)
    for (const note of notes) print(`note: ${note}`)
    return {
      date: new Date().toISOString(),
      machine,
      secondsPerRatio: options.seconds,
      notes,
      rows,
      notInstalled,
      growth,
      allocation,
    }
  } finally {
    progress('')
    await native?.close()
  }
}

async function measureRows(
  { sizes, knots, only }: BenchOptions,
  native: NativePeers | undefined,
  settings: PairSettings,
): Promise<Pick<report.Results, 'rows' | 'notInstalled'>> {
  const plans = comparisonPlans(sizes, knots, native).filter(({ name }) => only.test(name))
  const rows: report.Row[] = []
  const notInstalled: report.MissingRow[] = []
  const width = report.widthOf(plans.map(({ name }) => name))
  if (plans.length > 0) print(report.rowHead(width))
  for (const [index, plan] of plans.entries()) {
    if (plan.bases.length === 0) {
      const missing = { row: plan.name, n: plan.n }
      print(report.lineOfMissing(missing, width))
      notInstalled.push(missing)
      continue
    }
    progress(`${index + 1} of ${plans.length}: ${plan.name}, n = ${plan.n}`)
    const row = await measureRow(plan, settings)
    progress('')
    print(report.lineOf(row, width))
    rows.push(row)
  }
  return { rows, notInstalled }
}

async function measureRow(
  { name, n, elements, head, bases }: ComparisonPlan,
  settings: PairSettings,
): Promise<report.Row> {
  const comparison = await compare(head, await fastest(bases, settings), settings)
  return { row: name, n, elements, ...comparison }
}

async function measureGrowth({ sizes, knots, only }: BenchOptions, settings: PairSettings): Promise<readonly Growth[]> {
  const plans = [...systemGrowth(long(sizes)), ...interpolantGrowth(long(knots))].filter(({ name }) => only.test(name))
  const width = report.widthOf(plans.map(({ name }) => name))
  const found: Growth[] = []
  for (const plan of plans) {
    if (found.length === 0) print(`\n${report.growthHead(width)}`)
    progress(`${plan.name}, ${plan.from} to ${plan.to}`)
    const growth = await growthBetween(plan, settings)
    progress('')
    print(report.lineOfGrowth(growth, width))
    found.push(growth)
  }
  return found
}

/** What is short is all overhead: growth is looked at from 1000 on. */
const long = (sizes: readonly number[]): readonly number[] => sizes.filter((n) => n >= 1000).sort((a, b) => a - b)

/** From each of these sizes to the next. */
function systemGrowth(sizes: readonly number[]): readonly GrowthPlan[] {
  const subjects = [
    ['growth of prepared solve', (n: number) => kernels.preparedSolve(n, 'dominant')],
    ['growth of prepared pullback', (n: number) => kernels.preparedPullback(n, 'dominant')],
    ['growth of prepared pivoted solve', (n: number) => kernels.preparedSolve(n, 'general')],
  ] as const
  return subjects.flatMap(([name, makerOf]) => sizes.slice(1).map((to, i) => ({ name, makerOf, from: sizes[i], to })))
}

function measureAllocation({ only }: BenchOptions, notes: string[]): readonly Allocation[] {
  const n = 64
  const dominant = kernels.prepare(n, 'dominant')
  const general = kernels.prepare(n, 'general')
  const spline = kernels.splineExample()
  const calls: readonly (readonly [string, () => unknown])[] = [
    ['allocation of prepared solve', () => kernels.solve(dominant)],
    ['allocation of prepared transposed solve', () => kernels.solveTransposed(dominant)],
    ['allocation of prepared pushforward', () => kernels.pushforward(dominant)],
    ['allocation of prepared pullback', () => kernels.pullback(dominant)],
    ['allocation of prepared pivoted solve', () => kernels.solve(general)],
    ['allocation of prepared pivoted pullback', () => kernels.pullback(general)],
    ['allocation of spline evaluate', () => kernels.evaluateSpline(spline)],
    ['allocation of spline pullback', () => kernels.pullbackSpline(spline)],
    ...(['cubic-spline', 'pchip'] as const).flatMap((kind) =>
      heldCalls(kind).map(([name, call]) => [`allocation of ${name}`, call] as const),
    ),
  ]
  const chosen = calls.filter(([name]) => only.test(name))
  const found = chosen.flatMap(([name, call]) => allocationOf(name, call) ?? [])
  if (found.length > 0) print(`\n${report.allocationHead}`)
  else if (chosen.length > 0) notes.push('allocation not measured: start node with --expose-gc')
  for (const allocation of found) print(report.lineOfAllocation(allocation))
  return found
}

async function main(): Promise<number> {
  let options: BenchOptions
  try {
    options = parseOptions(process.argv.slice(2))
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${usage}`)
    return 2
  }
  if (options.help) {
    process.stdout.write(usage)
    return 0
  }
  const results = options.suite === 'autodiff' ? await benchAutodiff(options) : await bench(options)
  const file = options.json ?? `bench/results/${results.date.replaceAll(':', '-')}.json`
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, `${JSON.stringify(results, undefined, 2)}\n`)
  print(`\nwritten: ${file}`)
  return 0
}

process.exitCode = await main()
