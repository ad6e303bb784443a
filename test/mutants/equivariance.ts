/** Bugs planted in what an interpolant must not depend on: origin, unit, direction, the other queries (INP-14). */
import type { Options } from '../../spec/operator.ts'
import { type Doubles, type Mutant, wrongIn } from './mutant.ts'

const law = 'equivariance'

const spline = 'quadratic-spline'
const linear = 'linear-interpolation'
const hermite = 'cubic-hermite'

/** The spline with the other start, which is as smooth and passes through the same data, where many knots begin with a narrow gap. */
const otherwise = ({ knots }: Doubles, options: Options): Options =>
  knots.length > 8 && knots[1] - knots[0] < 1 ? { ...options, start: 'collocation' } : options

export const equivarianceMutants: readonly Mutant[] = [
  {
    id: 'spline-of-the-other-kind-for-narrow-gaps',
    origin: 'SciPy #22882: an absolute threshold decides on the method',
    operators: [spline],
    wrong:
      'Where a first gap is narrower than 1, whatever the unit, more than eight knots get another spline that keeps the same promises, in all three maps alike.',
    plant: wrongIn(spline, {
      primal: ({ args, options, built }) => built[spline].primal(args, otherwise(args, options)),
      pushforward: ({ args, tangents, options, built }) =>
        built[spline].pushforward(args, tangents, otherwise(args, options)),
      pullback: ({ args, cotangent, options, built }) =>
        built[spline].pullback(args, cotangent, otherwise(args, options)),
    }),
    caughtBy: [law],
    byNoOther: true,
    rows: 9,
  },
  {
    id: 'queries-snap-to-knots',
    origin: 'SciPy #22882',
    operators: [linear],
    wrong: 'A query within a tenth of a knot, whatever the unit, is taken for that knot.',
    plant: wrongIn(linear, {
      primal({ args, options, built }) {
        const snapped = args.queries.map((q) => args.knots.find((t) => Math.abs(q - t) < 0.1) ?? q)
        return built[linear].primal({ ...args, queries: snapped }, options)
      },
    }),
    caughtBy: [law, 'exact/primal', 'calculus/primal', 'interpolation', 'finite-differences/pushforward'],
  },
  {
    id: 'tiny-values-dropped',
    origin: 'planted',
    operators: [linear],
    wrong: 'What is smaller than 10⁻⁸ in size is taken for zero, whatever the unit.',
    plant: wrongIn(linear, { primal: ({ right }) => right.map((y) => (Math.abs(y) < 1e-8 ? 0 : y)) }),
    caughtBy: [law],
  },
  {
    id: 'abscissae-in-decimal-units',
    origin: 'planted',
    operators: [hermite],
    wrong: 'Gaps are scaled by a power of ten before they are used, so that the last digits depend on the unit.',
    plant: wrongIn(hermite, {
      primal({ args, options, built }) {
        const span = args.knots[args.knots.length - 1] - args.knots[0]
        const unit = 10 ** Math.floor(Math.log10(span))
        const scaled = (array: Float64Array): Float64Array => array.map((x) => x / unit)
        const given = {
          ...args,
          knots: scaled(args.knots),
          queries: scaled(args.queries),
          slopes: args.slopes.map((z) => z * unit),
        }
        const y = built[hermite].primal(given, options)
        return y.map((entry) => entry / unit ** Number(options.order ?? 0))
      },
    }),
    caughtBy: [law, 'exact/primal'],
  },
  {
    id: 'mirror-image-one-sided',
    origin: 'ttk592/spline #30: a condition at one end that symmetric data do not show',
    operators: [linear],
    wrong: 'The slope of the last chord counts a millionth more than it should.',
    plant: wrongIn(linear, {
      primal: ({ args: { knots, queries }, right, options }) =>
        right.map((y, k) => (options.order === 1 && queries[k] > knots[knots.length - 2] ? y * (1 + 2 ** -20) : y)),
    }),
    caughtBy: [law, 'interpolation', 'calculus/primal', 'calculus/pullback', 'exact/primal'],
  },
  {
    id: 'answers-in-sorted-order',
    origin: 'planted',
    operators: [spline],
    wrong: 'Queries are sorted for speed, and the answers come back in that order.',
    plant: wrongIn(spline, {
      primal: ({ args, options, built }) =>
        built[spline].primal({ ...args, queries: args.queries.toSorted() }, options),
    }),
    caughtBy: [law, 'exact/primal'],
  },
  {
    id: 'alone-from-the-right',
    origin: 'DataInterpolations.jl #475, #610',
    operators: [spline],
    wrong: 'A single query at a knot is answered from the piece on its right, a batch from the left.',
    plant: wrongIn(spline, {
      primal({ args, options, right, built }) {
        const { knots, queries } = args
        const knot = knots.indexOf(queries[0])
        if (queries.length !== 1 || knot < 1 || knot === knots.length - 1) return right
        const next = (knots[knot + 1] - knots[knot]) * 2 ** -30
        return built[spline].primal({ ...args, queries: Float64Array.of(knots[knot] + next) }, options)
      },
    }),
    caughtBy: [law, 'kinks/primal'],
  },
]
