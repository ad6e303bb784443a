import { PassThrough, Readable, Writable } from 'node:stream'
import { setTimeout as after } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import { type Port, PortFault } from '../spec/port.ts'
import { fixtureOperators } from './fixtures/operators.ts'
import { inProcessPort } from './in-process.ts'
import { serve } from './serve.ts'

const port = inProcessPort(fixtureOperators, { name: 'fixture' })
const slopes = { operator: 'quadratic-spline-slopes', arguments: { rhs: [0, 2, -2] } }

interface Message {
  readonly id: unknown
  readonly result?: unknown
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown }
}

/** Everything that is answered to this input, in the order of the answers. */
async function answersTo(input: string | readonly string[], served: Port = port): Promise<Message[]> {
  const output = new PassThrough()
  const chunks: string[] = []
  output.on('data', (chunk) => chunks.push(String(chunk)))
  await serve(served, Readable.from(typeof input === 'string' ? [input] : input), output)
  const lines = chunks.join('').split('\n')
  expect(lines.pop()).toBe('')
  return lines.map((line) => JSON.parse(line) as Message)
}

const request = (method: string, params?: unknown, id: unknown = 1): string =>
  `${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`

describe('serve answers (PRT-1, PRT-3)', () => {
  test('describe', async () => {
    const [answer] = await answersTo(request('describe', { protocol: 1 }))
    expect(answer).toEqual({ jsonrpc: '2.0', id: 1, result: await port.describe() })
  })

  test('the three maps', async () => {
    const answers = await answersTo([
      request('primal', slopes, 'a'),
      request('pushforward', { ...slopes, tangents: {} }, 2),
      request('pullback', { ...slopes, options: {}, cotangent: [1, 2, 3] }, 3),
    ])
    expect(answers).toEqual([
      { jsonrpc: '2.0', id: 'a', result: { output: [0, 2, -4] } },
      { jsonrpc: '2.0', id: 2, result: { tangent: [0, 0, 0] } },
      { jsonrpc: '2.0', id: 3, result: { cotangents: { rhs: [2, -1, 3] } } },
    ])
  })

  test('−0 and what is not finite, both ways', async () => {
    const echo: Port = {
      ...port,
      async primal({ arguments: { rhs } }) {
        expect(rhs).toEqual([-0, Number.NaN, Number.NEGATIVE_INFINITY, 0])
        return rhs
      },
    }
    const line =
      '{"jsonrpc":"2.0","id":1,"method":"primal","params":{"operator":"o","arguments":{"rhs":[-0,"NaN","-Infinity",0]}}}'
    const output = new PassThrough()
    await serve(echo, Readable.from([line]), output)
    expect(String(output.read())).toBe('{"jsonrpc":"2.0","id":1,"result":{"output":[-0,"NaN","-Infinity",0]}}\n')
  })

  test('in the order in which they are ready', async () => {
    const slow: Port = {
      ...port,
      async primal(call) {
        await after(call.arguments.rhs[0])
        return call.arguments.rhs
      },
    }
    const input = [30, 1, 15].map((ms) => request('primal', { operator: 'o', arguments: { rhs: [ms] } }, ms))
    expect((await answersTo(input.join(''), slow)).map(({ id }) => id)).toEqual([1, 15, 30])
  })

  test('requests in pieces, and the last without a line end', async () => {
    const text = request('primal', slopes, 1) + request('primal', slopes, 2).trimEnd()
    expect((await answersTo([...text])).map(({ id }) => id)).toEqual([1, 2])
  })

  test('nothing to notifications, and exit ends it', async () => {
    const input = `{"jsonrpc":"2.0","method":"describe","params":{"protocol":1}}\n{"jsonrpc":"2.0","method":"nonsense"}\n${request('primal', slopes)}{"jsonrpc":"2.0","method":"exit"}\n${request('primal', slopes, 2)}`
    expect((await answersTo(input)).map(({ id }) => id)).toEqual([1])
  })
})

describe('serve explains', () => {
  const lines: readonly [string, string, number, RegExp][] = [
    ['no JSON', 'hello\n', -32700, /not JSON/],
    ['an empty line', '\n', -32700, /not JSON/],
    ['a batch', '[]\n', -32600, /one JSON object/],
    ['an unknown method', request('integrate'), -32601, /no method 'integrate', expected describe, primal/],
    ['exit as a request', request('exit'), -32601, /no method 'exit'/],
    ['describe without a protocol', request('describe'), -32602, /protocol is missing, expected 1/],
    ['another protocol', request('describe', { protocol: 2 }), -32602, /protocol is 2, expected 1/],
    ['params that are an array', request('primal', []), -32602, /params must be an object/],
    ['no operator', request('primal', { arguments: {} }), -32602, /operator is missing, expected a string/],
    ['no arguments', request('primal', { operator: 'locate' }), -32602, /arguments is missing, expected an object/],
    ['an array for arguments', request('primal', { ...slopes, arguments: [1] }), -32602, /arguments is \[1\]/],
    [
      'options that are none',
      request('primal', { ...slopes, options: 'x' }),
      -32602,
      /options is x, expected an object/,
    ],
    ['a misspelt parameter', request('primal', { ...slopes, option: {} }), -32602, /no parameter 'option', expected/],
    ['no tangents', request('pushforward', slopes), -32602, /tangents is missing/],
  ]
  test.each(lines)('%s', async (_, line, code, message) => {
    const [answer] = await answersTo(line)
    expect(answer.error).toMatchObject({ code, message: expect.stringMatching(message) })
    expect(answer.error).not.toHaveProperty('data')
  })

  const declared: readonly [string, unknown, object][] = [
    ['an unknown operator', { ...slopes, operator: 'none' }, { code: 'UNKNOWN_OPERATOR' }],
    ['NaN', { ...slopes, arguments: { rhs: [1, 'NaN'] } }, { code: 'NOT_FINITE', argument: 'rhs', index: 1 }],
    [
      'an entry that is null',
      { ...slopes, arguments: { rhs: [null] } },
      { code: 'NOT_FINITE', argument: 'rhs', index: 0 },
    ],
    ['no array', { ...slopes, arguments: { rhs: 3 } }, { code: 'LENGTH_MISMATCH', argument: 'rhs' }],
    ['an argument left out', { ...slopes, arguments: {} }, { code: 'LENGTH_MISMATCH', argument: 'rhs' }],
    ['an unknown option', { ...slopes, options: { x: 1 } }, { code: 'INVALID_OPTION', argument: 'x' }],
  ]
  test.each(declared)('%s, with its declared code', async (_, params, data) => {
    const [answer] = await answersTo(request('primal', params))
    expect(answer.error).toMatchObject({ code: -32000, data })
  })

  test('a pullback without a cotangent, or of an operator without one', async () => {
    const answers = await answersTo([
      request('pullback', slopes),
      request('pullback', { operator: 'locate', arguments: { knots: [0, 1], queries: [] }, cotangent: [] }),
    ])
    expect(answers.map(({ error }) => error?.data)).toEqual([
      { code: 'LENGTH_MISMATCH', argument: 'cotangent' },
      { code: 'NOT_DIFFERENTIABLE' },
    ])
  })

  test('any other failure as an internal error', async () => {
    const faulty: Port = { ...port, primal: () => Promise.reject(new PortFault('crash', 'gone')) }
    expect((await answersTo(request('primal', slopes), faulty))[0].error).toEqual({
      code: -32603,
      message: 'PortFault: gone',
    })
  })
})

describe('serve and its streams (PRT-1, PRT-7)', () => {
  test('reads no further than its reader takes answers', async () => {
    let asked = 0
    const counting: Port = {
      ...port,
      async primal() {
        asked++
        return [asked]
      },
    }
    const input = Readable.from(Array.from({ length: 1000 }, (_, id) => request('primal', slopes, id)))
    const waiting: (() => void)[] = []
    const stuck = new Writable({ highWaterMark: 1, write: (_chunk, _encoding, done) => waiting.push(done) })
    const served = serve(counting, input, stuck)
    await vi.waitFor(() => expect(asked).toBe(64))
    await after(20)
    expect(asked).toBe(64)
    while (asked < 1000 || waiting.length > 0) {
      waiting.shift()?.()
      await after(0)
    }
    await served
    expect(asked).toBe(1000)
  })

  test('ends quietly when the reader goes away', async () => {
    const input = new PassThrough()
    const output = new PassThrough()
    const served = serve(port, input, output)
    output.destroy(new Error('EPIPE'))
    await served
    expect(input.destroyed).toBe(true)
    expect(output.listenerCount('error')).toBe(0)
  })

  test('an input that fails is an error', async () => {
    const input = new PassThrough()
    const served = serve(port, input, new PassThrough())
    input.destroy(new Error('EIO'))
    await expect(served).rejects.toThrow('EIO')
  })

  test('leaves no listeners behind', async () => {
    const output = new PassThrough()
    await serve(port, Readable.from([request('primal', slopes)]), output)
    expect(output.eventNames().filter((name) => name === 'error')).toEqual([])
    expect(output.writableEnded).toBe(false)
  })
})
