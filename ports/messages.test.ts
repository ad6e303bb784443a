import { describe, expect, test } from 'vitest'
import { CotangentError } from '../spec/errors.ts'
import { declaredErrorOf, errorObjectOf } from './errors.ts'
import {
  errorLine,
  notificationLine,
  quote,
  RequestError,
  readAnswer,
  readRequest,
  requestLine,
  resultLine,
} from './messages.ts'

describe('a request', () => {
  test('reads back as it was written', () => {
    expect(readRequest(requestLine(3, 'primal', { a: [-0] }))).toEqual({ id: 3, method: 'primal', params: { a: [-0] } })
    expect(readRequest(notificationLine('exit'))).toEqual({ method: 'exit', params: {} })
  })

  test.each([
    ['{', -32700, null, /not JSON$/],
    ['', -32700, null, /not JSON$/],
    ['{"x":[1, NaN]}', -32700, null, /strings "NaN"/],
    ['[]', -32600, null, /one JSON object: \[\]/],
    ['3', -32600, null, /one JSON object/],
    ['{"foo":"boo"}', -32600, null, /jsonrpc must be "2.0"/],
    ['{"jsonrpc":"1.0","id":4,"method":"m"}', -32600, 4, /jsonrpc must be/],
    ['{"jsonrpc":"2.0","id":"a","method":1}', -32600, 'a', /method must be a string/],
    ['{"jsonrpc":"2.0","id":null,"method":"m"}', -32600, null, /id must be/],
    ['{"jsonrpc":"2.0","id":{},"method":"m"}', -32600, null, /id must be/],
    ['{"jsonrpc":"2.0","id":4,"method":"m","params":[1]}', -32602, 4, /params must be an object/],
  ])('%s is refused with %i', (line, code, id, message) => {
    const refused = catching(() => readRequest(line))
    expect(refused).toBeInstanceOf(RequestError)
    expect(refused).toMatchObject({ code, id, message: expect.stringMatching(message) })
  })
})

describe('an answer', () => {
  test('reads back as it was written', () => {
    expect(readAnswer(resultLine(3, { output: [1, -0] }))).toEqual({ id: 3, result: { output: [1, -0] } })
    expect(readAnswer(resultLine(3, null))).toEqual({ id: 3, result: null })
    const error = { code: -32000, message: 'm', data: { code: 'SINGULAR' } }
    expect(readAnswer(errorLine(null, error))).toEqual({ id: null, error })
  })

  test.each([
    ['oops', /^not JSON: oops$/],
    ['{"jsonrpc":"2.0","id":1,"result":{"output":[-Infinity]}}', /strings "NaN"/],
    ['[]', /no object/],
    ['null', /no object/],
    ['{"id":1,"result":1}', /jsonrpc is not "2.0"/],
    ['{"jsonrpc":"2.0","result":1}', /no id/],
    ['{"jsonrpc":"2.0","id":1}', /neither or both/],
    ['{"jsonrpc":"2.0","id":1,"result":1,"error":{"code":1,"message":""}}', /neither or both/],
    ['{"jsonrpc":"2.0","id":1,"error":"bad"}', /integer code and a message/],
    ['{"jsonrpc":"2.0","id":1,"error":{"code":1.5,"message":""}}', /integer code and a message/],
    ['{"jsonrpc":"2.0","id":1,"error":{"code":1}}', /integer code and a message/],
  ])('%s is refused', (line, message) => {
    expect(() => readAnswer(line)).toThrow(message)
  })

  test('a long line is quoted by its start', () => {
    expect(() => readAnswer('x'.repeat(5000))).toThrow(`${'x'.repeat(120)}… (5000 characters)`)
    expect(quote('')).toBe('(nothing)')
    expect(quote(undefined)).toBe('missing')
    expect(quote([-0])).toBe('[-0]')
  })
})

describe('errors on their way (PRT-5)', () => {
  test('a declared error arrives as it left', () => {
    const error = new CotangentError('NOT_INCREASING', 'knots must increase', { argument: 'knots', index: 3 })
    const arrived = declaredErrorOf(readAnswer(errorLine(1, errorObjectOf(error))).error!)
    expect(arrived).toBeInstanceOf(CotangentError)
    expect(arrived).toEqual(error)
    expect(arrived).toMatchObject({ code: 'NOT_INCREASING', argument: 'knots', index: 3 })
  })

  test('other errors are internal, those of a request keep their number', () => {
    expect(errorObjectOf(new TypeError('x'))).toEqual({ code: -32603, message: 'TypeError: x' })
    expect(errorObjectOf('text')).toEqual({ code: -32603, message: 'text' })
    expect(errorObjectOf(new RequestError(-32601, 'no'))).toEqual({ code: -32601, message: 'no' })
  })

  test.each([
    [-32603, { code: 'SINGULAR' }],
    [-32000, undefined],
    [-32000, { code: 'NO_SUCH_CODE' }],
    [-32000, { code: 'toString' }],
    [-32000, { code: 'SINGULAR', argument: 3 }],
    [-32000, { code: 'SINGULAR', index: -1 }],
    [-32000, { code: 'SINGULAR', index: 0.5 }],
    [-32000, { code: 'SINGULAR', index: '1' }],
  ])('%i with %j is no declared error', (code, data) => {
    expect(declaredErrorOf({ code, message: '', data })).toBeUndefined()
  })
})

function catching(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    return error
  }
}
