/**
 * Random structured functions: short programs over vectors, in the functions of `cotangent/math`. A program is data,
 * so that fast-check shrinks it: each step takes the vectors made so far, by number, and makes one more.
 */
import fc from 'fast-check'
import {
  add,
  broadcast,
  concat,
  cumsum,
  divide,
  gather,
  greater,
  matrixVector,
  multiply,
  scatterAdd,
  slice,
  square,
  subtract,
  sum,
  where,
} from '../impl/math/index.ts'
import type { Scalar, Vector } from '../impl/math/value.ts'

type Kind =
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'divide'
  | 'square'
  | 'scaled'
  | 'slice'
  | 'gather'
  | 'scatterAdd'
  | 'concat'
  | 'differences'
  | 'total'
  | 'everywhere'
  | 'cumsum'
  | 'chosen'
  | 'banded'

interface Step {
  readonly kind: Kind
  /** The vectors that it reads, the last few being the likeliest, and a number that each kind reads its own way. */
  readonly a: number
  readonly b: number
  readonly detail: number
}

export type Program = readonly Step[]

const lengthOf = (x: Vector): number => x.length

/** The two with the length of the shorter. */
function fitted(a: Vector, b: Vector): [Vector, Vector] {
  const length = Math.min(lengthOf(a), lengthOf(b))
  return [slice(a, 0, length), slice(b, 0, length)]
}

/** Numbers from 0 to n − 1 in an order that jumps about, some more than once. */
const indices = (count: number, n: number, detail: number): number[] =>
  Array.from({ length: count }, (_, k) => (k * (1 + (detail % 5)) + (detail >> 3)) % n)

const steps: Readonly<Record<Kind, (a: Vector, b: Vector, detail: number) => Vector>> = {
  add: (a, b) => add(...fitted(a, b)),
  subtract: (a, b) => subtract(...fitted(a, b)),
  multiply: (a, b) => multiply(...fitted(a, b)),
  divide: (a, b) => {
    const [top, bottom] = fitted(a, b)
    return divide(top, add(2, square(bottom)))
  },
  square: (a) => square(a),
  scaled: (a, _b, detail) => multiply(a, (detail % 7) - 3),
  slice: (a, _b, detail) => {
    const from = detail % lengthOf(a)
    return slice(a, from, Math.max(from + 1, lengthOf(a) - (detail % 3)))
  },
  gather: (a, b, detail) => gather(a, indices(lengthOf(b), lengthOf(a), detail)),
  scatterAdd: (a, b, detail) => scatterAdd(a, indices(lengthOf(a), lengthOf(b), detail), lengthOf(b)),
  concat: (a, b) => (lengthOf(a) + lengthOf(b) > 16 ? a : concat(a, 1, b)),
  differences: (a) => {
    const n = lengthOf(a)
    return n < 2 ? a : subtract(slice(a, 1, n), slice(a, 0, n - 1))
  },
  total: (a, b) => multiply(b, sum(a)),
  everywhere: (a, b) => broadcast(sum(a), lengthOf(b)),
  cumsum: (a) => cumsum(a),
  chosen: (a, b) => {
    const [first, second] = fitted(a, b)
    return where(greater(first, second), square(first), second)
  },
  banded: (a, _b, detail) => {
    const n = lengthOf(a)
    const data = Float64Array.from({ length: n * n }, (_, p) => {
      const distance = (p % n) - Math.floor(p / n)
      return distance === 0 || distance === 1 + (detail % 3) ? 1 + (p % 3) : 0
    })
    return matrixVector({ rows: n, columns: n, data }, a)
  },
}

const kinds = Object.keys(steps) as Kind[]

export const program: fc.Arbitrary<Program> = fc.array(
  fc.record({
    kind: fc.constantFrom(...kinds),
    a: fc.nat(3),
    b: fc.nat(3),
    detail: fc.nat(63),
  }),
  { maxLength: 7 },
)

/** What the last step makes of x. */
export function runProgram(program: Program, x: Vector): Vector {
  const made: Vector[] = [x]
  for (const { kind, a, b, detail } of program) {
    const pick = (back: number): Vector => made[Math.max(0, made.length - 1 - back)]
    made.push(steps[kind](pick(a), pick(b), detail))
  }
  return made.at(-1)!
}

/** The same as a number: the sum of the entries and of the products of neighbours. */
export function runProgramToNumber(program: Program, x: Vector): Scalar {
  const y = runProgram(program, x)
  const n = lengthOf(y)
  return n < 2 ? sum(y) : add(sum(y), sum(multiply(slice(y, 0, n - 1), slice(y, 1, n))))
}

/** A point of small numbers that no derivative rounds at, none of them zero. */
export const point: fc.Arbitrary<Float64Array> = fc
  .array(
    fc.integer({ min: 1, max: 8 }).chain((k) => fc.constantFrom(k / 4, -k / 4)),
    { minLength: 1, maxLength: 8 },
  )
  .map((entries) => Float64Array.from(entries))
