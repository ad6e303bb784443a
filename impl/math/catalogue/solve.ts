/**
 * `tridiagonal-solve` and `cyclic-tridiagonal-solve` with rules that can be traced: TRI-7 to TRI-9, CYC-2 to CYC-4 in
 * primitives, for A x = b and for Aᵀ x = b alike. With λ the solution with the other one of A and Aᵀ:
 *
 *   ẋ = A⁻¹ (ḃ − Ȧ x)      λ = A⁻ᵀ x̄:  b̄ = λ,  Ā = −λ xᵀ on the three diagonals
 *
 * All solves that belong to one use share its factorization, as long as the matrix stays the same.
 */
import { entryOf } from '../../../spec/catalogue.ts'
import type { Entry } from '../../../spec/entry.ts'
import { finite } from '../../operator.ts'
import { factorizeCyclic } from '../../tridiagonal/cyclic.ts'
import { factorize } from '../../tridiagonal/factorize.ts'
import type { LinearSystem, SolveTangents } from '../../tridiagonal/system.ts'
import { negate, subtract } from '../arithmetic.ts'
import { apply } from '../interpreter.ts'
import { total } from '../parts.ts'
import type { Linearization, Primitive } from '../primitive.ts'
import type { Parts } from '../rules.ts'
import type { Shape } from '../shape.ts'
import { tally, tallyPullback } from '../tally.ts'
import { entriesOf, isTraced, type Plain, type Value } from '../value.ts'
import { type Band, cyclicBand, diagonals, openBand } from './band.ts'
import { isSame, named, outputShape, type Use } from './use.ts'

/** A use of a solve, and what is known of its matrix. */
export interface SolveUse extends Use {
  readonly matrix: Matrix
  readonly isTransposed?: boolean
}

type Factorize = (dl: Float64Array, d: Float64Array, du: Float64Array) => LinearSystem<string>

/** The factorization of the last matrix, kept while the three diagonals stay what they are. */
class Matrix {
  private readonly factorize: Factorize
  private known: readonly Float64Array[] = []
  private system: LinearSystem<string> | undefined

  constructor(factorize: Factorize) {
    this.factorize = factorize
  }

  of(inputs: readonly Plain[]): LinearSystem<string> {
    const given = diagonals.map((diagonal) => entriesOf(inputs[diagonal]))
    if (this.system === undefined || !given.every((array, k) => isSame(array, this.known[k]))) {
      this.system = undefined
      this.known = given.map((array) => array.slice())
      this.system = this.factorize(given[0], given[1], given[2])
    }
    return this.system
  }
}

interface Solve {
  readonly primitive: Primitive<SolveUse>
  /** A new use of it. */
  use(): SolveUse
}

function solveOf(name: string, factorizeIt: Factorize, band: Band): Solve {
  const entry = entryOf(name)!
  const argument = (k: number): string => entry.arguments[k].name
  const nameOf = ({ isTransposed }: SolveUse): string => (isTransposed ? `transposed ${name}` : name)

  /** The traceable rules, which count what they are asked for. */
  const linearize = (inputs: readonly Value[], x: Value, use: SolveUse): Linearization => {
    const { isTransposed = false } = use
    const [dl, d, du] = inputs
    return {
      pushforward(tangents) {
        tally(nameOf(use), 'pushforward')
        const moved = diagonals.reduce<Value | undefined>((sum, diagonal) => {
          const tangent = tangents[diagonal]
          return tangent === undefined ? sum : total(sum, band.product(diagonal, tangent, x, isTransposed))
        }, undefined)
        const bDot = tangents[3]
        if (moved === undefined) return bDot === undefined ? undefined : apply(primitive, [dl, d, du, bDot], use)
        const right = bDot === undefined ? negate.of(moved) : subtract.of(bDot, moved)
        return apply(primitive, [dl, d, du, right], use)
      },
      pullback(cotangent, wanted) {
        tallyPullback(nameOf(use), wanted, argument)
        const lambda = apply(primitive, [dl, d, du, cotangent], { ...use, isTransposed: !isTransposed })
        const [r, c] = isTransposed ? [x, lambda] : [lambda, x]
        return [
          ...diagonals.map((diagonal) => (wanted[diagonal] ? negate.of(band.outer(diagonal, r, c)) : undefined)),
          wanted[3] ? lambda : undefined,
        ]
      },
    }
  }

  /** The same for plain numbers, and for A: the fused kernels. */
  const numeric = (system: LinearSystem<string>, x: Float64Array, use: SolveUse): Linearization => ({
    pushforward(tangents) {
      if (tangents.every((tangent) => tangent === undefined)) return undefined
      tally(name, 'pushforward')
      return finite(entry, 'the tangent', system.pushforward(x, named(use, tangents as Parts<Plain>) as SolveTangents))
    },
    pullback(cotangent, wanted) {
      tallyPullback(name, wanted, argument)
      const yBar = entriesOf(cotangent as Plain)
      const isAboutMatrix = diagonals.some((diagonal) => wanted[diagonal])
      if (!isAboutMatrix) return [undefined, undefined, undefined, checked(entry, system.solveTransposed(yBar))]
      const cotangents = system.pullback(x, yBar)
      return entry.arguments.map((one) => finite(entry, `the cotangent of ${one.name}`, cotangents[one.name]))
    },
  })

  const solved = (inputs: readonly Plain[], use: SolveUse, out?: Float64Array): Float64Array => {
    tally(nameOf(use), 'primal')
    const system = use.matrix.of(inputs)
    const b = entriesOf(inputs[3])
    return checked(entry, use.isTransposed ? system.solveTransposed(b, out) : system.solve(b, out))
  }

  const primitive: Primitive<SolveUse> = {
    name,
    shape: (shapes: readonly Shape[], use) => outputShape(shapes, use),
    evaluate: (inputs, use) => solved(inputs, use),
    linearize,
    linearizeAt(inputs, use) {
      const x = solved(inputs, use)
      const traceable = linearize(inputs, x, use)
      if (use.isTransposed) return { output: x, linearization: traceable }
      const fused = numeric(use.matrix.of(inputs), x, use)
      const linearization: Linearization = {
        pushforward: (tangents) => (tangents.some(isTraced) ? traceable : fused).pushforward(tangents),
        pullback: (cotangent, wanted) => (isTraced(cotangent) ? traceable : fused).pullback(cotangent, wanted),
      }
      return { output: x, linearization }
    },
    prepare: (_shapes, use) => ({
      run(inputs, out) {
        solved(inputs, use, out)
      },
    }),
  }
  return { primitive, use: () => ({ entry, options: {}, matrix: new Matrix(factorizeIt) }) }
}

const checked = (entry: Entry, x: Float64Array): Float64Array => finite(entry, 'the solution', x)

export const tridiagonalSolve: Solve = solveOf('tridiagonal-solve', factorize, openBand)
export const cyclicTridiagonalSolve: Solve = solveOf('cyclic-tridiagonal-solve', factorizeCyclic, cyclicBand)
