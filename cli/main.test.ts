/** The command as a user runs it, from `dist` (`npm test` builds first). */
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, vi } from 'vitest'
import { operators } from '../impl/index.ts'
import { inProcessPort } from '../ports/index.ts'
import { checksOf, laws } from '../properties/index.ts'
import type { Finding } from '../properties/law.ts'
import { manifest } from './package.ts'
import { partOf } from './plan.ts'
import { exitCodes } from './report/verdict.ts'

// Each test starts processes that import mathjs and vitest, on a machine that may have other work.
vi.setConfig({ testTimeout: 60_000 })

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const main = file('../dist/cli/main.js')
const port = (way: string): string => `"${process.execPath}" "${file('./fixtures/port.mjs')}" ${way}`

interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

function run(argv: readonly string[], settings: { input?: string; interruptOn?: string } = {}): Promise<Outcome> {
  const child = spawn(process.execPath, [main, ...argv], { stdio: 'pipe' })
  child.stdin.end(settings.input ?? '')
  return outcomeOf(child, settings.interruptOn)
}

function outcomeOf(child: ChildProcess, interruptOn?: string): Promise<Outcome> {
  let stdout = ''
  let stderr = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    if (interruptOn !== undefined && stdout.includes(interruptOn)) child.kill('SIGINT')
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })))
}

const lines = (text: string): readonly string[] => text.trimEnd().split('\n')
const small = ['--runs', '5', '--seed', '7']

describe('cotangent', () => {
  it('says its version and how it is called', async () => {
    expect(await run(['--version'])).toEqual({ code: 0, stdout: `${manifest().version}\n`, stderr: '' })
    expect((await run(['--help'])).stdout).toMatch(/cotangent verify/)
    const help = await run(['verify', '--help'])
    for (const line of lines(help.stdout)) expect(line.length).toBeLessThanOrEqual(90)
  })

  it('lists the laws and the exit codes with verify --help', async () => {
    const { code, stdout } = await run(['verify', '--help'])
    expect(code).toBe(0)
    for (const { id, title } of laws) expect(stdout).toMatch(new RegExp(`^  ${id} +${title}$`, 'm'))
    for (const exit of Object.values(exitCodes)) expect(stdout).toMatch(new RegExp(`^  ${exit}  \\w`, 'm'))
    expect(stdout).toMatch(/--timeout MS .*\n.* 30 s/)
  })

  it('exits with 3, and says nothing, when its reader has gone', async () => {
    const script = '{ "$0" "$1" explain NUM-4; echo "exit $?" >&2; } | true'
    const { stderr } = await outcomeOf(spawn('sh', ['-c', script, process.execPath, main], { stdio: 'pipe' }))
    expect(stderr).toBe('exit 3\n')
  })

  it.runIf(existsSync('/dev/full'))('exits with 3 when what it has to say cannot be written', async () => {
    const full = openSync('/dev/full', 'w')
    const child = spawn(process.execPath, [main, 'explain', 'NUM-4'], { stdio: ['ignore', full, 'pipe'] })
    closeSync(full)
    const { code, stderr } = await outcomeOf(child)
    expect(stderr).toMatch(/^cotangent: cannot write: .*ENOSPC.*\n$/)
    expect(code).toBe(3)
  })

  it('answers a wrong call in one line, exit code 2', async () => {
    const { code, stdout, stderr } = await run(['verify', '--opertors', 'locate'])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(lines(stderr)).toHaveLength(1)
    expect(stderr).toContain('did you mean --operators?')
  })
})

describe('cotangent explain', () => {
  it('explains a clause, whatever its case, with the numbers of the example', async () => {
    const { code, stdout } = await run(['explain', 'tri-4'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^TRI-4 · .* spec\/chapters\/tridiagonal\.md\n/)
    expect(stdout).toContain('y[i] = dl[i−1] x[i−1] + d[i] x[i] + du[i] x[i+1]')
    expect(stdout).toContain('→ output [5, 11]')
  })

  it('explains a law and an operator, and suggests where there is none', async () => {
    expect((await run(['explain', 'exact'])).stdout).toMatch(/^exact · .* a law\n/)
    expect((await run(['explain', 'locate'])).stdout).toMatch(/^locate +an operator\n/)
    const { code, stderr } = await run(['explain', 'tridiagonal-sove'])
    expect(code).toBe(2)
    expect(stderr).toContain('did you mean tridiagonal-solve')
  })
})

describe('cotangent serve', () => {
  it('answers the protocol until its input ends', async () => {
    const input = '{"jsonrpc":"2.0","id":1,"method":"describe","params":{"protocol":1}}\n'
    const { code, stdout } = await run(['serve'], { input })
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ id: 1, result: { name: 'cotangent', version: manifest().version } })
  })
})

describe('cotangent verify', () => {
  it('passes the built-in operators with a table and exit code 0', async () => {
    const { code, stdout, stderr } = await run(['verify', ...small, '--operators', 'tridiagonal-multiply,locate'])
    expect(stdout).toMatch(/^cotangent .* · port cotangent .* · seed 7 · /)
    expect(stdout).toMatch(/\ntridiagonal-multiply +[\d.<]+\/4 .* ✓\n/)
    expect(stdout).toMatch(/\nconforms: all \d+ checks pass\n$/)
    expect(stderr).toMatch(/✓ locate: /)
    expect(code).toBe(0)
  })

  it('prints nothing but findings and a footer with --json', async () => {
    const { code, stdout, stderr } = await run([
      'verify',
      ...small,
      '--operators',
      'locate',
      '--json',
      '--workers',
      '1',
    ])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const records = lines(stdout).map((line) => JSON.parse(line))
    const { footer } = records.pop()
    expect(footer).toMatchObject({ expected: records.length, actual: records.length, exit: 0, seed: 7 })
    for (const finding of records as Finding[]) expect(finding).toMatchObject({ operator: 'locate', status: 'pass' })
  })

  it('gives every failing check a token, and writes what JSON has no number for as a string', async () => {
    const flags = ['--operators', 'tridiagonal-solve', '--laws', 'exact', '--runs', '20', '--seed', '7', '--json']
    const { code, stdout } = await run(['verify', '--port', port('nan'), ...flags])
    expect(code).toBe(1)
    const findings = lines(stdout).map((line) => JSON.parse(line))
    const failure = findings.find(({ status }) => status === 'fail')
    expect(failure).toMatchObject({
      check: 'tridiagonal-solve/exact/pullback',
      violation: { K: 'Infinity', limit: 32 },
    })
    expect(failure.replay).toMatch(/^tridiagonal-solve\/exact\/pullback:7:/)
    expect((await run(['replay', failure.replay, '--port', port('nan')])).code).toBe(1)
    for (const { status, replay } of findings) if (status === 'pass') expect(replay).toBeUndefined()
  })

  it('shows of a fault what was sent, not what it was made of', async () => {
    const flags = ['--operators', 'tridiagonal-solve', '--laws', 'bad-input', '--seed', '7']
    const { code, stdout } = await run(['verify', '--port', port('crash-on-nan'), ...flags])
    expect(code).toBe(3)
    expect(stdout).toMatch(/not judged: crash\n.*(shrunk to|with):.*NaN.*run it again/s)
  })

  it('conforms in a part without checks, and says so; but nothing does of a port that supports nothing', async () => {
    const checks = checksOf(await inProcessPort(operators).describe()).filter(({ operator }) => operator === 'locate')
    const count = checks.length + 1
    const part = Array.from({ length: count }, (_, i) => i + 1).find(
      (index) => partOf(checks, { index, count }).length === 0,
    )
    const flags = ['--operators', 'locate', '--shard', `${part}/${count}`]
    const idle = await run(['verify', ...flags])
    expect(idle).toMatchObject({ code: 0, stderr: '' })
    expect(lines(idle.stdout).at(-1)).toBe(`conforms: nothing to do in part ${part}/${count}`)
    const json = await run(['verify', ...flags, '--json'])
    expect(JSON.parse(json.stdout)).toMatchObject({ footer: { expected: 0, actual: 0, exit: 0 } })
    expect((await run(['verify', '--port', port('nothing'), ...flags])).code).toBe(3)
  })

  it('splits into parts that are together the whole', async () => {
    const ids = async (...more: readonly string[]): Promise<readonly string[]> => {
      const { stdout } = await run(['verify', '--runs', '1', '--operators', 'locate,tridiagonal', '--json', ...more])
      return lines(stdout).flatMap((line) => JSON.parse(line).check ?? [])
    }
    const [whole, first, second] = await Promise.all([ids(), ids('--shard', '1/2'), ids('--shard', '2/2')])
    expect([...first, ...second].toSorted()).toEqual([...whole].toSorted())
    expect(Math.min(first.length, second.length)).toBeGreaterThan(0)
  })

  it('catches a wrong port, and what it prints can be replayed', async () => {
    const flags = ['--operators', 'tridiagonal-solve', '--laws', 'exact']
    const { code, stdout } = await run(['verify', '--port', port('flipped-sign'), ...flags, '--seed', '7'])
    expect(code).toBe(1)
    expect(stdout).toMatch(/✗ tridiagonal-solve: .* TRI-9\n/)
    expect(stdout).toContain('the cotangent of du, entry 0')
    expect(stdout).toContain('npx cotangent explain TRI-9')
    const token = /replay (\S+) --port /.exec(stdout)?.[1] ?? ''
    const again = await run(['replay', token, '--port', port('flipped-sign')])
    expect(again.code).toBe(1)
    expect(again.stdout).toMatch(/expected cotangent of du \[.*\]\n +got cotangent of du \[/)
    const fixed = await run(['replay', token, '--port', port('none')])
    expect(fixed).toMatchObject({ code: 0, stdout: expect.stringContaining('no longer fails') })
  })

  it('stops at the first failure with --bail', async () => {
    const { code, stdout } = await run(['verify', '--port', port('flipped-sign'), ...small, '--bail', '--workers', '1'])
    expect(code).toBe(1)
    expect(stdout).toMatch(/✗ .*not run/s)
    expect(stdout).toContain('cut off: stopped by --bail')
  })

  it('does not take for a fault of the port that --bail closed it under another check', async () => {
    const flags = ['--operators', 'tridiagonal-solve', '--laws', 'exact', '--runs', '1000', '--bail', '--workers', '2']
    const { code, stdout } = await run(['verify', '--port', port('flipped-sign-and-slow'), ...flags])
    expect(stdout).toMatch(/✗ tridiagonal-solve: .* TRI-9\n/)
    expect(stdout).not.toContain('not judged')
    expect(stdout).toMatch(/\n1 of 3 checks fails · [12] did not run · cut off: stopped by --bail\n$/)
    expect(code).toBe(1)
  })

  it.each([
    ['hang', /not judged: hang/],
    ['crash', /not judged: crash.*\| the reason is here/s],
  ])('does not judge a port that answers with a %s', async (way, message) => {
    const flags = ['--timeout', '300', '--operators', 'tridiagonal-solve', '--laws', 'exact', '--runs', '5']
    const { code, stdout } = await run(['verify', '--port', port(way), ...flags])
    expect(code).toBe(3)
    expect(stdout).toMatch(message)
    expect(stdout).toContain('1 could not be judged')
  })

  it('does not pass a port that supports nothing, nor one that cannot be started', async () => {
    const none = await run(['verify', '--port', port('nothing')])
    expect(none).toMatchObject({ code: 3, stdout: expect.stringContaining('nothing could be judged') })
    const absent = await run(['verify', '--port', 'no-such-program-anywhere'])
    expect(absent).toMatchObject({ code: 3, stdout: '' })
    expect(absent.stderr).toContain('could not be started')
    expect(absent.stderr.match(/not found/g)).toHaveLength(1)
    const replayed = await run(['replay', 'locate/exact/primal:1:0', '--port', 'no-such-program-anywhere'])
    expect(replayed).toMatchObject({ code: 3, stdout: '', stderr: absent.stderr })
  })

  it('says at the start that the reference takes its time', async () => {
    const { code, stderr } = await run(['verify', '--reference', '--operators', 'locate', '--runs', '1'])
    expect(code).toBe(0)
    expect(lines(stderr)[0]).toMatch(/^cotangent: the reference .* take minutes/)
  })

  it('refuses names that nothing has', async () => {
    const { code, stderr } = await run(['verify', '--operators', 'locat'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/no operator 'locat' \(did you mean locate\?\); the operators are tridiagonal, /)
  })

  it('prints what it has when it is interrupted, and calls it cut off', async () => {
    const argv = '--runs 20000 --json --workers 1 --operators locate --laws bad-input,exact'.split(' ')
    const { code, stdout } = await run(['verify', ...argv], { interruptOn: '\n' })
    const { footer } = JSON.parse(lines(stdout).at(-1)!)
    expect(footer).toMatchObject({ cutOff: 'interrupted', actual: 1, exit: 3 })
    expect(footer.expected).toBeGreaterThan(1)
    expect(code).toBe(3)
  })
})
