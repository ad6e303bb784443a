/**
 * Cases of long campaigns in which slopes that are rounded between two steps show (NUM-2, NUM-7): a port that conforms
 * passes them, as far as it tells its slopes, and one that is wrong does not.
 */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { operators } from '../impl/index.ts'
import { hermite } from '../impl/interpolation/hermite.ts'
import { curveOfPieces, interpolantOperators } from '../impl/interpolation/interpolant-operators.ts'
import { setParabolaAtEnd, setParabolaInside, threePoint } from '../impl/interpolation/three-point.ts'
import { inProcessPort } from '../ports/index.ts'
import { entryOf } from '../spec/catalogue.ts'
import type { MapName, Operator, Operators } from '../spec/operator.ts'
import type { Description } from '../spec/port.ts'
import { differentiableIn } from './checks.ts'
import { type Case, type Subject, Violation } from './law.ts'
import { laws } from './laws/index.ts'

/** Catmull–Rom by slopes and then cubics, as HER-7 and HER-1 define it. */
const parabolas = threePoint(() => ({ inner: setParabolaInside, end: setParabolaAtEnd }))
const inTwoSteps: Operators = {
  ...operators,
  ...interpolantOperators('catmull-rom', curveOfPieces(hermite(parabolas))),
}

const narrow = { order: 2, extrapolation: 'none' } as const

const ofCatmullRom: Case = {
  arguments: { knots: [-2, 0, 2 ** -8], values: [0, 0, 0], queries: [-1.875, 2 ** -12, -1.875] },
  options: narrow,
  tangents: { values: [0, 1.125, 0] },
  cotangent: [1, 45, 0],
}
const ofItsDifferences: Case = {
  arguments: { knots: [-256.0078125, -(2 ** -7), 0], values: [0, 0, -12], queries: [-0.00732421875] },
  options: narrow,
  tangents: { knots: [0.125, 0, 0.03125], values: [0, 44, 0], queries: [0] },
  cotangent: [0],
}
const ofItsValues: Case = {
  arguments: { knots: [-3, 0, 2 ** -9], values: [0, 0, -1], queries: [2 ** -13] },
  options: { order: 2 },
  tangents: {},
  cotangent: [0],
}
const ofItsTangent: Case = {
  arguments: { knots: [-2, -1, 0, 2 ** -10], values: [0, 1, -3.1875, 0], queries: [2 ** -14] },
  options: { order: 2 },
  tangents: { knots: [0, 1, 0, -21.5], values: [0, 0, 0, 0], queries: [0] },
  cotangent: [0],
}
const ofItsCotangent: Case = {
  arguments: {
    knots: [-2, -1, 0, 2 ** -8],
    values: [0, 0, 0, -29],
    queries: [-0.9375, -1.9375, 0.0048828125, -1.9375],
  },
  options: { order: 2, extrapolation: 'extension' },
  tangents: {},
  cotangent: [1, 0.875, -256, 20],
}
/** With four knots the inner slopes of Akima are equal if its chords go up and down, and all that they bring cancels. */
const ofAkima: Case = {
  arguments: { knots: [0, 1, 129, 129.0625], values: [24, -12, 20, -14.5], from: [0.0625], to: [129.00390625] },
  options: { extrapolation: 'none' },
  tangents: {},
  cotangent: [1],
}
/** A ring of two pieces has two equal slopes, and its integral over a piece is that of the chord. */
const ofCubicSpline: Case = {
  arguments: {
    knots: [0, 4, 4.00115966796875],
    values: [68, 0, 0.025390625],
    from: [4.000072479248047],
    to: [-4.002246856689453],
  },
  options: { boundary: 'periodic', extrapolation: 'reflective' },
  tangents: {},
  cotangent: [0],
}

/** What each law draws: the case, and what it does with it. */
const found: readonly (readonly [check: string, port: Operators, drawn: unknown])[] = [
  ['catmull-rom/adjoint-identity', inTwoSteps, [ofCatmullRom, 2]],
  ['catmull-rom/finite-differences/pushforward', inTwoSteps, ofItsDifferences],
  ['catmull-rom/linear-arguments', inTwoSteps, [ofItsValues, ['values'], 0]],
  ['catmull-rom/linear-maps/pushforward', inTwoSteps, [ofItsTangent, 0]],
  ['catmull-rom/linear-maps/pullback', inTwoSteps, [ofItsCotangent, 0]],
  ['akima-integral/linear-maps/pullback', operators, [ofAkima, 0]],
  ['cubic-spline-integral/linear-arguments', operators, [ofCubicSpline, ['values'], 0]],
]

/** What the law of the check finds in the one case. */
async function violationOf(
  check: string,
  port: Operators,
  drawn: unknown,
  declared: (description: Description) => Description['operators'] = ({ operators }) => operators,
): Promise<unknown> {
  const [operator, lawId, variant] = check.split('/')
  const law = laws.find(({ id }) => id === lawId)!
  const asked = inProcessPort(port)
  const supports = declared(await asked.describe())
  const entry = entryOf(operator)!
  const support = supports[operator]
  const subject: Subject = {
    port: asked,
    entry,
    support,
    differentiable: differentiableIn(entry, support),
    operators: supports,
    maxLength: 8,
    record: () => {},
  }
  const property = law.property(
    subject,
    law.variants.find((one) => one === variant),
  )
  const { errorInstance } = await fc.check(property, { examples: [[drawn]], numRuns: 1, endOnFailure: true })
  return errorInstance ?? undefined
}

/** A port that has neither first derivatives nor, for its integrals, the interpolants. */
const withoutSlopes = ({ operators }: Description): Description['operators'] =>
  Object.fromEntries(
    Object.entries(operators)
      .filter(([name]) => !(`${name}-integral` in operators) || name === 'catmull-rom')
      .map(([name, support]) => [name, { ...support, options: { ...support.options, order: [0, 2] } }]),
  )

const withoutCubics = ({ operators }: Description): Description['operators'] =>
  Object.fromEntries(Object.entries(operators).filter(([name]) => !name.startsWith('cubic-hermite')))

/** The map is no longer linear, by `part` of itself. */
function bent(right: Operators, name: string, map: MapName, part: number): Operators {
  const bend = (array: ArrayLike<number>): Float64Array => Float64Array.from(array, (x) => x * (1 + part * Math.sin(x)))
  const { primal, pushforward, pullback } = right[name]
  const bentMaps: Operator = {
    primal: (...call) => bend(primal(...call)),
    pushforward: (...call) => bend(pushforward(...call)),
    pullback: (...call) =>
      Object.fromEntries(Object.entries(pullback(...call)).map(([argument, bar]) => [argument, bend(bar)])),
  }
  return { ...right, [name]: { ...right[name], [map]: bentMaps[map] } }
}

describe.each(found)('%s, where slopes cancel', (check, port, drawn) => {
  const [operator, law, variant] = check.split('/')

  it('forgives a port that rounds them', async () => {
    expect(await violationOf(check, port, drawn)).toBeUndefined()
  })

  it('does so by the cubics of the reference where the port has none', async () => {
    expect(await violationOf(check, port, drawn, withoutCubics)).toBeUndefined()
  })

  it('has nothing for a port that does not tell them', async () => {
    expect(await violationOf(check, port, drawn, withoutSlopes)).toBeInstanceOf(Violation)
  })

  it('does not forgive a map that is not linear', async () => {
    const map = law === 'linear-arguments' ? 'primal' : variant === 'pullback' ? 'pullback' : 'pushforward'
    // At steps that small a gap allows, a quotient of second derivatives has no digits left.
    const part = law === 'finite-differences' ? 1 : 1e-6
    expect(await violationOf(check, bent(port, operator, map, part), drawn)).toBeInstanceOf(Violation)
  })
})
