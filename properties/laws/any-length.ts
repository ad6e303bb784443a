/**
 * The right answer at any length (NUM-9), where the exact oracle ends at `oracleSize` and the other laws say
 * only that maps agree with one another. For operators that are elementary: solves and products satisfy the equations
 * that define them, the rest agrees with the reference, evaluated over doubles where that takes linear time.
 *
 * Interpolants as wholes are none of these; what they promise at any length is the law `interpolation`. The cotangents
 * of a solve's diagonals are left to the adjoint identity.
 */
import * as fc from 'fast-check'
import { type Entry, oracleSize } from '../../spec/entry.ts'
import { CotangentError } from '../../spec/errors.ts'
import type { MapName } from '../../spec/operator.ts'
import { type Answers, answerOrSkip, inputOf, resultName } from '../ask.ts'
import { cases, type Draw } from '../draw/cases.ts'
import { withFarQueries } from '../draw/far-queries.ts'
import {
  bidiagonalRows,
  cyclicRows,
  type Equation,
  imbalance,
  product,
  type Row,
  type Term,
  transposed,
  tridiagonalRows,
} from '../equations.ts'
import { type Case, type Law, type Numbers, type Subject, Violation } from '../law.ts'
import { referenceAnswer } from '../reference-answer.ts'
import { type Tolerances, tolerances } from '../sensitivity.ts'

const clause = 'NUM-9'

export const anyLength: Law = {
  id: 'any-length',
  title: 'right at any length',
  statement:
    'At any length a solve satisfies its equations, a product is the sum that it is defined as, and the steps of a spline are those of the reference, within what roundoff explains.',
  clauses: [clause, 'NUM-7', 'TRI-4', 'TRI-7', 'TRI-10', 'CYC-2', 'CYC-5', 'QSP-4', 'OPR-1'],
  variants: ['primal', 'pushforward', 'pullback'],
  maps: (variant) => [variant!],
  requirements({ name }, variant) {
    if (systems[name] === undefined || variant === 'primal') return []
    return variant === 'pushforward'
      ? [{ operator: name, maps: ['primal'] }]
      : [{ operator: name, maps: [], differentiable: [systems[name].right] }]
  },
  applies: (entry, variant) => judges[entry.name] !== undefined && entry.clauses[variant!] !== undefined,
  property(subject, variant) {
    const { entry } = subject
    return fc.asyncProperty(drawn(subject), (input) => judges[entry.name](subject, variant!, input))
  },
  effort: 1,
}

/** Every second case is longer than the oracle takes. */
function drawn({ entry, support, maxLength }: Subject): fc.Arbitrary<Case> {
  const places: Draw['places'] = entry.limits.primal === 0 ? 'any' : 'smooth'
  const any = cases(entry, { places, lengths: 'any', systems: 'any', maxLength, support })
  if (maxLength <= oracleSize) return any
  const isLong = ({ arguments: args }: Case): boolean => Object.values(args).some(({ length }) => length > oracleSize)
  const long = any.filter(isLong).map((input) => withFarQueries(entry, input))
  return fc.oneof({ withCrossShrink: true }, any, long)
}

type Judge = (subject: Subject, map: MapName, input: Case) => Promise<void>

/** A x = b, by the name of b and by what A is. */
interface System {
  readonly right: string
  rows(args: Numbers): readonly Row[]
  /** Of the tangents of A, the missing ones zero; nothing where A is constant. */
  rowsDot?(tangents: Numbers): readonly Row[]
}

const systems: Readonly<Record<string, System>> = {
  'tridiagonal-solve': {
    right: 'b',
    rows: ({ dl, d, du }) => tridiagonalRows({ dl, d, du }),
    rowsDot: ({ dl, d, du }) => tridiagonalRows({ dl, d, du }),
  },
  'cyclic-tridiagonal-solve': {
    right: 'b',
    rows: ({ dl, d, du }) => cyclicRows({ dl, d, du }),
    rowsDot: ({ dl, d, du }) => cyclicRows({ dl, d, du }),
  },
  'quadratic-spline-slopes': { right: 'rhs', rows: ({ rhs }) => bidiagonalRows(rhs.length) },
}

const judges: Readonly<Record<string, Judge>> = {
  tridiagonal: byReference,
  'tridiagonal-multiply': byProducts,
  ...Object.fromEntries(Object.keys(systems).map((name) => [name, bySystem])),
  'quadratic-spline-rhs': byReference,
  'quadratic-spline-curvatures': byReference,
  locate: byReference,
  'quadratic-spline-compose': byReference,
}

/** A x = b, A ẋ + Ȧ x = ḃ, Aᵀ b̄ = ȳ. */
async function bySystem(subject: Subject, map: MapName, input: Case): Promise<void> {
  const { right, rows, rowsDot } = systems[subject.entry.name]
  const A = rows(input.arguments)
  const got = await measured(subject, map, input)
  switch (map) {
    case 'primal': {
      const { y: x, tolerance } = got('output')
      const b = input.arguments[right]
      return hold(
        map,
        input,
        A.map((row, i) => equation(`(A x − ${right})`, 'output', i, [...product(row, x, tolerance), minus(b[i])])),
      )
    }
    case 'pushforward': {
      const { y: xdot, tolerance } = got('tangent')
      const tangents = filled(subject.entry, input)
      const Adot = rowsDot?.(tangents)
      const x = Adot === undefined ? undefined : (await measured(subject, 'primal', input))('output')
      const change = (i: number): Term[] => (x === undefined ? [] : product(Adot![i], x.y, x.tolerance))
      return hold(
        map,
        input,
        A.map((row, i) =>
          equation(`(A ẋ + Ȧ x − ${right}˙)`, 'tangent', i, [
            ...product(row, xdot, tolerance),
            ...change(i),
            minus(tangents[right][i]),
          ]),
        ),
      )
    }
    case 'pullback': {
      const { y: bbar, tolerance } = got(right)
      return hold(
        map,
        input,
        transposed(A).map((row, i) =>
          equation(`(Aᵀ ${right}̄ − ȳ)`, right, i, [...product(row, bbar, tolerance), minus(input.cotangent[i])]),
        ),
      )
    }
  }
}

/** y = A x, ẏ = A ẋ + Ȧ x, x̄ = Aᵀ ȳ and the products of TRI-6. */
async function byProducts(subject: Subject, map: MapName, input: Case): Promise<void> {
  const { dl, d, du, x } = input.arguments
  const A = tridiagonalRows({ dl, d, du })
  const got = await measured(subject, map, input)
  const is = (what: string, name: string, i: number, terms: readonly Term[]): Equation => {
    const { y, tolerance } = got(name)
    return equation(`${what}, computed less expected,`, name, i, [
      { factor: 1, of: y[i], tolerance: tolerance[i] },
      ...terms.map(negated),
    ])
  }
  switch (map) {
    case 'primal':
      return hold(
        map,
        input,
        A.map((row, i) => is('A x', 'output', i, product(row, x))),
      )
    case 'pushforward': {
      const tangents = filled(subject.entry, input)
      const Adot = tridiagonalRows({ dl: tangents.dl, d: tangents.d, du: tangents.du })
      return hold(
        map,
        input,
        A.map((row, i) => is('A ẋ + Ȧ x', 'tangent', i, [...product(row, tangents.x), ...product(Adot[i], x)])),
      )
    }
    case 'pullback': {
      const ybar = input.cotangent
      const terms: Readonly<Record<string, (i: number) => readonly Term[]>> = {
        dl: (i) => [{ factor: ybar[i + 1], of: x[i] }],
        d: (i) => [{ factor: ybar[i], of: x[i] }],
        du: (i) => [{ factor: ybar[i], of: x[i + 1] }],
        x: (i) => product(At[i], ybar),
      }
      const At = transposed(A)
      const names = Object.keys(terms).filter((name) => subject.differentiable.includes(name))
      return hold(
        map,
        input,
        names.flatMap((name) =>
          input.arguments[name].map((_, i) => is(resultName(map, name), name, i, terms[name](i))),
        ),
      )
    }
  }
}

/** Knots times queries that the reference is given: it looks at every knot for every query. */
const mostComparisons = 2 ** 14

async function byReference(subject: Subject, map: MapName, drawnInput: Case): Promise<void> {
  const { entry } = subject
  const input = shortened(entry, drawnInput)
  const truth = finiteAnswer(map, entry, input)
  if (truth === undefined) fc.pre(false)
  const answers = await answerOrSkip(subject, map, input, clause)
  const isExact = entry.limits[map] === 0
  const may = isExact ? undefined : await tolerances(subject, map, input, answers, clause)
  // An answer and the reference may each be off by the tolerance.
  const equations = Object.entries(answers).flatMap(([name, values]) =>
    Array.from(values, (y, i) =>
      equation(`${resultName(map, name)}, computed less expected,`, name, i, [
        { factor: 1, of: y, tolerance: may?.[name][i] ?? 0 },
        { factor: -1, of: truth![name][i], tolerance: may?.[name][i] ?? 0 },
      ]),
    ),
  )
  hold(map, input, equations)
}

/** With no more queries than the reference has time for. */
function shortened(entry: Entry, input: Case): Case {
  const n = input.arguments[entry.arguments[0].name].length
  const most = Math.ceil(mostComparisons / n)
  const names = entry.arguments.filter(({ length }) => length === 'm').map(({ name }) => name)
  if (names.length === 0) return input
  const cut = (arrays: Numbers): Numbers =>
    Object.fromEntries(
      Object.entries(arrays).map(([name, array]) => [name, names.includes(name) ? array.slice(0, most) : array]),
    )
  return {
    ...input,
    arguments: cut(input.arguments),
    tangents: cut(input.tangents),
    cotangent: entry.output === 'm' ? input.cotangent.slice(0, most) : input.cotangent,
  }
}

/** Nothing where it overflows. */
function finiteAnswer(map: MapName, entry: Entry, input: Case): Answers | undefined {
  try {
    return referenceAnswer(map, entry.name, input)
  } catch (error) {
    if (error instanceof CotangentError && error.code === 'NOT_FINITE') return undefined
    throw error
  }
}

interface Measured {
  readonly y: ArrayLike<number>
  readonly tolerance: ArrayLike<number>
}

/** What the port answers, by result name, and how far each entry may be off. */
async function measured(subject: Subject, map: MapName, input: Case): Promise<(name: string) => Measured> {
  const answers = await answerOrSkip(subject, map, input, clause)
  const may: Tolerances = await tolerances(subject, map, input, answers, clause)
  return (name) => ({ y: answers[name], tolerance: may[name] })
}

/** A tangent for every argument, the missing ones zero (OPR-8). */
const filled = ({ arguments: all }: Entry, { arguments: args, tangents }: Case): Numbers =>
  Object.fromEntries(all.map(({ name }) => [name, tangents[name] ?? args[name].map(() => 0)]))

const minus = (of: number): Term => ({ factor: -1, of })
const negated = (term: Term): Term => ({ ...term, factor: -term.factor })

const equation = (what: string, argument: string, index: number, terms: readonly Term[]): Equation => ({
  where: `${what} entry ${index}`,
  argument,
  index,
  terms,
})

function hold(map: MapName, input: Case, equations: readonly Equation[]): void {
  const found = imbalance(equations)
  if (found === undefined) return
  const { equation: broken, sum, tolerance } = found
  throw new Violation({
    clause,
    map,
    where: broken.where,
    argument: broken.argument,
    index: broken.index,
    expected: tolerance === 0 ? '0' : `0 to within ${tolerance.toPrecision(2)}`,
    got: `${sum}`,
    input: inputOf(map, input),
    options: input.options,
  })
}
