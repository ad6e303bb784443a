/** The polygon through the data (LOC-4 to LOC-6): c = (u[i], m[i]) on piece i, m the slope of its chord. */
import { add, constant } from '../math.ts'
import { chords, chordsPullback, chordsPushforward } from './chord.ts'
import type { PieceRule } from './pieces.ts'

export const linearPieces: PieceRule = {
  primal({ knots, values }) {
    const { m } = chords(knots, values)
    return { breaks: knots, coefficients: m.map((slope, i) => [values[i], slope]) }
  },

  pushforward({ knots, values }, dot) {
    const { m } = chordsPushforward(chords(knots, values), dot.knots, dot.values)
    return { breaks: dot.knots, coefficients: m.map((slope, i) => [dot.values[i], slope]) }
  },

  /** m̄[i] = c̄[1],  ū[i] += c̄[0], and what the chords add */
  pullback({ knots, values }, { breaks, coefficients }) {
    const at = chords(knots, values)
    const h = at.h.map((gap) => constant(0, gap))
    const { t, u } = chordsPullback(at, { h, m: coefficients.map(([, slope]) => slope) })
    return {
      knots: t.map((entry, i) => add(entry, breaks[i])),
      values: u.map((entry, i) => (i < h.length ? add(entry, coefficients[i][0]) : entry)),
    }
  },
}
