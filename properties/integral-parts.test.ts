/** Integrals whose parts cancel whatever the data are: each part may have its own rounding, and no more (INP-8). */
import { describe, expect, it } from 'vitest'
import { type OperatorName, operators } from '../impl/index.ts'
import { inProcessPort } from '../ports/index.ts'
import { entryOf } from '../spec/catalogue.ts'
import { differentiableArguments } from '../spec/entry.ts'
import { type MapName, mapNames } from '../spec/operator.ts'
import type { Case, Subject } from './law.ts'
import { exactProperty } from './laws/exact.ts'

interface Trial {
  readonly name: OperatorName
  readonly maps: readonly MapName[]
  readonly input: Case
}

const trials: readonly Trial[] = [
  {
    // The first piece is odd about the first knot, and goes on to its mirror image.
    name: 'smoothing-spline-integral',
    maps: ['primal'],
    input: {
      arguments: { knots: [-8.125, -0.125, 0, 0.0078125], values: [0, 6.25, 0, 45], from: [-16.125], to: [2 ** -11] },
      options: { lambda: 0, extrapolation: { left: 'extension', right: 'none' } },
      tangents: {},
      cotangent: [1],
    },
  },
  {
    // What the first gap makes of its break is taken back one period further on.
    name: 'bspline-approximation-integral',
    maps: ['pushforward'],
    input: {
      arguments: {
        knots: [2, 2.03125, 3.03125, 4.03125, 5.03125, 6.03125, 7.03125],
        values: [-49, 0, 0, 0, 0, 0, 0],
        from: [-3.03125],
        to: [2.03125],
      },
      options: { degree: 1, controlPoints: 6, extrapolation: { left: 'periodic', right: 'none' } },
      tangents: { knots: [1472, 0, 0, 0, 0, 0, 0], values: [0, 0, 0, 0, 0, 0, 0], from: [0], to: [0] },
      cotangent: [1],
    },
  },
  {
    // The other way round, over several periods, of each of two.
    name: 'cubic-spline-integral',
    maps: mapNames,
    input: {
      arguments: {
        knots: [-8.125, -0.125, 0, 0.0078125],
        values: [0, 6.25, 0, 45],
        from: [24, -16.125, -1e3],
        to: [-25, 0.0001, 1e3],
      },
      options: { boundary: 'natural', extrapolation: 'reflective' },
      tangents: { knots: [1, 0, -1, 2], values: [1, 2, 3, 4], from: [1, 0, 1], to: [-1, 1, 0] },
      cotangent: [1, -2, 3],
    },
  },
]

const subjectOf = (name: OperatorName, factor: number): Subject => {
  const entry = entryOf(name)!
  const own = operators[name]
  const spoilt = {
    ...own,
    primal: (...call: Parameters<typeof own.primal>) => own.primal(...call).map((y) => y * factor),
    pushforward: (...call: Parameters<typeof own.pushforward>) => own.pushforward(...call).map((y) => y * factor),
    pullback: (...call: Parameters<typeof own.pullback>) =>
      Object.fromEntries(Object.entries(own.pullback(...call)).map(([key, bar]) => [key, bar.map((y) => y * factor)])),
  }
  return {
    port: inProcessPort({ ...operators, [name]: spoilt }),
    entry,
    support: { maps: mapNames },
    differentiable: differentiableArguments(entry),
    operators: {},
    maxLength: 8,
    record() {},
  }
}

describe.each(trials.flatMap(({ maps, ...trial }) => maps.map((map) => ({ ...trial, map }))))(
  'the $map of $name',
  ({ name, map, input }) => {
    it('conforms where only its parts are rounded', async () => {
      expect(await exactProperty(subjectOf(name, 1), map, { places: 'any' }).run([input])).toBeNull()
    })

    it('does not where a digit is wrong', async () => {
      const failure = await exactProperty(subjectOf(name, 1 + 2 ** -24), map, { places: 'any' }).run([input])
      expect(failure).not.toBeNull()
    })
  },
)
