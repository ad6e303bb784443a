/** What the faces for people say of data and options that are not as they should be: no TypeError, and no answer. */
import { describe, expect, test } from 'vitest'
import { CotangentError } from '../../spec/errors.ts'
import * as impl from '../index.ts'
import * as allFaces from './faces.ts'

const bad = <T>(value: unknown): T => value as T
const knots = [0, 1, 3, 4]
const values = [1, 2, 0, 1]

type Face = (knots: unknown, values: unknown, ...rest: unknown[]) => unknown
/** How many arrays each takes beyond knots and values. */
const extra: Readonly<Record<string, number>> = { cubicHermite: 1, quinticHermite: 2 }
const faces = Object.entries(allFaces).map(([name, face]): [string, (data: unknown[], options: unknown) => unknown] => [
  name,
  ([t, u], options) => {
    const rows = options === undefined ? values : [...values, ...values]
    return (face as Face)(t, u, ...Array<unknown>(extra[name] ?? 0).fill(rows), options)
  },
])

function faultOf(call: () => unknown): Pick<CotangentError, 'code' | 'message'> {
  try {
    call()
  } catch (error) {
    if (!(error instanceof CotangentError)) throw error
    return error
  }
  throw new Error('no error')
}

describe.each(faces)('%s', (_, make) => {
  test.each([null, 7, 'natural', ['natural'], new Map(), () => 1])('%o is no options', (options) => {
    const { code, message } = faultOf(() => make([knots, values], options))
    expect(code).toBe('INVALID_OPTION')
    expect(message).toMatch(/: options must be an object; got .*, expected an object, or nothing$/)
  })

  test('takes no options for undefined', () => {
    expect(() => make([knots, values], undefined)).not.toThrow()
  })

  test('names all the options that it has', () => {
    const fault = faultOf(() => make([knots, values], { colums: 2 }))
    expect(fault).toMatchObject({ code: 'INVALID_OPTION', argument: 'colums' })
    expect(fault.message).toMatch(/there is no option 'colums'; got 2, expected one of .*extrapolation, columns/)
  })

  const numbers = [undefined, null, 7, '0134', { length: 4 }, { length: 1e12 }, new Set(knots), 1n]
  test.each(numbers.flatMap((wrong) => [undefined, { columns: 2 }].map((options) => ({ wrong, options }))))(
    '$wrong is no array, with options $options',
    ({ wrong, options }) => {
      const rows = options === undefined ? values : [...values, ...values]
      expect(faultOf(() => make([wrong, rows], options))).toMatchObject({ code: 'LENGTH_MISMATCH', argument: 'knots' })
      expect(faultOf(() => make([knots, wrong], options))).toMatchObject({
        code: 'LENGTH_MISMATCH',
        argument: 'values',
      })
    },
  )

  test.each([undefined, { columns: 2 }])('what is no double is not finite, with options %o', (options) => {
    const rows = options === undefined ? values : [...values, ...values]
    for (const wrong of [BigInt64Array.of(0n, 1n, 3n, 4n), [0n, 1n, 3n, 4n], ['0', 1, 3, 4], [Symbol('0'), 1, 3, 4]]) {
      expect(faultOf(() => make([wrong, rows], options))).toMatchObject({
        code: 'NOT_FINITE',
        argument: 'knots',
        index: 0,
      })
    }
    const wrong = BigInt64Array.from(rows, BigInt)
    expect(faultOf(() => make([knots, wrong], options))).toMatchObject({ code: 'NOT_FINITE', argument: 'values' })
  })
})

test('other arrays of numbers are data like any', () => {
  const { cubicSpline } = impl
  for (const options of [undefined, { columns: 2 }]) {
    const rows = options === undefined ? values : [...values, ...values]
    const typed = cubicSpline(Int8Array.from(knots), Float32Array.from(rows), options)
    expect(typed.evaluate([0.5, 2])).toEqual(cubicSpline(knots, rows, options).evaluate([0.5, 2]))
  }
})

describe('what is said', () => {
  const { cubicSpline, linearInterpolation, smoothingSpline } = impl
  test.each<[string, string, () => unknown]>([
    [
      'of an option of the ends that is misspelt',
      "cubic-spline: there is no option 'endSlope'; got [0,0], expected one of boundary, extrapolation, columns, endSlopes, endCurvatures",
      () => cubicSpline(knots, values, bad({ endSlope: [0, 0] })),
    ],
    [
      'of slopes at ends that are not clamped',
      'endSlopes goes with boundary: \'clamped\' alone; got endSlopes with boundary: "natural"',
      () => cubicSpline(knots, values, { endSlopes: [0, 0] }),
    ],
    [
      'of second derivatives at ends that have others, of several curves',
      'endCurvatures goes with boundary: \'second-derivatives\' alone; got endCurvatures with boundary: "clamped"',
      () =>
        cubicSpline(knots, [...values, ...values], {
          boundary: 'clamped',
          endSlopes: [0, 0, 0, 0],
          endCurvatures: [0, 0, 0, 0],
          columns: 2,
        }),
    ],
    [
      'of one side alone',
      'extrapolation by side needs both sides, left and right; got {"left":"linear"}',
      () => linearInterpolation(knots, values, bad({ extrapolation: { left: 'linear' } })),
    ],
    [
      'of λ for several curves',
      "smoothing-spline: lambda: 'gcv' chooses for one curve only; got columns: 2, expected no columns, or a number for lambda",
      () => smoothingSpline(knots, [...values, ...values], { lambda: 'gcv', columns: 2 }),
    ],
    [
      'of too few knots, of several curves',
      'knots must have at least 2 entries; got 0',
      () => linearInterpolation([], [1, 2], { columns: 2 }),
    ],
    [
      'of columns that are none',
      'columns is the number of curves; got null, expected an integer from 1 on',
      () => linearInterpolation(knots, values, bad({ columns: null })),
    ],
  ])('%s', (_, message, call) => {
    expect(faultOf(call).message).toContain(message)
  })

  test('one column is what gcv chooses for', () => {
    const chosen = smoothingSpline(knots, values, { lambda: 'gcv', columns: 1 })
    expect(chosen.evaluate([2])).toEqual(smoothingSpline(knots, values, { lambda: 'gcv' }).evaluate([2]))
  })
})
