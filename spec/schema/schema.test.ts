import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, type Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { beforeAll, describe, expect, test } from 'vitest'
import { fixtureOperators } from '../../ports/fixtures/operators.ts'
import { inProcessPort } from '../../ports/in-process.ts'
import { lineSplitter } from '../../ports/lines.ts'
import { serve } from '../../ports/serve.ts'
import { openStdioPort } from '../../ports/stdio.ts'
import { errorCodes } from '../errors.ts'
import { mapNames } from '../operator.ts'
import { protocolVersion } from '../port.ts'

const folder = fileURLToPath(new URL('.', import.meta.url))
const schemas = new Map(
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => [file, JSON.parse(readFileSync(join(folder, file), 'utf8'))]),
)
const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, schemas: [...schemas.values()] })

function validatorOf(file: string): ValidateFunction {
  return ajv.getSchema(`cotangent:/protocol/${protocolVersion}/${file}`)!
}
const isRequest = validatorOf('request.json')
const isAnswer = validatorOf('answer.json')

/** Lines that went each way between a stdio port and a served one. */
const sent: string[] = []
const answered: string[] = []

/** A session with everything in it: describe, the three maps, special numbers, declared errors, refusals, exit. */
beforeAll(async () => {
  const temporary = mkdtempSync(join(tmpdir(), 'schema-'))
  const path = join(temporary, 'socket')
  const served: Promise<void>[] = []
  const server = createServer((socket) => {
    served.push(serve(inProcessPort(fixtureOperators), socket, recorded(socket)))
  }).listen(path)
  const relay = fileURLToPath(new URL('../../ports/fixtures/relay.mjs', import.meta.url))
  const port = openStdioPort(`exec node '${relay}' '${path}'`)
  const call = { operator: 'quadratic-spline-slopes', arguments: { rhs: [0, 2, -2] }, options: {} }
  await port.describe()
  expect(await port.primal(call)).toEqual(Float64Array.of(0, 2, -4))
  expect(await port.primal({ ...call, arguments: { rhs: [-0] } })).toEqual(Float64Array.of(-0))
  await port.pushforward({ ...call, tangents: { rhs: [1, 0, 0] } })
  await port.pushforward({ ...call, tangents: {} })
  expect(await port.pullback({ ...call, cotangent: [1, 2, 3] })).toEqual({ rhs: Float64Array.of(2, -1, 3) })
  const refused = [
    port.primal({ ...call, arguments: { rhs: [1, Number.NaN, Number.NEGATIVE_INFINITY] } }),
    port.primal({ ...call, arguments: {} }),
    port.primal({ ...call, operator: 'none' }),
    port.primal({ ...call, options: { side: { left: 'a', right: 'b' } } }),
    port.pullback({ operator: 'locate', arguments: { knots: [0, 1], queries: [] }, options: {}, cotangent: [] }),
  ]
  for (const one of refused) await expect(one).rejects.toMatchObject({ name: 'CotangentError' })
  await port.close()
  await Promise.all(served)
  await new Promise((resolve) => server.close(resolve))
  rmSync(temporary, { recursive: true })
})

/** What `serve` writes on its way to the socket, and every line of either direction kept. */
function recorded(socket: Socket): PassThrough {
  const output = new PassThrough()
  output.pipe(socket)
  keepLines(socket, sent)
  keepLines(output, answered)
  return output
}

function keepLines(stream: Readable, lines: string[]): void {
  const splitter = lineSplitter((line) => lines.push(line))
  stream.on('data', (chunk: Buffer) => splitter.push(chunk))
}

test('every schema is a schema, and its codes, maps and protocol are those of the spec', () => {
  expect([...schemas.keys()]).toEqual([
    'answer.json',
    'description.json',
    'error-data.json',
    'numbers.json',
    'request.json',
  ])
  for (const [file, schema] of schemas) {
    expect(schema.$id).toBe(`cotangent:/protocol/${protocolVersion}/${file}`)
    expect(ajv.validateSchema(schema)).toBe(true)
  }
  expect(schemas.get('error-data.json').properties.code.enum).toEqual(Object.keys(errorCodes))
  expect(schemas.get('description.json').$defs.support.properties.maps.items.enum).toEqual(mapNames)
  expect(schemas.get('description.json').properties.protocol.const).toBe(protocolVersion)
})

test('every message of a recorded session validates', () => {
  expect(sent).toHaveLength(12)
  expect(answered).toHaveLength(11)
  const wrong = [
    ...sent.filter((line) => !isRequest(JSON.parse(line))),
    ...answered.filter((line) => !isAnswer(JSON.parse(line))),
  ]
  expect(wrong).toEqual([])
  expect(sent.at(-1)).toBe('{"jsonrpc":"2.0","method":"exit"}')
  expect(sent[2]).toContain('"rhs":[-0]')
  expect(answered[2]).toContain('"output":[-0]')
})

const primal = { operator: 'locate', arguments: { knots: [0, 1], queries: [] }, options: {} }
const request = (method: string, params?: unknown) => ({ jsonrpc: '2.0', id: 1, method, params })
const result = (value: unknown) => ({ jsonrpc: '2.0', id: 1, result: value })
const error = (code: number, data?: unknown) => ({ jsonrpc: '2.0', id: 1, error: { code, message: 'm', data } })
const description = { protocol: 1, name: 'n', version: '1', language: 'l', operators: {} }
/** As it travels: members that are undefined are not there. */
const travelled = (message: unknown): unknown => JSON.parse(JSON.stringify(message))

describe('good messages that the session has not', () => {
  test.each([
    [request('primal', { ...primal, options: undefined })],
    [{ ...request('primal', primal), id: 'a' }],
    [request('primal', { ...primal, options: { order: 1 } })],
  ])('%j', (message) => {
    expect(isRequest(travelled(message))).toBe(true)
  })

  test.each([
    [
      result({
        ...description,
        maxLength: 8,
        operators: { a: { maps: ['primal'], options: { order: [0] }, differentiable: ['x'] } },
      }),
    ],
    [result({ ...description, author: 'a', operators: { a: { maps: [], note: 1 } } })],
    [{ ...error(-32700), id: null }],
    [error(-32603, { anything: 1 })],
    [result({ output: ['NaN', 1e308, 'Infinity'] })],
  ])('%j', (message) => {
    expect(isAnswer(travelled(message))).toBe(true)
  })
})

describe('planted bad requests', () => {
  test.each([
    [[]],
    [{ ...request('primal', primal), jsonrpc: '1.0' }],
    [{ ...request('primal', primal), jsonrpc: undefined }],
    [{ ...request('primal', primal), id: undefined }],
    [{ ...request('primal', primal), id: null }],
    [{ ...request('primal', primal), extra: 1 }],
    [request('exit')],
    [request('integrate', primal)],
    [request('describe')],
    [request('describe', { protocol: 2 })],
    [request('primal')],
    [request('primal', { ...primal, operator: undefined })],
    [request('primal', { ...primal, arguments: undefined })],
    [request('primal', { ...primal, arguments: { d: [null] } })],
    [request('primal', { ...primal, arguments: { d: ['inf'] } })],
    [request('primal', { ...primal, arguments: { d: 3 } })],
    [request('primal', { ...primal, options: { a: true } })],
    [request('primal', { ...primal, options: { a: { left: 'x' } } })],
    [request('primal', { ...primal, cotangent: [1] })],
    [request('pushforward', primal)],
    [request('pushforward', { ...primal, tangents: [1] })],
    [request('pullback', primal)],
    [request('pullback', { ...primal, cotangent: {} })],
  ])('%j', (message) => {
    expect(isRequest(travelled(message))).toBe(false)
  })
})

describe('planted bad answers', () => {
  test.each([
    [{ ...result({ output: [] }), jsonrpc: undefined }],
    [{ ...result({ output: [] }), id: null }],
    [{ ...result({ output: [] }), id: undefined }],
    [{ ...result({ output: [] }), ...error(-32603) }],
    [{ jsonrpc: '2.0', id: 1 }],
    [result(undefined)],
    [result({})],
    [result([1])],
    [result({ output: [null] })],
    [result({ output: [[1]] })],
    [result({ output: [1], tangent: [1] })],
    [result({ tangent: 1 })],
    [result({ cotangents: [1] })],
    [result({ cotangents: { d: ['nan'] } })],
    [result({ ...description, protocol: '1' })],
    [result({ ...description, language: undefined })],
    [result({ ...description, maxLength: 0 })],
    [result({ ...description, operators: { a: {} } })],
    [result({ ...description, operators: { a: { maps: ['adjoint'] } } })],
    [result({ ...description, operators: { a: { maps: [], differentiable: 'x' } } })],
    [error(-32000)],
    [error(-32000, { code: 'BAD' })],
    [error(-32000, { code: 'SINGULAR', index: -1 })],
    [error(-32000, { code: 'SINGULAR', index: 1.5 })],
    [error(-32000, { argument: 'd' })],
    [error(-32000, { code: 'SINGULAR', where: 'd' })],
    [error(1, { code: 'SINGULAR' })],
    [{ jsonrpc: '2.0', id: 1, error: 'bad' }],
  ])('%j', (message) => {
    expect(isAnswer(travelled(message))).toBe(false)
  })
})
