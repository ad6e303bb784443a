/**
 * Dual numbers re + Σₖ duₖ εₖ with εⱼ εₖ = 0, and their arithmetic inside mathjs: forward differentiation
 * in all directions at once, so that one evaluation gives a whole Jacobian (NUM-5). Over exact fractions
 * the derivative is exact; over duals it is a second derivative.
 *
 * Limits: rational arithmetic and comparison only. Order is that of the real parts, so that a pivot or a
 * piece is chosen as it is without derivatives. Duals that meet must have the same directions.
 */
import type { Scalar } from './scalar.ts'

export class Dual<T> {
  readonly re: T
  /** One derivative for each direction. */
  readonly du: readonly T[]

  constructor(re: T, du: readonly T[]) {
    this.re = re
    this.du = du
  }

  /** mathjs copies the entries of a matrix; an immutable one is its own copy. */
  clone(): Dual<T> {
    return this
  }
}

type D = Dual<Scalar>
type Binary<R> = (x: Scalar, y: Scalar) => R

/** What installing needs of a mathjs instance: the registry of types, and the scalar functions to extend. */
export interface DualHost {
  readonly typed: {
    (name: string, signatures: Readonly<Record<string, unknown>>): unknown
    addType(type: { name: string; test: (value: unknown) => boolean }): void
  }
  import(functions: Readonly<Record<string, unknown>>): void
  equalScalar(x: Scalar, y: Scalar): boolean
  larger(x: Scalar, y: Scalar): boolean
  smaller(x: Scalar, y: Scalar): boolean
  abs(x: Scalar): Scalar
  unaryMinus(x: Scalar): Scalar
  addScalar(x: Scalar, y: Scalar): Scalar
  subtractScalar(x: Scalar, y: Scalar): Scalar
  multiplyScalar(x: Scalar, y: Scalar): Scalar
  divideScalar(x: Scalar, y: Scalar): Scalar
}

/** Teaches a mathjs instance dual numbers. */
export function installDual(math: DualHost): void {
  math.typed.addType({ name: 'Dual', test: (value) => value instanceof Dual })

  // Arithmetic of the parts, which may be duals again. Doubles skip the dispatch: it is most of the time.
  const neg = (x: Scalar): Scalar => (typeof x === 'number' ? -x : math.unaryMinus(x))
  const add: Binary<Scalar> = (x, y) => (typeof x === 'number' && typeof y === 'number' ? x + y : math.addScalar(x, y))
  const sub: Binary<Scalar> = (x, y) =>
    typeof x === 'number' && typeof y === 'number' ? x - y : math.subtractScalar(x, y)
  const mul: Binary<Scalar> = (x, y) =>
    typeof x === 'number' && typeof y === 'number' ? x * y : math.multiplyScalar(x, y)
  const div: Binary<Scalar> = (x, y) =>
    typeof x === 'number' && typeof y === 'number' ? x / y : math.divideScalar(x, y)
  const isZero = (x: Scalar): boolean => (typeof x === 'number' ? x === 0 : math.equalScalar(x, 0))

  const isConstant = (x: D): boolean => x.du.every(isZero)
  const minus = (x: D): D => new Dual(neg(x.re), x.du.map(neg))

  // One name at a time and scalar primitives first: a matrix function keeps the scalar functions that it
  // finds when it is made, and each import has it made again.
  const install = (name: string, signatures: Readonly<Record<string, unknown>>): void =>
    math.import({ [name]: math.typed(name, signatures) })

  // All parts are compared: with the real parts alone the tangent of a zero would be dropped in a solve.
  install(
    'equalScalar',
    binary(
      (x, y) => math.equalScalar(x.re, y.re) && zip(x, y, sub).every(isZero),
      (x, s) => math.equalScalar(x.re, s) && isConstant(x),
      (s, y) => math.equalScalar(s, y.re) && isConstant(y),
    ),
  )
  const sum = binary(
    (x, y) => new Dual(add(x.re, y.re), zip(x, y, add)),
    (x, s) => new Dual(add(x.re, s), x.du),
    (s, y) => new Dual(add(s, y.re), y.du),
  )
  const difference = binary(
    (x, y) => new Dual(sub(x.re, y.re), zip(x, y, sub)),
    (x, s) => new Dual(sub(x.re, s), x.du),
    (s, y) => new Dual(sub(s, y.re), y.du.map(neg)),
  )
  const product = binary(
    (x, y) =>
      new Dual(
        mul(x.re, y.re),
        zip(x, y, (dx, dy) => add(mul(dx, y.re), mul(x.re, dy))),
      ),
    (x, s) =>
      new Dual(
        mul(x.re, s),
        x.du.map((dx) => mul(dx, s)),
      ),
    (s, y) =>
      new Dual(
        mul(s, y.re),
        y.du.map((dy) => mul(s, dy)),
      ),
  )
  // q = x/y has dq = (dx − q dy)/y, which unlike (dx y − x dy)/y² does not overflow where q does not.
  const quotient = binary(
    (x, y) => {
      const q = div(x.re, y.re)
      return new Dual(
        q,
        zip(x, y, (dx, dy) => div(sub(dx, mul(q, dy)), y.re)),
      )
    },
    (x, s) =>
      new Dual(
        div(x.re, s),
        x.du.map((dx) => div(dx, s)),
      ),
    (s, y) => {
      const q = div(s, y.re)
      return new Dual(
        q,
        y.du.map((dy) => neg(div(mul(q, dy), y.re))),
      )
    },
  )
  install('addScalar', sum)
  install('subtractScalar', difference)
  install('multiplyScalar', product)
  install('divideScalar', quotient)
  install('unaryMinus', { Dual: minus })
  install('abs', { Dual: (x: D) => (math.smaller(x.re, 0) ? minus(x) : x) })
  for (const order of ['larger', 'smaller'] as const) {
    install(
      order,
      binary(
        (x, y) => math[order](x.re, y.re),
        (x, s) => math[order](x.re, s),
        (s, y) => math[order](s, y.re),
      ),
    )
  }
  install('add', sum)
  install('subtract', difference)
  install('multiply', product)
  install('divide', quotient)
}

/** The signatures of a function of two scalars, at least one of them dual. */
function binary<R>(
  dualDual: (x: D, y: D) => R,
  dualScalar: (x: D, s: Scalar) => R,
  scalarDual: (s: Scalar, y: D) => R,
): Readonly<Record<string, unknown>> {
  return {
    'Dual, Dual': dualDual,
    'Dual, number | Fraction | BigNumber': dualScalar,
    'number | Fraction | BigNumber, Dual': scalarDual,
  }
}

function zip(x: D, y: D, rule: Binary<Scalar>): Scalar[] {
  if (x.du.length !== y.du.length) {
    throw new RangeError(`dual numbers of ${x.du.length} and ${y.du.length} directions meet; expected the same ones`)
  }
  return x.du.map((dx, k) => rule(dx, y.du[k]))
}
