/** Every pair of end conditions of the cubic spline, and small dyadic data for each. */
import * as fc from 'fast-check'

export interface Boundary {
  readonly left: string
  readonly right: string
}

const conditions = ['natural', 'clamped', 'second-derivatives', 'not-a-knot'] as const

/** `periodic` is at both ends or at none. */
export const cubicSplineBoundaries: readonly Boundary[] = [
  ...conditions.flatMap((left) => conditions.map((right) => ({ left, right }))),
  { left: 'periodic', right: 'periodic' },
]

export type SplineData = Readonly<Record<string, number[]>>

const quarter = fc.integer({ min: -16, max: 16 }).map((x) => x / 4)
/** Narrow beside wide. */
const gap = fc.oneof(
  fc.integer({ min: 1, max: 16 }).map((x) => x / 4),
  fc.constantFrom(2 ** -10, 2 ** 10),
)

/** From two to `most` knots, with the arguments that the boundary takes. */
export function splineData({ left, right }: Boundary, most: number): fc.Arbitrary<SplineData> {
  const row = fc.record({ gap, value: quarter })
  const pair = fc.tuple(quarter, quarter).map((both) => [...both])
  return fc
    .record({
      rows: fc.array(row, { minLength: 2, maxLength: most }),
      origin: fc.nat(),
      endSlopes: pair,
      endCurvatures: pair,
    })
    .map(({ rows, origin, endSlopes, endCurvatures }) => {
      const sums = rows.map((_, i) => rows.slice(0, i).reduce((sum, one) => sum + one.gap, 0))
      const at = sums[origin % sums.length]
      return {
        knots: sums.map((t) => t - at),
        values: rows.map(({ value }) => value),
        ...([left, right].includes('clamped') ? { endSlopes } : {}),
        ...([left, right].includes('second-derivatives') ? { endCurvatures } : {}),
      }
    })
}
