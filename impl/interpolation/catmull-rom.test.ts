/** Catmull–Rom cubics against the exact reference (HER-1, HER-7 to HER-9) where slopes would not carry their digits. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { catmullRom as catmullRomReference } from '../../reference/interpolation/catmull-rom.ts'
import { hermite as hermiteReference } from '../../reference/interpolation/hermite.ts'
import { entryOf } from '../../spec/catalogue.ts'
import { mapNames } from '../../spec/operator.ts'
import { operatorOf, pieceData, stabilityOf } from '../../test/piece-rules.ts'
import { catmullRom } from './catmull-rom.ts'
import { emptyPieces } from './pieces.ts'

const name = 'catmull-rom'
const reference = hermiteReference(catmullRomReference)
const operator = operatorOf(name, catmullRom)
const { limits } = entryOf(name)!

type Data = Readonly<Record<'knots' | 'values' | 'queries', readonly number[]>>

const irregular = (length: number, seed: number): number[] =>
  Array.from({ length }, (_, i) => ((7 * i + seed) % 11) / 2 - 2.25)

/** The largest K of all three maps, by the scale of the inputs alone. */
function worst({ knots, values, queries }: Data, order: number): number {
  const tangents = {
    knots: irregular(knots.length, 1),
    values: irregular(knots.length, 4),
    queries: irregular(queries.length, 8),
  }
  const input = {
    arguments: { knots, values, queries },
    options: { order, extrapolation: 'extension' },
    tangents,
    cotangent: irregular(queries.length, 2),
  }
  return Math.max(...mapNames.map((map) => stabilityOf(map, name, reference, operator, input)))
}

const queriesOf = (t: readonly number[]): number[] => [
  t[0] - 0.5,
  ...t,
  ...t.slice(1).map((right, i) => t[i] + (right - t[i]) / 16),
  t[t.length - 1] + 1,
]

/** Gaps from 2⁻¹⁰ to 2¹⁰, mixed. */
const uneven = fc
  .array(fc.tuple(fc.integer({ min: -10, max: 10 }), fc.integer({ min: -64, max: 64 })), { minLength: 3, maxLength: 5 })
  .map((rows) => {
    const knots = [0]
    for (let i = 1; i < rows.length; i++) knots.push(knots[i - 1] + 2 ** rows[i][0])
    return { knots, values: rows.map(([, u]) => u / 4) }
  })

describe.each([0, 1, 2])('order %i', (order) => {
  test('is the exact one, up to rounding, whatever the gaps', () => {
    fc.assert(
      fc.property(fc.oneof(uneven, pieceData(2, 5)), (data) => {
        expect(worst({ ...data, queries: queriesOf(data.knots) }, order)).toBeLessThanOrEqual(limits.primal)
      }),
      { numRuns: 25 },
    )
  })
})

/** Found by campaigns of the adjoint identity, of differences and of linearity; and K of cubics made of slopes. */
test.each<readonly [why: string, data: Data]>([
  ['355', { knots: [-2, 0, 2 ** -8], values: [0, 1.125, 0], queries: [-1.875, 2 ** -12] }],
  ['176', { knots: [-256.0078125, -(2 ** -7), 0], values: [0, 44, -12], queries: [-0.00732421875] }],
  ['412', { knots: [-2, -1, 0, 2 ** -10], values: [0, 1, -3.1875, 0], queries: [2 ** -14] }],
  ['202', { knots: [-2, -1, 0, 2 ** -8], values: [0, 0, 0, -29], queries: [-0.9375, 0.0048828125] }],
  ['∞', { knots: [-3, 0, 2 ** -9], values: [0, 1, 0], queries: [2 ** -13] }],
])('second derivatives keep the digits that slopes beside a narrow gap lose: %s', (_why, data) => {
  expect(worst(data, 2)).toBeLessThanOrEqual(limits.primal)
})

test('of a parabola the coefficients are its own, and of a line', () => {
  const knots = Float64Array.of(-1, 0, 2 ** -10, 3, 4)
  const parabola = emptyPieces(3, knots)
  catmullRom(knots, {}).fit({ values: knots.map((t) => t * t - 2) }, parabola)
  expect([...parabola.left]).toEqual([...knots.subarray(0, 4)].flatMap((t) => [t * t - 2, 2 * t, 1, 0]))

  const line = emptyPieces(3, knots.slice(0, 2))
  catmullRom(line.breaks, {}).fit({ values: Float64Array.of(3, 6) }, line)
  expect([...line.left, ...line.right]).toEqual([3, 3, 0, 0, 6, 3, 0, 0])
})
