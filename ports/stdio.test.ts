import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { CotangentError } from '../spec/errors.ts'
import { type Port, PortFault } from '../spec/port.ts'
import { openStdioPort, type StdioSettings } from './stdio.ts'

const fixture = fileURLToPath(new URL('fixtures/port.mjs', import.meta.url))
const quoted = (text: string): string => `'${text}'`
const commandOf = (...words: readonly string[]): string =>
  ['node', fixture, ...words].map((word) => quoted(word)).join(' ')

const open: Port[] = []
function portOf(words: readonly string[], settings: StdioSettings = {}): Port {
  return portAt(commandOf(...words), settings)
}
function portAt(command: string, settings: StdioSettings = {}): Port {
  const port = openStdioPort(command, settings)
  open.push(port)
  return port
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((port) => port.close()))
  expect(process.listeners('exit').filter(({ name }) => name === 'killAll')).toEqual([])
})

const call = { operator: 'quadratic-spline-slopes', arguments: { rhs: [0, 2, -2] }, options: {} }
const slopesOf = (port: Port, rhs: readonly number[]) => port.primal({ ...call, arguments: { rhs } })

async function faultOf(work: Promise<unknown>): Promise<PortFault> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(PortFault)
  return error as PortFault
}

/** Whether a process runs; one that is dead but not yet reaped does not. */
function isAlive(pid: number): boolean {
  try {
    return !execFileSync('ps', ['-o', 'stat=', '-p', `${pid}`], { encoding: 'utf8' }).startsWith('Z')
  } catch {
    return false
  }
}

describe('a good port', () => {
  test('answers describe and the three maps', async () => {
    const port = portOf(['good'])
    expect(await port.describe()).toMatchObject({
      protocol: 1,
      name: 'fixture',
      operators: { locate: { maps: ['primal'] } },
    })
    expect(await port.primal(call)).toEqual(Float64Array.of(0, 2, -4))
    expect(await port.pushforward({ ...call, tangents: { rhs: [1, 0, 0] } })).toEqual(Float64Array.of(1, -1, 1))
    const cotangent = Float64Array.of(1, 2, 3)
    expect(await port.pullback({ ...call, cotangent })).toEqual({ rhs: Float64Array.of(2, -1, 3) })
  })

  test('is not started before the first call', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'port-'))
    const mark = join(folder, 'started')
    const port = portAt(`touch ${quoted(mark)}; exec ${commandOf('good')}`)
    await after(50)
    expect(existsSync(mark)).toBe(false)
    await port.describe()
    expect(existsSync(mark)).toBe(true)
    rmSync(folder, { recursive: true })
  })

  test('runs where it is told to', async () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'port-')))
    const port = portAt(`pwd >&2; exit 7`, { cwd: folder })
    expect((await faultOf(port.describe())).stderr).toBe(`${folder}\n`)
    rmSync(folder, { recursive: true })
  })

  test('takes many requests at once, and answers in any order', async () => {
    const port = portOf(['backwards'])
    const inputs = [[1], [2], [3], [4], [5], [6]]
    expect(await Promise.all(inputs.map((rhs) => slopesOf(port, rhs)))).toEqual(
      inputs.map((rhs) => Float64Array.from(rhs)),
    )
  })

  test('gives each of several requests its turn', async () => {
    // 100 ms for each of eight that wait together: the last has its answer long after 400 ms.
    const port = portOf(['slow', '100'], { timeout: 400 })
    const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => slopesOf(port, [i])))
    expect(answers).toHaveLength(8)
  })

  test('may cut its lines anywhere, in the middle of a letter too', async () => {
    expect(await portOf(['chunks']).primal(call)).toEqual(Float64Array.of(0, 2, -4))
  })

  test('may answer −0 and what is not finite', async () => {
    const port = portOf(['answer', '"result":{"output":[-0,"NaN","-Infinity"]}'])
    expect(await port.primal(call)).toEqual(Float64Array.of(-0, Number.NaN, Number.NEGATIVE_INFINITY))
  })

  test('is sent −0 and what is not finite', async () => {
    const { stderr } = await faultOf(slopesOf(portOf(['tell']), [-0, Number.NaN, Number.POSITIVE_INFINITY]))
    expect(stderr).toContain('"arguments":{"rhs":[-0,"NaN","Infinity"]}')
  })

  test('is not blamed for a delay of our own', async () => {
    const port = portOf(['good'], { timeout: 200 })
    await port.describe()
    const asked = port.primal(call)
    await new Promise((resolve) => setImmediate(resolve)) // Where the next to come are the timers, before any reading.
    for (const start = performance.now(); performance.now() - start < 800; );
    expect(await asked).toEqual(Float64Array.of(0, 2, -4))
  })

  test('may have operators that the catalogue has not, of any length', async () => {
    const port = portOf(['answer', '"result":{"output":[1],"cotangents":{"p":[1,2],"q":[]}}'])
    const later = { operator: 'later', arguments: { p: [1, 2, 3] }, options: {} }
    expect(await port.primal(later)).toEqual(Float64Array.of(1))
    expect(await port.pullback({ ...later, cotangent: [] })).toEqual({
      p: Float64Array.of(1, 2),
      q: new Float64Array(0),
    })
  })

  test('answers thousands of calls over one process', async () => {
    const port = portOf(['good'])
    for (let i = 0; i < 2000; i++) expect((await slopesOf(port, [i]))[0]).toBe(i)
  })

  test('is gone after close, which may be called twice', async () => {
    const port = portOf(['good'])
    await port.describe()
    await Promise.all([port.close(), port.close()])
    await port.close()
    expect(await faultOf(port.primal(call))).toMatchObject({
      kind: 'crash',
      message: expect.stringMatching(/is closed$/),
    })
    await portOf(['good']).close() // never started
  })

  test('leaves no timer behind', async () => {
    const set = vi.spyOn(globalThis, 'setTimeout')
    const cleared = vi.spyOn(globalThis, 'clearTimeout')
    const port = portOf(['good'], { timeout: 54_321, startTimeout: 65_432 })
    await port.primal(call)
    const ours = set.mock.results.filter((_, i) => [54_321, 65_432].includes(Number(set.mock.calls[i][1])))
    expect(ours).toHaveLength(2)
    for (const { value } of ours) expect(cleared).toHaveBeenCalledWith(value)
    vi.restoreAllMocks()
  })

  test('may end with its input alone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'port-'))
    const mark = join(folder, 'ended')
    const port = portOf(['eof-only', mark])
    await port.primal(call)
    await port.close()
    expect(existsSync(mark)).toBe(true)
    rmSync(folder, { recursive: true })
  })

  test('that does not want to go is killed, and a call under way learns of it', async () => {
    const port = portOf(['stubborn'])
    await port.describe()
    const started = performance.now()
    await port.primal(call)
    await port.close()
    expect(performance.now() - started).toBeGreaterThan(900)
    const busy = portOf(['hang'])
    await busy.describe()
    const asked = faultOf(busy.primal(call))
    await after(20)
    await busy.close()
    expect((await asked).message).toMatch(/the port was closed$/)
  })
})

describe('errors (PRT-5)', () => {
  test('a declared one is the same CotangentError', async () => {
    const port = portOf([
      'error',
      '{"code":-32000,"message":"m","data":{"code":"NOT_INCREASING","argument":"knots","index":3}}',
    ])
    const error = await port.primal(call).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(CotangentError)
    expect(error).toMatchObject({ code: 'NOT_INCREASING', argument: 'knots', index: 3, message: 'm' })
  })

  test.each([
    [
      '{"code":-32603,"message":"division by zero"}',
      /primal of .*: error -32603, expected -32000 .*: division by zero$/,
    ],
    [
      '{"code":-32000,"message":"m","data":{"code":"BAD"}}',
      /error -32000 with data {"code":"BAD"}, expected .*LENGTH_MISMATCH/,
    ],
  ])('%s is malformed, and the port goes on', async (error, message) => {
    const port = portOf(['error', error], { restarts: 0 })
    for (let i = 0; i < 3; i++)
      expect(await faultOf(port.primal(call))).toMatchObject({
        kind: 'malformed',
        message: expect.stringMatching(message),
      })
  })
})

describe('faults (PRT-6)', () => {
  const cases: readonly [string, PortFault['kind'], RegExp][] = [
    ['hang', 'hang', /primal of quadratic-spline-slopes: no answer within 500 ms$/],
    ['hang-in-line', 'hang', /no answer within 500 ms; a line without its end: {"jsonrpc":"2.0","id":2,"result"/],
    ['crash', 'crash', /exited with code 3 when asked for primal of quadratic-spline-slopes$/],
    ['killed', 'crash', /was killed by SIGSEGV when asked for primal of quadratic-spline-slopes$/],
    ['exit-in-line', 'crash', /exited with code 0 when asked .*; the last line has no end: {"jsonrpc":$/],
    ['garbage', 'malformed', /on stdout when asked for primal of .*: not JSON: debug: x = 3$/],
    ['bare-nan', 'malformed', /not JSON \(write the strings "NaN".*\[NaN\]/],
    ['unknown-id', 'malformed', /an answer to id 9, expected one of those asked \(2\): {"jsonrpc"/],
    ['string-id', 'malformed', /an answer to id 2, expected one of those asked \(2\): {"jsonrpc":"2.0","id":"2"/],
  ]
  test.each(cases)('%s', async (way, kind, message) => {
    const port = portAt(`exec ${commandOf(way)}`, { timeout: kind === 'hang' ? 500 : 10_000 })
    await port.describe()
    const fault = await faultOf(port.primal(call))
    expect(fault.kind).toBe(kind)
    expect(fault.message).toMatch(message)
  })

  const shapes: readonly [string, RegExp][] = [
    ['"result":3', /the result is 3, expected an object/],
    ['"result":{}', /output is missing, expected an array of numbers/],
    ['"result":{"output":[1,2]}', /output has length 2, expected 3: \[1,2\]/],
    ['"result":{"output":[1,null,3]}', /output\[1\] is null, expected a number/],
  ]
  test.each(shapes)('the wrong shape %s, after which the port goes on', async (answer, message) => {
    const port = portOf(['answer', answer], { restarts: 0 })
    for (let i = 0; i < 2; i++) {
      const fault = await faultOf(port.primal(call))
      expect(fault.kind).toBe('wrong-shape')
      expect(fault.message).toMatch(message)
    }
  })

  test('the wrong shape of a tangent and of cotangents', async () => {
    const port = portOf(['answer', '"result":{"tangent":[1],"cotangents":{}}'])
    expect((await faultOf(port.pushforward({ ...call, tangents: {} }))).message).toMatch(/tangent has length 1/)
    expect((await faultOf(port.pullback({ ...call, cotangent: [1, 2, 3] }))).message).toMatch(/no cotangent of rhs/)
  })

  test('the last four kilobytes of stderr are kept', async () => {
    const { stderr } = await faultOf(portOf(['crash']).primal(call))
    expect(stderr).toHaveLength(4096)
    expect(stderr).toMatch(/^-+\nBoom: 42\n$/)
  })

  test('every request under way is told', async () => {
    const port = portOf(['hang'], { timeout: 100 })
    const faults = await Promise.all([1, 2, 3].map((x) => faultOf(slopesOf(port, [x]))))
    expect(faults.map(({ kind }) => kind)).toEqual(['hang', 'hang', 'hang'])
    const crashing = portOf(['crash'])
    const others = await Promise.all([1, 2, 3].map((x) => faultOf(slopesOf(crashing, [x]))))
    expect(others[2].message).toMatch(/when asked for primal of quadratic-spline-slopes and 2 more/)
  })

  test.each([
    ['garbage-after-answer', 'malformed', /on stdout while nothing was asked: not JSON: debug: done$/],
    ['exit-after-answer', 'crash', /exited with code 0 while nothing was asked$/],
    ['twice', 'malformed', /an answer to id 2, expected one of those asked \(none\)/],
  ])('%s: what happens between two calls is told to the next, once', async (way, kind, message) => {
    const port = portOf([way])
    for (let i = 0; i < 2; i++) {
      await port.primal(call)
      await after(400)
      expect(await faultOf(port.primal(call))).toMatchObject({ kind, message: expect.stringMatching(message) })
    }
  })

  test('a call made while a fault is being settled is told too', async () => {
    const port = portOf(['garbage'])
    await port.describe()
    const first = faultOf(port.primal(call))
    const second = first.then(() => undefined)
    const racing: Promise<PortFault>[] = []
    const racer = setInterval(() => racing.push(faultOf(port.primal(call))), 1)
    await second
    clearInterval(racer)
    for (const fault of await Promise.all(racing)) expect(fault.kind).toBe('malformed')
  })
})

describe('starting', () => {
  test('a command that is not there', async () => {
    const fault = await faultOf(portAt('no-such-command --port').describe())
    expect(fault).toMatchObject({
      kind: 'crash',
      message: 'no-such-command --port: could not be started (exit code 127)',
      stderr: expect.stringMatching(/not found\n$/),
    })
  })

  test('a file that may not be run', async () => {
    expect((await faultOf(portAt(quoted(fixture)).describe())).message).toMatch(
      /could not be started \(exit code 126\)$/,
    )
  })

  test('a folder that is not there', async () => {
    const fault = await faultOf(portOf(['good'], { cwd: '/no/such/folder' }).describe())
    expect(fault).toMatchObject({
      kind: 'crash',
      message: expect.stringMatching(/could not be started: spawn .*ENOENT/),
    })
  })

  test('a program that dies before it describes itself', async () => {
    expect(await faultOf(portOf(['dies-at-start']).primal(call))).toMatchObject({
      message: expect.stringMatching(/exited with code 1 before it answered anything$/),
      stderr: "ModuleNotFoundError: No module named 'numpy'\n",
    })
  })

  test('a program that never describes itself', async () => {
    const fault = await faultOf(portOf(['never'], { startTimeout: 300 }).describe())
    expect(fault).toMatchObject({
      kind: 'hang',
      message: expect.stringMatching(/describe: no answer within 300 ms; .*flushed/),
    })
  })

  test('may take its time, whatever a call may take', async () => {
    const set = vi.spyOn(globalThis, 'setTimeout')
    await portOf(['good'], { timeout: 54_321 }).primal(call)
    await portOf(['good'], { timeout: 432 }).describe()
    const limits = set.mock.calls.map(([, milliseconds]) => milliseconds)
    vi.restoreAllMocks()
    expect(limits.filter((limit) => limit === 54_321)).toHaveLength(2)
    expect(limits).toContain(30_000)
    expect(limits).not.toContain(432)
  })

  test('a program that closes its stdout', async () => {
    const fault = await faultOf(portAt('exec >&-; sleep 60').describe())
    expect(fault).toMatchObject({
      kind: 'crash',
      message: expect.stringMatching(/closed its stdout before it answered/),
    })
  })

  test('a program that closes its stdin', async () => {
    const fault = await faultOf(portAt('exec 0<&-; sleep 60', { startTimeout: 300 }).describe())
    expect(fault.kind).toBe('hang')
  })

  test('a description that is none is malformed, and asked again in a new process', async () => {
    const port = portOf(['description', '{"protocol":2}'], { restarts: 1 })
    for (let life = 0; life < 2; life++)
      expect(await faultOf(port.describe())).toMatchObject({
        kind: 'malformed',
        message: expect.stringMatching(/describe: protocol is 2, expected 1$/),
      })
    expect((await faultOf(port.primal(call))).message).toMatch(/expected 1 \(given up after 1 restarts\)$/)
  })
})

describe('restarts', () => {
  test('the next call finds a new process', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'port-'))
    const port = portOf(['second-life', join(folder, 'mark')])
    expect((await faultOf(port.primal(call))).message).toMatch(/exited with code 9/)
    expect(await port.primal(call)).toEqual(Float64Array.of(0, 2, -4))
    rmSync(folder, { recursive: true })
  })

  test('so many and no more; then the last fault, at once', async () => {
    const port = portOf(['first-only'], { restarts: 2 })
    for (let life = 0; life < 3; life++) {
      await port.primal(call)
      expect((await faultOf(port.primal(call))).message).toMatch(/exited with code 1 when asked for .*slopes$/)
    }
    for (let i = 0; i < 3; i++) {
      const fault = await faultOf(port.primal(call))
      expect(fault).toMatchObject({
        kind: 'crash',
        message: expect.stringMatching(/slopes \(given up after 2 restarts\)$/),
      })
    }
    expect((await faultOf(port.describe())).message).toMatch(/given up/)
  })

  test('none, if none are allowed', async () => {
    const port = portOf(['crash'], { restarts: 0 })
    await faultOf(port.primal(call))
    expect((await faultOf(port.primal(call))).message).toMatch(/given up after 0 restarts/)
  })
})

describe('no process is left', () => {
  const pidsIn = (stderr: string): number[] => stderr.trim().split(/\s+/).map(Number)

  test('after a hang, of the shell, the port and its children', async () => {
    const port = portAt(`echo $$ >&2; ${commandOf('with-children', 'hang')}; true`, { timeout: 1500 })
    await port.describe()
    const fault = await faultOf(port.primal(call))
    const pids = pidsIn(fault.stderr)
    expect(pids).toHaveLength(3)
    expect(pids.filter(isAlive)).toEqual([])
  })

  test('after an orderly exit that leaves children behind', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'port-'))
    const log = join(folder, 'pids')
    const port = portAt(`${commandOf('with-children')} 2>${quoted(log)}`)
    await port.primal(call)
    await port.close()
    const pids = pidsIn(execFileSync('cat', [log], { encoding: 'utf8' }))
    expect(pids).toHaveLength(2)
    expect(pids.filter(isAlive)).toEqual([])
    rmSync(folder, { recursive: true })
  })

  test('a child that left the group cannot hold the port up by its pipes', async () => {
    const leaver = 'setsid sleep 5 & sleep 0.2; exit 5'
    const started = performance.now()
    expect((await faultOf(portAt(leaver).describe())).message).toMatch(/exited with code 5/)
    expect(performance.now() - started).toBeLessThan(4000)
  })
})
