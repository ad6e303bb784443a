/** Bugs planted in the right-hand side, the slopes and the curvatures of the quadratic spline (QSP-1 to QSP-9). */
import { type Mutant, withEntry, wrongIn } from './mutant.ts'

const rhs = 'quadratic-spline-rhs'
const slopes = 'quadratic-spline-slopes'
const curvatures = 'quadratic-spline-curvatures'
const pullbackLaws = ['exact/pullback', 'adjoint-identity', 'finite-differences/pullback']
const exactLaws = ['exact/primal', 'exact/pushforward', 'exact/pullback']

/** z[0] = r[0], z[i] = r[i] − damping · z[i−1]. */
function recurrence(r: Float64Array, damping = 1): Float64Array {
  const z = r.slice()
  for (let i = 1; i < z.length; i++) z[i] -= damping * z[i - 1]
  return z
}

const damping = 1 - 1e-6

/** Each 32 entries on their own. */
function inBlocks(array: Float64Array, map: (block: Float64Array) => Float64Array): Float64Array {
  const result = new Float64Array(array.length)
  for (let i = 0; i < array.length; i += 32) result.set(map(array.slice(i, i + 32)), i)
  return result
}

export const splineStepMutants: readonly Mutant[] = [
  {
    id: 'rhs-last-knot-dropped',
    origin: 'DataInterpolations.jl #119',
    operators: [rhs],
    wrong: 'The last knot, which ends one gap only, gets no cotangent.',
    plant: wrongIn(rhs, { pullback: ({ right: { knots } }) => ({ knots: withEntry(knots, knots.length - 1, 0) }) }),
    caughtBy: pullbackLaws,
    hint: 'right but for the last entry',
  },
  {
    id: 'rhs-first-knot-dropped',
    origin: 'DataInterpolations.jl #203',
    operators: [rhs],
    wrong: 'The first knot, which begins one gap only, gets no cotangent.',
    plant: wrongIn(rhs, { pullback: ({ right: { knots } }) => ({ knots: withEntry(knots, 0, 0) }) }),
    caughtBy: pullbackLaws,
    hint: 'right but for the first entry',
  },
  {
    id: 'rhs-knot-tangent-sign',
    origin: 'moose #3453',
    operators: [rhs],
    wrong: 'The term of the knots in the pushforward has the wrong sign.',
    plant: wrongIn(rhs, {
      pushforward: ({ args, tangents: { knots, values }, built }) =>
        built[rhs].pushforward(args, { values, knots: knots.map((x) => -x) }),
    }),
    caughtBy: ['exact/pushforward', 'adjoint-identity', 'finite-differences/pushforward'],
  },
  {
    id: 'rhs-first-entry-not-zero',
    origin: 'openmm #2627',
    operators: [rhs],
    wrong: 'The leading entry repeats the first chord, another condition at the start than zero slope.',
    plant: wrongIn(rhs, { primal: ({ right }) => withEntry(right, 0, right[1] / 2) }),
    caughtBy: ['exact/primal', 'finite-differences/pushforward'],
  },
  {
    id: 'slopes-transpose-missing',
    origin: 'planted',
    operators: [slopes],
    wrong: 'The pullback runs the recurrence forwards.',
    plant: wrongIn(slopes, { pullback: ({ cotangent }) => ({ rhs: recurrence(cotangent) }) }),
    caughtBy: pullbackLaws,
    hint: 'the transpose is missing',
  },
  {
    id: 'slopes-adjoint-without-end',
    origin: 'planted',
    operators: [slopes],
    wrong: 'The backward recurrence starts one entry late, so the last one is left out of all others.',
    plant: wrongIn(slopes, {
      pullback({ cotangent }) {
        const last = cotangent.length - 1
        const inner = recurrence(cotangent.slice(0, last).reverse()).reverse()
        return { rhs: Float64Array.of(...inner, cotangent[last]) }
      },
    }),
    caughtBy: pullbackLaws,
  },
  {
    id: 'slopes-damped',
    origin: 'DataInterpolations.jl #353',
    operators: [slopes],
    wrong: 'The oscillation is damped a little, in all three maps alike.',
    plant: wrongIn(slopes, {
      primal: ({ args }) => recurrence(args.rhs, damping),
      pushforward: ({ tangents }) => recurrence(tangents.rhs, damping),
      pullback: ({ cotangent }) => ({ rhs: recurrence(cotangent.reverse(), damping).reverse() }),
    }),
    caughtBy: exactLaws,
  },
  {
    id: 'curvatures-half-forgotten',
    origin: 'planted',
    operators: [curvatures],
    wrong: 'The cotangent of the slopes is that of a curvature without its factor ½.',
    plant: wrongIn(curvatures, { pullback: ({ right }) => ({ slopes: right.slopes.map((x) => 2 * x) }) }),
    caughtBy: pullbackLaws,
    hint: 'ratio got/expected is 2',
  },
  {
    id: 'curvatures-next-gap',
    origin: 'SciPy #13097',
    operators: [curvatures],
    wrong: 'The last curvature is divided by the gap before its own.',
    plant: wrongIn(curvatures, {
      primal({ args: { knots, slopes: z }, right }) {
        const last = right.length - 1
        return last < 1
          ? right
          : withEntry(right, last, (z[last + 1] - z[last]) / (2 * (knots[last] - knots[last - 1])))
      },
    }),
    caughtBy: ['exact/primal', 'finite-differences/pushforward'],
    hint: 'right but for the last entry',
  },
  {
    id: 'curvatures-knot-missing',
    origin: 'DataInterpolations.jl: knots answered with no tangent',
    operators: [curvatures],
    wrong: 'The pushforward takes the knots for constants.',
    plant: wrongIn(curvatures, {
      pushforward: ({ args, tangents, built }) => built[curvatures].pushforward(args, { slopes: tangents.slopes }),
    }),
    caughtBy: ['exact/pushforward', 'adjoint-identity', 'finite-differences/pushforward'],
  },
  {
    id: 'slopes-restart',
    origin: 'planted',
    operators: [slopes],
    wrong: 'The recurrence starts anew after 32 entries, in all three maps alike.',
    plant: wrongIn(slopes, {
      primal: ({ args }) => inBlocks(args.rhs, recurrence),
      pushforward: ({ tangents }) => inBlocks(tangents.rhs, recurrence),
      pullback: ({ cotangent }) => ({
        rhs: inBlocks(cotangent, (block) => recurrence(block.toReversed()).toReversed()),
      }),
    }),
    caughtBy: ['any-length/primal', 'any-length/pushforward', 'any-length/pullback'],
    rows: 33,
  },
  {
    id: 'locate-stops',
    origin: 'planted',
    operators: ['locate'],
    wrong: 'No query is found beyond piece 63.',
    plant: wrongIn('locate', { primal: ({ right }) => right.map((piece) => Math.min(piece, 63)) }),
    caughtBy: ['any-length/primal'],
    byNoOther: true,
    rows: 66,
  },
]
