/**
 * `cotangent replay <token>`: runs the one case that the token names, in this process and
 * without vitest, and prints the finding with every number that went to the port and came back.
 */
import type { Finding } from '../properties/law.ts'
import type { Arrays, Operators } from '../spec/operator.ts'
import { PortFault } from '../spec/port.ts'
import { defaultTimeout, type ReplayCommand } from './arguments.ts'
import { requirePeers } from './package.ts'
import { type Exchange, recording } from './recording.ts'
import { exchangeLines } from './report/exchange.ts'
import { type Context, problem, refusal } from './report/failure.ts'
import { counted, paintFor } from './report/text.ts'
import { exitCodes } from './report/verdict.ts'
import { openTarget, targetFlags } from './target.ts'
import { didYouMean, UsageError } from './usage.ts'

/** The longest argument for which the exact answer comes at once. */
const longestExact = 24

export async function runReplay(command: ReplayCommand): Promise<number> {
  requirePeers(['fast-check', 'mathjs'])
  const { laws } = await import('../properties/index.ts')
  const context: Context = {
    titleOf: (id) => laws.find((law) => law.id === id)?.title ?? id,
    flags: targetFlags(command.target, defaultTimeout),
    paint: paintFor(process.stdout),
  }
  try {
    const exchanges: Exchange[] = []
    const finding = await rerun(command, exchanges)
    const { exactOperators } = await import('../reference/index.ts')
    const lines = [...outcome(finding, context), ...conversation(exchanges, finding, exactOperators, context)]
    process.stdout.write(`${lines.join('\n')}\n`)
    return exitCodeOf[finding.status]
  } catch (error) {
    if (!(error instanceof PortFault)) throw error
    process.stderr.write(refusal(error))
    return exitCodes.notJudged
  }
}

const exitCodeOf: Readonly<Record<Finding['status'], number>> = {
  pass: exitCodes.conforms,
  fail: exitCodes.violated,
  fault: exitCodes.notJudged,
  unsupported: exitCodes.notJudged,
}

async function rerun({ target, check: id, seed, path }: ReplayCommand, exchanges: Exchange[]): Promise<Finding> {
  const { checksOf, runCheck } = await import('../properties/index.ts')
  const port = recording(await openTarget(target), exchanges)
  try {
    const description = await port.describe()
    const checks = checksOf(description)
    const check = checks.find((one) => one.id === id)
    if (check === undefined) {
      const known = checks.map((one) => one.id)
      throw new UsageError(`there is no check '${id}'${didYouMean(id, known)}`)
    }
    return await runCheck(port, description, check, { seed, path, runs: 1 })
  } finally {
    await port.close()
  }
}

function outcome(finding: Finding, context: Context): readonly string[] {
  if (finding.status === 'pass') return [`${context.paint('green', '✓')} ${finding.check}: this case no longer fails`]
  if (finding.status === 'unsupported') return [`– ${finding.check}: not supported: ${finding.unsupported}`]
  return problem(finding, context)
}

/** A law about state asks the same many times. */
const shownExchanges = 4

/** The calls at the case itself; laws also ask at points beside it, to measure how sensitive the answer is. */
function conversation(
  exchanges: readonly Exchange[],
  { violation, fault }: Finding,
  exact: Operators,
  { paint }: Context,
): readonly string[] {
  const input = violation?.input ?? fault?.input ?? {}
  const isAtCase = ({ call }: Exchange): boolean =>
    Object.entries(call.arguments).every(([name, values]) => input[name] === undefined || isSame(values, input[name]))
  const here = exchanges.filter(isAtCase)
  const shown = (here.length > 0 ? here : exchanges).slice(0, shownExchanges)
  const left = exchanges.length - shown.length
  return [
    ...shown.flatMap((exchange) => ['', ...exchangeLines(exchange, exactAnswer(exact, exchange), paint)]),
    ...(left > 0 ? ['', `  ${counted(left, 'more call')}, of the same or at points close by`] : []),
  ]
}

const isSame = (a: ArrayLike<number>, b: ArrayLike<number>): boolean =>
  a.length === b.length && Array.from(a).every((value, i) => Object.is(value, b[i]))

/** What is due, correctly rounded; nothing where exact fractions would take too long. */
function exactAnswer(exact: Operators, { map, call }: Exchange): Arrays | Error | undefined {
  const arrays = Object.values(call.arguments)
  const operator = Object.hasOwn(exact, call.operator) ? exact[call.operator] : undefined
  if (operator === undefined || arrays.some((array) => array.length > longestExact)) return undefined
  try {
    if (map === 'primal') return { output: operator.primal(call.arguments, call.options) }
    if (map === 'pushforward') {
      return { tangent: operator.pushforward(call.arguments, call.tangents ?? {}, call.options) }
    }
    return operator.pullback(call.arguments, call.cotangent ?? [], call.options)
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
