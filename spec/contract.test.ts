import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { entryOf } from './catalogue.ts'
import { checkCall, type Extras, resolveOptions, sidesOf } from './contract.ts'
import type { Entry } from './entry.ts'
import { CotangentError } from './errors.ts'
import type { Arrays, MapName, Options } from './operator.ts'

const solve = entryOf('tridiagonal-solve')!
const ring = entryOf('cyclic-tridiagonal-solve')!
const spline = entryOf('quadratic-spline')!
const clamped = entryOf('cubic-spline')!
const locate = entryOf('locate')!
const compose = entryOf('quadratic-spline-compose')!

/** An entry with what no operator of the catalogue has yet: a derivative in some arguments only, and options of other types. */
const partial: Entry = {
  ...spline,
  name: 'partial',
  arguments: spline.arguments.map((argument) => ({ ...argument, differentiable: argument.name === 'values' })),
  options: {
    ...spline.options,
    degree: { values: [1, 2, 3], default: 3, sided: false, about: 'a number' },
  },
}

/** A value that the types would not let through. */
const bad = <T>(value: unknown): T => value as T

function errorOf(run: () => unknown): CotangentError {
  try {
    run()
  } catch (error) {
    if (error instanceof CotangentError) return error
    throw error
  }
  throw new Error('no error')
}

interface Call {
  readonly entry: Entry
  readonly map: MapName
  readonly args: Arrays
  readonly options: Options
  readonly extras: Extras
}

const check = ({ entry, map, args, options, extras }: Call): unknown => checkCall(entry, map, args, options, extras)

const system = { dl: [1], d: [4, 5], du: [2], b: [1, 2] }
const data = { knots: [0, 1, 3], values: [1, 2, 0], queries: [0.5, 2] }
const call = (entry: Entry, args: Arrays, more: Partial<Call> = {}): Call => ({
  entry,
  map: 'primal',
  args,
  options: {},
  extras: {},
  ...more,
})
const forward = (entry: Entry, args: Arrays, tangents: Arrays): Call =>
  call(entry, args, { map: 'pushforward', extras: { tangents } })
const reverse = (entry: Entry, args: Arrays, cotangent?: ArrayLike<number>): Call =>
  call(entry, args, { map: 'pullback', extras: cotangent === undefined ? {} : { cotangent } })

describe('a call that fulfils the contract (ERR-2)', () => {
  test('gives its sizes and its full options', () => {
    expect(checkCall(solve, 'primal', system)).toEqual({ entry: solve, n: 2, m: 0, options: {} })
    expect(checkCall(spline, 'primal', data)).toEqual({
      entry: spline,
      n: 3,
      m: 2,
      options: { start: 'zero-slope', order: 0, extrapolation: 'none' },
    })
    expect(checkCall(partial, 'primal', data, { degree: 2 }).options).toEqual({
      start: 'zero-slope',
      order: 0,
      extrapolation: 'none',
      degree: 2,
    })
  })

  test('has what belongs to its map alone looked at', () => {
    const rubbish = { tangents: { d: [Number.NaN], e: [] }, cotangent: [] }
    expect(checkCall(solve, 'primal', system, {}, rubbish).n).toBe(2)
    expect(checkCall(solve, 'pushforward', system, {}, { ...rubbish, tangents: {} }).n).toBe(2)
    expect(checkCall(solve, 'pullback', system, {}, { ...rubbish, cotangent: [1, 2] }).n).toBe(2)
    expect(checkCall(solve, 'pushforward', system).n).toBe(2)
  })

  test('may hold any kind of array, be as small as the operator allows, and have zeros of either sign', () => {
    const typed = { dl: Float32Array.of(1), d: Int8Array.of(4, 5), du: Float64Array.of(2), b: Uint8Array.of(1, 2) }
    expect(checkCall(solve, 'primal', typed).n).toBe(2)
    expect(checkCall(solve, 'primal', { dl: [], d: [0], du: [], b: [-0] }).n).toBe(1)
    expect(checkCall(ring, 'primal', { dl: [1], d: [2], du: [3], b: [4] }).n).toBe(1)
    expect(checkCall(spline, 'primal', { knots: [-0, 1], values: [1, 2], queries: [] })).toMatchObject({ n: 2, m: 0 })
  })

  test('may ask at the end knots, and outside where that is allowed', () => {
    const outside = { ...data, queries: [-1, 0, 3, 4] }
    const either = { left: 'extension', right: 'extension' }
    expect(checkCall(spline, 'primal', { ...data, queries: [0, 3] }).m).toBe(2)
    expect(checkCall(spline, 'primal', outside, { extrapolation: 'extension' }).m).toBe(4)
    expect(checkCall(spline, 'primal', outside, { extrapolation: either }).options.extrapolation).toEqual(either)
    // No such option, no such range.
    expect(checkCall(locate, 'primal', { knots: [0, 1], queries: [-9, 9] }).m).toBe(2)
  })
})

describe('what is said of a call that does not (ERR-1 to ERR-4)', () => {
  test.each<[string, Call, object, string]>([
    [
      'a map that is not there',
      call(locate, { knots: [0, 1], queries: [] }, { map: 'pullback' }),
      { code: 'NOT_DIFFERENTIABLE' },
      'locate: this operator has a primal only; got a request for its pullback, expected primal',
    ],
    [
      'an option of an operator without options',
      call(solve, system, { options: { flavour: 1 } }),
      { code: 'INVALID_OPTION', argument: 'flavour' },
      "tridiagonal-solve: there is no option 'flavour'; got 1, expected no options",
    ],
    [
      'an unknown option',
      call(spline, data, { options: { flavour: 1 } }),
      { code: 'INVALID_OPTION', argument: 'flavour' },
      "quadratic-spline: there is no option 'flavour'; got 1, expected one of start, order, extrapolation",
    ],
    [
      'an option that every object has',
      call(spline, data, { options: { toString: 'none' } }),
      { code: 'INVALID_OPTION', argument: 'toString' },
      'quadratic-spline: there is no option \'toString\'; got "none", expected one of start, order, extrapolation',
    ],
    [
      'an unknown value',
      call(spline, data, { options: { start: 'natural' } }),
      { code: 'INVALID_OPTION', argument: 'start' },
      "quadratic-spline: start takes 'zero-slope', 'collocation'; got \"natural\", expected for example 'zero-slope'",
    ],
    ...(
      [
        [null, 'null'],
        [7, '7'],
        ['natural', '"natural"'],
        [['natural'], '["natural"]'],
        [new Map([['start', 'collocation']]), '{}'],
        [Math.max, 'function max() { [native code] }'],
      ] as const
    ).map(([options, shown]): [string, Call, object, string] => [
      `${shown} for options`,
      call(spline, data, { options: bad(options) }),
      { code: 'INVALID_OPTION' },
      `quadratic-spline: options must be an object; got ${shown}, expected an object, or nothing`,
    ]),
    [
      'a value that is null',
      call(spline, data, { options: { extrapolation: bad(null) } }),
      { code: 'INVALID_OPTION', argument: 'extrapolation' },
      "quadratic-spline: extrapolation takes 'none', 'constant', 'linear', 'extension', 'periodic', 'reflective' or { left, right } of these; got null, expected for example 'none'",
    ],
    [
      'two sides where there are none',
      call(spline, data, { options: { start: { left: 'zero-slope', right: 'zero-slope' } } }),
      { code: 'INVALID_OPTION', argument: 'start' },
      'quadratic-spline: start takes \'zero-slope\', \'collocation\'; got {"left":"zero-slope","right":"zero-slope"}, expected for example \'zero-slope\'',
    ],
    [
      'one side of two',
      call(spline, data, { options: { extrapolation: bad({ left: 'none' }) } }),
      { code: 'INVALID_OPTION', argument: 'extrapolation' },
      'quadratic-spline: extrapolation by side needs both sides, left and right; got {"left":"none"}, expected for example { left: \'none\', right: \'none\' }',
    ],
    [
      'a misspelt side',
      call(spline, data, { options: { extrapolation: bad({ left: 'none', rihgt: 'none' }) } }),
      { code: 'INVALID_OPTION', argument: 'extrapolation' },
      'extrapolation by side needs both sides, left and right; got {"left":"none","rihgt":"none"}',
    ],
    [
      'an unknown value on one side',
      call(spline, data, { options: { extrapolation: { left: 'none', right: 'cubic' } } }),
      { code: 'INVALID_OPTION', argument: 'extrapolation' },
      'got {"left":"none","right":"cubic"}',
    ],
    [
      'a third side',
      call(spline, data, { options: { extrapolation: bad({ left: 'none', right: 'none', up: 'none' }) } }),
      { code: 'INVALID_OPTION', argument: 'extrapolation' },
      '"up":"none"',
    ],
    [
      'a number written as text',
      call(partial, data, { options: { degree: '3' } }),
      { code: 'INVALID_OPTION', argument: 'degree' },
      'partial: degree takes 1, 2, 3; got "3", expected for example \'3\'',
    ],
    [
      'an argument too many',
      call(solve, { ...system, e: [1] }),
      { code: 'LENGTH_MISMATCH', argument: 'e' },
      "tridiagonal-solve: there is no argument 'e'; got e, expected dl, d, du, b",
    ],
    [
      'a missing argument',
      call(solve, { dl: [1], d: [4, 5], b: [1, 2] }),
      { code: 'LENGTH_MISMATCH', argument: 'du' },
      'tridiagonal-solve: du must be an array of numbers; got nothing, expected an array',
    ],
    [
      'an argument that other options call for',
      call(clamped, { knots: [0, 1], values: [1, 2], queries: [], endSlopes: [0, 0] }),
      { code: 'LENGTH_MISMATCH', argument: 'endSlopes' },
      "cubic-spline: endSlopes goes with boundary: 'clamped' alone; got endSlopes with boundary: \"natural\", expected no endSlopes, or boundary: 'clamped'",
    ],
    ...[undefined, null, 7, 'knots', new Map()].map((args): [string, Call, object, string] => [
      `${args} for all arguments`,
      call(solve, bad(args)),
      { code: 'LENGTH_MISMATCH' },
      'tridiagonal-solve: arguments must be an object of arrays; got ',
    ]),
    ...[null, 7, [1, 2], new Map()].map((tangents): [string, Call, object, string] => [
      `${tangents} for all tangents`,
      forward(solve, system, bad(tangents)),
      { code: 'LENGTH_MISMATCH' },
      'tridiagonal-solve: tangents must be an object of arrays; got ',
    ]),
    ...(
      [
        [3, '3'],
        ['12', '"12"'],
        [null, 'null'],
        [{ length: 2 }, '{"length":2}'],
        [new DataView(new ArrayBuffer(16)), '{}'],
        [Math.max, 'function max() { [native code] }'],
      ] as const
    ).map(([value, shown]): [string, Call, object, string] => [
      `${shown} for an array`,
      call(solve, { ...system, d: bad(value) }),
      { code: 'LENGTH_MISMATCH', argument: 'd' },
      `tridiagonal-solve: d must be an array of numbers; got ${shown}, expected an array`,
    ]),
    [
      'no rows at all',
      call(solve, { dl: [], d: [], du: [], b: [] }),
      { code: 'LENGTH_MISMATCH', argument: 'd' },
      'tridiagonal-solve: d must have at least 1 entries; got 0, expected 1 or more',
    ],
    [
      'too few knots',
      call(spline, { knots: [0], values: [1], queries: [] }),
      { code: 'TOO_FEW_KNOTS', argument: 'knots' },
      'quadratic-spline: knots must have at least 2 entries; got 1, expected 2 or more',
    ],
    [
      'a length that does not follow from n',
      call(solve, { ...system, dl: [1, 2] }),
      { code: 'LENGTH_MISMATCH', argument: 'dl' },
      'tridiagonal-solve: dl must have 1 entries (n-1, where d has 2); got 2, expected 1',
    ],
    [
      'a length that does not follow from m',
      call(
        { ...compose, arguments: [...compose.arguments, { ...compose.arguments[4], name: 'more' }] },
        {
          ...compose.example.arguments,
          more: [1],
        },
      ),
      { code: 'LENGTH_MISMATCH', argument: 'more' },
      'quadratic-spline-compose: more must have 2 entries (m, where queries has 2); got 1, expected 2',
    ],
    [
      'NaN',
      call(solve, { ...system, b: [1, Number.NaN] }),
      { code: 'NOT_FINITE', argument: 'b', index: 1 },
      'tridiagonal-solve: b must be finite numbers; got b[1] = NaN, expected a finite number',
    ],
    [
      'an infinity',
      call(spline, { ...data, queries: [Number.NEGATIVE_INFINITY, 1] }, { options: { extrapolation: 'extension' } }),
      { code: 'NOT_FINITE', argument: 'queries', index: 0 },
      'got queries[0] = -Infinity',
    ],
    [
      'text among numbers',
      call(solve, { ...system, d: bad([4, '5']) }),
      { code: 'NOT_FINITE', argument: 'd', index: 1 },
      'got d[1] = "5"',
    ],
    [
      'what JSON has no word for',
      call(solve, { ...system, d: bad(BigInt64Array.of(4n, 5n)) }),
      { code: 'NOT_FINITE', argument: 'd', index: 0 },
      'got d[0] = [object BigInt]',
    ],
    [
      'a hole',
      call(solve, { ...system, d: new Array<number>(2) }),
      { code: 'NOT_FINITE', argument: 'd', index: 0 },
      'got d[0] = nothing',
    ],
    [
      'knots that fall',
      call(spline, { ...data, knots: [0, 3, 1] }),
      { code: 'NOT_INCREASING', argument: 'knots', index: 2 },
      'quadratic-spline: knots must increase strictly; got knots[2] = 1 after 3, expected more than 3 (are knots and values in each other’s place?)',
    ],
    [
      'knots that meet',
      call(spline, { ...data, knots: [0, 0, 1] }),
      { code: 'NOT_INCREASING', argument: 'knots', index: 1 },
      'quadratic-spline: knots must increase strictly; got knots[1] = 0 after 0, expected more than 0',
    ],
    [
      'knots that differ in the sign of zero',
      call(spline, { ...data, knots: [-0, 0, 1] }),
      { code: 'NOT_INCREASING', argument: 'knots', index: 1 },
      'knots[1] = 0 after 0',
    ],
    [
      'a query on the left',
      call(spline, { ...data, queries: [1, -1e-9] }),
      { code: 'OUT_OF_RANGE', argument: 'queries', index: 1 },
      'quadratic-spline: queries must lie within the knots where extrapolation is none; got queries[1] = -1e-9, expected 0 to 3',
    ],
    [
      'a query on the right, where only the left is open',
      call(spline, { ...data, queries: [-1, 4] }, { options: { extrapolation: { left: 'extension', right: 'none' } } }),
      { code: 'OUT_OF_RANGE', argument: 'queries', index: 1 },
      'got queries[1] = 4, expected 0 to 3',
    ],
    [
      'a query on the left, where only the right is open',
      call(spline, { ...data, queries: [4, -1] }, { options: { extrapolation: { left: 'none', right: 'extension' } } }),
      { code: 'OUT_OF_RANGE', argument: 'queries', index: 1 },
      'got queries[1] = -1, expected 0 to 3',
    ],
    [
      'a tangent of no argument',
      forward(solve, system, { e: [1] }),
      { code: 'LENGTH_MISMATCH', argument: 'e' },
      "tridiagonal-solve: there is no argument 'e'; got a tangent for e, expected tangents for dl, d, du, b",
    ],
    [
      'a tangent of an argument without a derivative',
      forward(partial, data, { knots: [1, 1, 1] }),
      { code: 'NOT_DIFFERENTIABLE', argument: 'knots' },
      'partial: knots has no derivative; got a tangent for knots, expected tangents for values',
    ],
    [
      'a tangent of another length',
      forward(solve, system, { dl: [1, 2] }),
      { code: 'LENGTH_MISMATCH', argument: 'dl' },
      'tridiagonal-solve: dl must have 1 entries in its tangent, as dl has; got 2, expected 1',
    ],
    [
      'a tangent that is no array',
      forward(solve, system, { d: bad(7) }),
      { code: 'LENGTH_MISMATCH', argument: 'd' },
      'got 7, expected 2',
    ],
    [
      'an infinite tangent',
      forward(solve, system, { d: [0, Number.POSITIVE_INFINITY] }),
      { code: 'NOT_FINITE', argument: 'd', index: 1 },
      'd must be finite numbers; got d[1] = Infinity',
    ],
    [
      'a cotangent of another length',
      reverse(entryOf('tridiagonal')!, { dl: [1], d: [4, 5], du: [2] }, [1, 2]),
      { code: 'LENGTH_MISMATCH', argument: 'cotangent' },
      'tridiagonal: cotangent must have 4 entries, as the output has; got 2, expected 4',
    ],
    [
      'no cotangent',
      reverse(solve, system),
      { code: 'LENGTH_MISMATCH', argument: 'cotangent' },
      'tridiagonal-solve: cotangent must have 2 entries, as the output has; got nothing, expected 2',
    ],
    [
      'a cotangent with NaN',
      reverse(solve, system, [1, Number.NaN]),
      { code: 'NOT_FINITE', argument: 'cotangent', index: 1 },
      'cotangent must be finite numbers; got cotangent[1] = NaN',
    ],
  ])('%s', (_, wrong, at, message) => {
    const { code, argument, index, message: said, name } = errorOf(() => check(wrong))
    expect(name).toBe('CotangentError')
    expect({ code, argument, index }).toEqual({ argument: undefined, index: undefined, ...at })
    expect(said).toContain(message)
    expect(said.startsWith(`${wrong.entry.name}: `)).toBe(true)
  })
})

describe('the first fault is the one reported (ERR-3)', () => {
  interface Fault {
    readonly what: string
    readonly code: string
    readonly argument?: string
    readonly plant: (call: Call) => Call
  }
  const withArgs = (args: (given: Arrays) => Arrays) => (given: Call) => ({ ...given, args: args(given.args) })
  const replace = (name: string, array: ArrayLike<number>) => withArgs((args) => ({ ...args, [name]: array }))
  /** In the order of the checks. Each leaves the places of those after it alone. */
  const faults: readonly Fault[] = [
    {
      what: 'the map',
      code: 'NOT_DIFFERENTIABLE',
      plant: (given) => ({ ...given, entry: { ...given.entry, clauses: { primal: 'QSP-11' } } }),
    },
    {
      what: 'an option',
      code: 'INVALID_OPTION',
      argument: 'flavour',
      plant: (given) => ({ ...given, options: { flavour: 1 } }),
    },
    { what: 'a stranger', code: 'LENGTH_MISMATCH', argument: 'e', plant: replace('e', []) },
    { what: 'no array', code: 'LENGTH_MISMATCH', argument: 'curvatures', plant: replace('curvatures', bad(7)) },
    { what: 'a length', code: 'LENGTH_MISMATCH', argument: 'slopes', plant: replace('slopes', [1]) },
    { what: 'NaN', code: 'NOT_FINITE', argument: 'values', plant: replace('values', [1, Number.NaN, 0]) },
    { what: 'knots', code: 'NOT_INCREASING', argument: 'knots', plant: replace('knots', [0, 3, 1]) },
    { what: 'the range', code: 'OUT_OF_RANGE', argument: 'queries', plant: replace('queries', [1, 99]) },
    {
      what: 'the cotangent',
      code: 'LENGTH_MISMATCH',
      argument: 'cotangent',
      plant: (given) => ({ ...given, extras: {} }),
    },
  ]
  const fine: Call = reverse(
    { ...compose, options: { extrapolation: spline.options.extrapolation } },
    compose.example.arguments,
    [1, 2],
  )

  test('of any that a call has at once', () => {
    expect(check(fine)).toMatchObject({ n: 3, m: 2 })
    fc.assert(
      fc.property(fc.shuffledSubarray([...faults], { minLength: 1 }), (planted) => {
        const first = faults.find((fault) => planted.includes(fault))!
        const { code, argument } = errorOf(() => check(planted.reduce((given, { plant }) => plant(given), fine)))
        expect({ code, argument }).toEqual({ code: first.code, argument: first.argument })
      }),
      { numRuns: 600 },
    )
  })

  test('in the order of the catalogue among arguments, in the order given among options and tangents', () => {
    const argumentOf = (wrong: Call): string | undefined => errorOf(() => check(wrong)).argument
    const nan = [Number.NaN, Number.NaN]
    expect(argumentOf(call(solve, { b: nan, du: [2], d: nan, dl: [1] }))).toBe('d')
    expect(argumentOf(call(solve, { b: [1], du: [2], d: [4, 5], dl: [] }))).toBe('dl')
    expect(argumentOf(call(solve, { ...system, f: [], e: [] }))).toBe('f')
    expect(argumentOf(call(spline, data, { options: { start: 'natural', flavour: 1 } }))).toBe('start')
    expect(argumentOf(call(spline, data, { options: { flavour: 1, start: 'natural' } }))).toBe('flavour')
    expect(argumentOf(forward(solve, system, { b: nan, d: [1] }))).toBe('b')
    expect(argumentOf(forward(solve, system, { d: [1], b: nan }))).toBe('d')
    // Too few knots come before a length that is wrong as well.
    expect(errorOf(() => checkCall(spline, 'primal', { knots: [0], values: [], queries: [] })).code).toBe(
      'TOO_FEW_KNOTS',
    )
  })

  test('of many entries that are not finite the first one is named', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }), (isBad) => {
        const d = isBad.map((one) => (one ? Number.NaN : 1))
        const ones = d.map(() => 1)
        const args = { dl: ones.slice(1), d, du: ones.slice(1), b: ones }
        if (isBad.includes(true))
          expect(errorOf(() => checkCall(solve, 'primal', args)).index).toBe(isBad.indexOf(true))
        else expect(checkCall(solve, 'primal', args).n).toBe(d.length)
      }),
    )
  })
})

describe('options', () => {
  test('that are left out or undefined have their defaults', () => {
    const defaults = { start: 'zero-slope', order: 0, extrapolation: 'none' }
    expect(resolveOptions(spline, {})).toEqual(defaults)
    expect(resolveOptions(spline, { extrapolation: bad(undefined) })).toEqual(defaults)
    expect(resolveOptions(spline, { extrapolation: 'extension' })).toEqual({ ...defaults, extrapolation: 'extension' })
    expect(() => resolveOptions(spline, { flavour: bad(undefined) })).toThrow(
      /there is no option 'flavour'; got nothing/,
    )
  })

  test('that a face takes besides are among those that there are', () => {
    expect(() => resolveOptions(spline, { flavour: 1 }, ['columns'])).toThrow(
      /expected one of start, order, extrapolation, columns$/,
    )
  })

  test('have two sides, the same unless they are given apart', () => {
    expect(sidesOf('none')).toEqual({ left: 'none', right: 'none' })
    expect(sidesOf(3)).toEqual({ left: 3, right: 3 })
    expect(sidesOf({ left: 'none', right: 'extension' })).toEqual({ left: 'none', right: 'extension' })
  })
})
