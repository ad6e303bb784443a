/**
 * Knots and values for the rules that choose slopes by the chords: of few digits, so that ties are hit often and
 * exactly, and of many. Gaps divisible by 3 make chords that no double has, whose ties must be seen all the same.
 */
import * as fc from 'fast-check'

export interface ChordData {
  readonly knots: readonly number[]
  readonly values: readonly number[]
}

/** Gaps and rises, summed up. */
function dataOf(gaps: readonly number[], rises: readonly number[], start: number, level: number): ChordData {
  const knots = [start]
  const values = [level]
  gaps.forEach((gap, i) => {
    knots.push(knots[i] + gap)
    values.push(values[i] + rises[i])
  })
  return { knots, values }
}

const gap = fc.constantFrom(0.25, 0.5, 1, 1, 1, 1.5, 2, 3, 5, 7, 48)
const offset = fc.integer({ min: -64, max: 64 }).map((x) => x / 4)

/** n − 1 gaps with as many chords of one kind. */
function chordsOf(n: number, chord: fc.Arbitrary<number>): fc.Arbitrary<ChordData> {
  const entries = fc.array(fc.tuple(gap, chord), { minLength: n - 1, maxLength: n - 1 })
  return fc.tuple(entries, offset, offset).map(([pairs, start, level]) =>
    dataOf(
      pairs.map(([h]) => h),
      pairs.map(([h, m]) => h * m),
      start,
      level,
    ),
  )
}

/** Small integers for the slopes: equal, opposite and zero chords, and end slopes that are exactly zero. */
export const tied = (n: number): fc.Arbitrary<ChordData> => chordsOf(n, fc.integer({ min: -5, max: 5 }))

/** Small integers for the rises: the same ties by chords that are not representable. */
export const tiedByRises = (n: number): fc.Arbitrary<ChordData> =>
  fc
    .tuple(
      fc.array(fc.constantFrom(1, 3, 3, 6, 7), { minLength: n - 1, maxLength: n - 1 }),
      fc.array(fc.integer({ min: -9, max: 9 }), { minLength: n - 1, maxLength: n - 1 }),
    )
    .map(([gaps, rises]) => dataOf(gaps, rises, -4, 2))

/** All chords equal, or all but few of them flat. */
export const straight = (n: number): fc.Arbitrary<ChordData> =>
  fc.oneof(
    fc.integer({ min: -3, max: 3 }).chain((m) => chordsOf(n, fc.constant(m))),
    chordsOf(n, fc.constantFrom(0, 0, 0, 1)),
  )

/** Values of 20 binary digits or so, at the level and the size of `exponent`. */
export const general = (n: number, exponent = 0): fc.Arbitrary<ChordData> =>
  fc
    .tuple(
      fc.array(fc.integer({ min: 1, max: 1 << 20 }), { minLength: n - 1, maxLength: n - 1 }),
      fc.array(fc.integer({ min: -(1 << 20), max: 1 << 20 }), { minLength: n, maxLength: n }),
      offset,
    )
    .map(([gaps, values, start]) => ({
      knots: dataOf(
        gaps.map((h) => h / 1024),
        gaps,
        start,
        0,
      ).knots,
      values: values.map((u) => (u / 1024) * 2 ** exponent),
    }))

/** One value or two above the others by up to 2⁴⁰: chords whose steepness must not show in the slopes next to them. */
export const spiked = (largest: number): fc.Arbitrary<ChordData> =>
  fc
    .tuple(
      fc.integer({ min: 3, max: largest }).chain(tied),
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 5, max: 40 })), { minLength: 1, maxLength: 2 }),
    )
    .map(([{ knots, values }, spikes]) => {
      const raised = [...values]
      for (const [place, exponent] of spikes) raised[place % values.length] += 2 ** exponent
      return { knots, values: raised }
    })

/** All of them, n from `fewest` to `largest`. */
export const chordData = (fewest: number, largest: number): fc.Arbitrary<ChordData> =>
  fc.integer({ min: fewest, max: largest }).chain((n) => fc.oneof(tied(n), tiedByRises(n), straight(n), general(n)))
