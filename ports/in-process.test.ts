import { describe, expect, test } from 'vitest'
import { CotangentError } from '../spec/errors.ts'
import type { Operator, Operators } from '../spec/operator.ts'
import { PortFault } from '../spec/port.ts'
import { fixtureOperators } from './fixtures/operators.ts'
import { inProcessPort } from './in-process.ts'

const name = 'quadratic-spline-slopes'
const call = { operator: name, arguments: { rhs: [0, 2, -2] }, options: {} }
const right = fixtureOperators[name]
const broken = (change: Partial<Operator>): Operators => ({ [name]: { ...right, ...change } })

describe('the in-process port', () => {
  test('describes what the table has of the catalogue, with the maps that the catalogue gives', async () => {
    const port = inProcessPort({ ...fixtureOperators, 'my-own': right })
    expect(await port.describe()).toEqual({
      protocol: 1,
      name: 'in-process',
      version: 'unversioned',
      language: 'JavaScript',
      operators: { [name]: { maps: ['primal', 'pushforward', 'pullback'] }, locate: { maps: ['primal'] } },
    })
  })

  test('takes what is given of the description instead', async () => {
    const operators = { [name]: { maps: ['primal'] } } as const
    const port = inProcessPort(fixtureOperators, { name: 'mine', operators, maxLength: 8 })
    expect(await port.describe()).toMatchObject({ name: 'mine', operators, maxLength: 8 })
  })

  test('answers the three maps', async () => {
    const port = inProcessPort(fixtureOperators)
    expect(await port.primal(call)).toEqual(Float64Array.of(0, 2, -4))
    expect(await port.pushforward({ ...call, tangents: { rhs: [1, 0, 0] } })).toEqual(Float64Array.of(1, -1, 1))
    expect(await port.pullback({ ...call, cotangent: [1, 2, 3] })).toEqual({ rhs: Float64Array.of(2, -1, 3) })
    await port.close()
  })

  test('hands arrays on uncopied, both ways', async () => {
    const rhs = Float64Array.of(1, 2)
    const kept = new Float64Array(2)
    const port = inProcessPort(
      broken({
        primal: (args) => {
          expect(args.rhs).toBe(rhs)
          return kept
        },
      }),
    )
    expect(await port.primal({ ...call, arguments: { rhs } })).toBe(kept)
  })

  test.each(['no-such', 'toString', 'tridiagonal', 'my-own'])('does not know %s', async (operator) => {
    const refused = inProcessPort({ ...fixtureOperators, 'my-own': right }).primal({ ...call, operator })
    await expect(refused).rejects.toBeInstanceOf(CotangentError)
    await expect(refused).rejects.toMatchObject({ code: 'UNKNOWN_OPERATOR' })
    await expect(refused).rejects.toThrow(`got '${operator}', expected one of ${name}, locate`)
  })

  test('passes declared errors on', async () => {
    const bad = { ...call, arguments: { rhs: [1, Number.NaN] } }
    await expect(inProcessPort(fixtureOperators).primal(bad)).rejects.toMatchObject({ code: 'NOT_FINITE', index: 1 })
  })

  test('anything else that is thrown is a crash, with the stack', async () => {
    const port = inProcessPort(
      broken({
        primal: () => {
          throw new TypeError('x is undefined')
        },
        pushforward: () => {
          throw 'text'
        },
      }),
    )
    const crash = await port.primal(call).catch((error: unknown) => error)
    expect(crash).toBeInstanceOf(PortFault)
    expect(crash).toMatchObject({
      kind: 'crash',
      message: `primal of ${name} threw TypeError: x is undefined`,
      stderr: expect.stringContaining('in-process.test.ts'),
    })
    await expect(port.pushforward({ ...call, tangents: {} })).rejects.toMatchObject({ kind: 'crash', stderr: '' })
  })
})

describe('a wrong shape is a fault', () => {
  const ofPullback = (cotangents: object) =>
    inProcessPort(broken({ pullback: () => cotangents as Record<string, Float64Array> })).pullback({
      ...call,
      cotangent: [1, 2, 3],
    })
  const ofPrimal = (output: unknown, given = call) =>
    inProcessPort(broken({ primal: () => output as Float64Array })).primal(given)

  test.each([
    ['two entries', new Float64Array(2), /output has length 2, expected 3: \[0,0\]/],
    ['a number', 3, /output is 3, expected an array of numbers/],
    ['nothing', undefined, /output is missing/],
    ['a null entry', [1, null, 2], /output\[1\] is null, expected a number, "NaN"/],
    ['a string entry', ['1', 2, 3], /output\[0\] is 1, expected a number/],
  ])('an output of %s', async (_, output, message) => {
    const fault = ofPrimal(output)
    await expect(fault).rejects.toMatchObject({ kind: 'wrong-shape' })
    await expect(fault).rejects.toThrow(message)
  })

  test('a tangent too long', async () => {
    const port = inProcessPort(broken({ pushforward: () => new Float64Array(4) }))
    await expect(port.pushforward({ ...call, tangents: {} })).rejects.toThrow(/tangent has length 4, expected 3/)
  })

  test.each([
    ['none', {}, /no cotangent of rhs, got none/],
    ['another name', { r: new Float64Array(3) }, /no cotangent of rhs, got r/],
    ['one too many', { rhs: new Float64Array(3), x: new Float64Array(3) }, /a cotangent of x, expected those of rhs/],
    ['too short', { rhs: new Float64Array(2) }, /the cotangent of rhs has length 2, expected 3/],
    ['an array', [1, 2, 3], /cotangents is \[1,2,3\], expected an object/],
  ])('cotangents: %s', async (_, cotangents, message) => {
    const fault = ofPullback(cotangents)
    await expect(fault).rejects.toMatchObject({ kind: 'wrong-shape' })
    await expect(fault).rejects.toThrow(message)
  })

  test('only the declared arguments must have a cotangent', async () => {
    const operators = { [name]: { maps: ['pullback'], differentiable: [] } } as const
    const port = inProcessPort(broken({ pullback: () => ({}) }), { operators })
    expect(await port.pullback({ ...call, cotangent: [1, 2, 3] })).toEqual({})
  })

  test('NaN and infinities have the right shape', async () => {
    expect(await ofPrimal([Number.NaN, 'Infinity', 1])).toEqual(
      Float64Array.of(Number.NaN, Number.POSITIVE_INFINITY, 1),
    )
  })

  test('an answer where the lengths of the arguments contradict each other passes', async () => {
    const operators = { 'tridiagonal-multiply': { ...right, primal: () => new Float64Array(7) } }
    const args = { dl: [1], d: [1, 2], du: [1], x: [1] }
    const given = { operator: 'tridiagonal-multiply', arguments: args, options: {} }
    expect(await inProcessPort(operators).primal(given)).toHaveLength(7)
    const fits = { ...given, arguments: { ...args, x: [1, 2] } }
    await expect(inProcessPort(operators).primal(fits)).rejects.toThrow(/output has length 7, expected 2/)
  })

  test.each([{}, { rhs: [] }, { rhs: 3 }])('an answer to a call of no right length, %j, passes', async (args) => {
    const given = { ...call, arguments: args as { rhs: number[] } }
    expect(await ofPrimal([1, 2], given)).toEqual(Float64Array.of(1, 2))
  })
})
