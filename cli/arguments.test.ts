import { describe, expect, it } from 'vitest'
import { defaultTimeout, readCommand, type VerifyCommand } from './arguments.ts'
import { UsageError } from './usage.ts'

const verify = (...argv: readonly string[]): VerifyCommand => readCommand(['verify', ...argv]) as VerifyCommand

describe('readCommand', () => {
  it('reads help and version in their usual forms', () => {
    expect(readCommand(['--version'])).toEqual({ name: 'version' })
    expect(readCommand(['--help'])).toEqual({ name: 'help' })
    expect(readCommand(['help', 'replay'])).toEqual({ name: 'help', of: 'replay' })
    expect(readCommand(['verify', '--nonsense', '--help'])).toEqual({ name: 'help', of: 'verify' })
  })

  it('judges the built-in operators unless told otherwise', () => {
    expect(verify()).toMatchObject({ name: 'verify', target: { kind: 'built-in' }, bail: false, json: false })
    expect(verify('--reference').target).toEqual({ kind: 'reference' })
    expect(verify('--port', 'python3 port.py --fast').target).toEqual({
      kind: 'command',
      command: 'python3 port.py --fast',
      timeout: defaultTimeout,
    })
    expect(verify('--port=p', '--timeout', '200').target).toMatchObject({ timeout: 200 })
  })

  it('reads every option of verify', () => {
    const argv = '--operators a,b --laws x --runs 7 --seed 5 --time 1.5 --shard 2/3 --workers 4 --bail --json'
    expect(verify(...argv.split(' '))).toEqual({
      name: 'verify',
      target: { kind: 'built-in' },
      operators: ['a', 'b'],
      laws: ['x'],
      runs: 7,
      seed: 5,
      seconds: 1.5,
      shard: { index: 2, count: 3 },
      workers: 4,
      bail: true,
      json: true,
    })
    expect(verify('--seed=-12', '--runs', '1e4')).toMatchObject({ seed: -12, runs: 10000 })
  })

  it('reads the three parts of a token', () => {
    expect(readCommand(['replay', 'tridiagonal-solve/exact/pullback:1718203:4:0:1', '--reference'])).toEqual({
      name: 'replay',
      target: { kind: 'reference' },
      check: 'tridiagonal-solve/exact/pullback',
      seed: 1718203,
      path: '4:0:1',
    })
    expect(readCommand(['replay', 'locate/purity:-5:0'])).toMatchObject({ check: 'locate/purity', seed: -5, path: '0' })
    expect(readCommand(['replay', 'locate/exact/primal:5:example'])).toMatchObject({ path: 'example' })
  })

  it('reads explain and serve', () => {
    expect(readCommand(['explain', 'TRI-9'])).toEqual({ name: 'explain', subject: 'TRI-9' })
    expect(readCommand(['serve', '--reference'])).toEqual({ name: 'serve', target: { kind: 'reference' } })
  })

  it.each([
    [[], /which command\?/],
    [['verfy'], /unknown command 'verfy' \(did you mean verify\?\)/],
    [['--verbose'], /unknown option '--verbose'/],
    [['verify', '--opertors', 'a'], /verify: unknown option '--opertors' \(did you mean --operators\?\)/],
    [['verify', '--port'], /option '--port <value>' argument missing/],
    [['verify', '--port', ''], /--port needs a command line/],
    [['verify', 'tridiagonal'], /verify takes no 'tridiagonal'/],
    [['verify', '--port', 'p', '--reference'], /exclude each other/],
    [['verify', '--timeout', '5'], /--timeout says something of a --port only/],
    [['verify', '--runs', '0'], /--runs takes an integer from 1 to .*, got '0'/],
    [['verify', '--runs', '1.5'], /--runs takes an integer/],
    [['verify', '--runs', ''], /--runs takes an integer/],
    [['verify', '--seed', '4294967296'], /--seed takes an integer/],
    [['verify', '--time', '0'], /--time takes a positive number of seconds, got '0'/],
    [['verify', '--time', 'soon'], /--time takes a positive number/],
    [['verify', '--shard', '0/3'], /--shard takes I\/N/],
    [['verify', '--shard', '4/3'], /--shard takes I\/N/],
    [['verify', '--shard', 'a'], /--shard takes I\/N/],
    [['verify', '--operators', 'a,,b'], /--operators takes names/],
    [['verify', '--workers', '0'], /--workers takes an integer/],
    [['replay'], /replay takes a token, got nothing/],
    [['replay', 'exact:1:0'.slice(0, 5)], /'exact' is no token/],
    [['replay', 'a:1:0', 'b:1:0'], /replay takes a token, got 'a:1:0' 'b:1:0'/],
    [['explain'], /explain takes a clause, a law or an operator, got nothing/],
    [['serve', 'x'], /serve takes no 'x'/],
    [['serve', '--port', 'x'], /serve: unknown option '--port'/],
  ])('refuses %j in one line', (argv, message) => {
    expect(() => readCommand(argv)).toThrow(UsageError)
    expect(() => readCommand(argv)).toThrow(message)
    expect(() => readCommand(argv)).not.toThrow(/\n/)
  })
})
