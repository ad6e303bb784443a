/**
 * Reads the command line into plain data, or throws a `UsageError` that says in one line what is wrong
 * with it. Knows no operators and no laws: whether a name exists is for the subcommand to say.
 */
import { availableParallelism } from 'node:os'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { type CommandName, commandNames } from './help.ts'
import { readToken, type Token } from './token.ts'
import { didYouMean, UsageError } from './usage.ts'

/** What is judged, replayed or served. */
export type Target =
  | { readonly kind: 'built-in' }
  | { readonly kind: 'reference' }
  | { readonly kind: 'command'; readonly command: string; readonly timeout: number }

export interface Shard {
  /** From 1. */
  readonly index: number
  readonly count: number
}

export interface VerifyCommand {
  readonly name: 'verify'
  readonly target: Target
  readonly operators?: readonly string[]
  readonly laws?: readonly string[]
  /** Left out: as many as `seconds` allow, or the default. */
  readonly runs?: number
  readonly seed?: number
  readonly seconds?: number
  readonly shard?: Shard
  readonly workers: number
  readonly bail: boolean
  readonly json: boolean
}

export interface ReplayCommand extends Token {
  readonly name: 'replay'
  readonly target: Target
}

export type Command =
  | { readonly name: 'help'; readonly of?: CommandName }
  | { readonly name: 'version' }
  | VerifyCommand
  | ReplayCommand
  | { readonly name: 'explain'; readonly subject: string }
  | { readonly name: 'serve'; readonly target: Target }

export const defaultRuns = 40
export const defaultTimeout = 5000

/** Seeds are 32-bit integers, as fast-check has them. */
const seedRange = [-(2 ** 31), 2 ** 31 - 1] as const

export function readCommand(argv: readonly string[]): Command {
  const [first, ...rest] = argv
  if (first === undefined) throw new UsageError('which command? See cotangent --help')
  if (first === '--version' || first === '-v') return { name: 'version' }
  if (first === '--help' || first === '-h') return { name: 'help' }
  if (first === 'help') {
    const of = rest[0] === undefined ? undefined : commandOf(rest[0])
    return of === undefined ? { name: 'help' } : { name: 'help', of }
  }
  const name = commandOf(first)
  if (rest.includes('--help') || rest.includes('-h')) return { name: 'help', of: name }
  return readers[name](rest)
}

function commandOf(word: string): CommandName {
  const name = commandNames.find((one) => one === word)
  if (name !== undefined) return name
  const what = word.startsWith('-') ? `unknown option '${word}'` : `unknown command '${word}'`
  throw new UsageError(`${what}${didYouMean(word, commandNames)}; see cotangent --help`)
}

const targetOptions = {
  port: { type: 'string' },
  reference: { type: 'boolean' },
  timeout: { type: 'string' },
} as const

const readers: Readonly<Record<CommandName, (argv: readonly string[]) => Command>> = {
  verify(argv) {
    const { values } = parse('verify', argv, {
      ...targetOptions,
      operators: { type: 'string' },
      laws: { type: 'string' },
      runs: { type: 'string' },
      seed: { type: 'string' },
      time: { type: 'string' },
      shard: { type: 'string' },
      workers: { type: 'string' },
      bail: { type: 'boolean' },
      json: { type: 'boolean' },
    })
    return {
      name: 'verify',
      target: targetOf(values),
      bail: values.bail ?? false,
      json: values.json ?? false,
      workers: integer('--workers', values.workers, 1, 256) ?? Math.min(2, availableParallelism()),
      ...given('operators', names('--operators', values.operators)),
      ...given('laws', names('--laws', values.laws)),
      ...given('runs', integer('--runs', values.runs, 1, 1e9)),
      ...given('seed', integer('--seed', values.seed, ...seedRange)),
      ...given('seconds', seconds(values.time)),
      ...given('shard', shardOf(values.shard)),
    }
  },
  replay(argv) {
    const { values, positionals } = parse('replay', argv, targetOptions)
    const { seed, ...rest } = readToken(only('replay', 'a token', positionals))
    return { name: 'replay', target: targetOf(values), ...rest, seed: integer('the seed', `${seed}`, ...seedRange)! }
  },
  explain(argv) {
    const { positionals } = parse('explain', argv, {})
    return { name: 'explain', subject: only('explain', 'a clause, a law or an operator', positionals) }
  },
  serve(argv) {
    const { values, positionals } = parse('serve', argv, { reference: { type: 'boolean' } })
    if (positionals.length > 0) throw new UsageError(`serve takes no '${positionals[0]}'; see cotangent serve --help`)
    return { name: 'serve', target: targetOf(values) }
  },
}

/** parseArgs, with its errors cut to their first sentence and pointed at the help. */
function parse<T extends NonNullable<ParseArgsConfig['options']>>(
  command: CommandName,
  argv: readonly string[],
  options: T,
): ReturnType<typeof parseArgs<{ options: T; allowPositionals: true; strict: true }>> {
  try {
    const parsed = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true })
    if (command === 'verify' && parsed.positionals.length > 0) {
      throw new UsageError(`verify takes no '${parsed.positionals[0]}'; see cotangent verify --help`)
    }
    return parsed
  } catch (error) {
    if (error instanceof UsageError || !(error instanceof Error)) throw error
    const sentence = error.message.split(/\.(?:\s|$)/)[0]
    const unknown = /'(--?[^' ]+)'/.exec(sentence)?.[1]
    const known = Object.keys(options).map((option) => `--${option}`)
    const near = sentence.startsWith('Unknown') && unknown !== undefined ? didYouMean(unknown, known) : ''
    throw new UsageError(`${command}: ${lowerFirst(sentence)}${near}; see cotangent ${command} --help`)
  }
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

function targetOf(values: { port?: string; reference?: boolean; timeout?: string }): Target {
  const timeout = integer('--timeout', values.timeout, 1, 2 ** 31 - 1)
  if (values.port !== undefined && values.reference) throw new UsageError('--port and --reference exclude each other')
  if (values.port !== undefined) {
    if (values.port.trim() === '') throw new UsageError('--port needs a command line, as in --port "python3 port.py"')
    return { kind: 'command', command: values.port, timeout: timeout ?? defaultTimeout }
  }
  if (timeout !== undefined) throw new UsageError('--timeout says something of a --port only')
  return values.reference ? { kind: 'reference' } : { kind: 'built-in' }
}

function only(command: CommandName, what: string, positionals: readonly string[]): string {
  if (positionals.length === 1) return positionals[0]
  const got = positionals.length === 0 ? 'nothing' : positionals.map((one) => `'${one}'`).join(' ')
  throw new UsageError(`${command} takes ${what}, got ${got}; see cotangent ${command} --help`)
}

function integer(option: string, text: string | undefined, low: number, high: number): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (/^-?\d+(e\d+)?$/i.test(text) && Number.isInteger(value) && value >= low && value <= high) return value
  throw new UsageError(`${option} takes an integer from ${low} to ${high}, got '${text}'`)
}

function seconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (/^\d*\.?\d+$/.test(text) && value > 0) return value
  throw new UsageError(`--time takes a positive number of seconds, got '${text}'`)
}

function names(option: string, text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined
  const list = text.split(',').map((name) => name.trim())
  if (list.every((name) => name !== '')) return list
  throw new UsageError(`${option} takes names with commas between, got '${text}'`)
}

function shardOf(text: string | undefined): Shard | undefined {
  if (text === undefined) return undefined
  const match = /^(\d+)\/(\d+)$/.exec(text)
  const [index, count] = [Number(match?.[1]), Number(match?.[2])]
  if (index >= 1 && index <= count) return { index, count }
  throw new UsageError(`--shard takes I/N with I from 1 to N, got '${text}'`)
}

/** `{ [name]: value }`, or nothing to spread where there is no value. */
function given<K extends string, V>(name: K, value: V | undefined): { [key in K]?: V } {
  return value === undefined ? {} : ({ [name]: value } as { [key in K]?: V })
}
