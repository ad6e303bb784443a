/**
 * A prepared sparse derivative: its pattern, colours and seeds, worked out once for one function and one layout of
 * arguments, good for any values. It stands in the place of the backend; used for anything else it is an error.
 */
import { CotangentError } from '../../../spec/errors.ts'
import { isTraced, type Value } from '../../math/value.ts'
import type { Backend } from '../backend.ts'
import type { AnyFunction, Problem } from '../problem.ts'
import type { SparsityPattern } from './pattern.ts'
import { SparseMatrix } from './sparse-matrix.ts'

export type SparseOperator = 'sparseJacobian' | 'sparseHessian'

/** Writes the entries of the pattern into `values`; gives the value of the function where it comes for nothing. */
export type Recovery = (values: Float64Array, inputs: readonly Value[]) => Value | undefined

export class SparsePreparation<Name extends SparseOperator = SparseOperator> {
  readonly operator: Name
  readonly pattern: SparsityPattern
  /** How many products with a vector an evaluation costs. */
  readonly colours: number
  /** Whether these are columns, from pushforwards, or rows, from pullbacks. */
  readonly side: 'columns' | 'rows'
  private readonly problem: Problem
  private readonly recovery: Recovery

  constructor(
    operator: Name,
    problem: Problem,
    pattern: SparsityPattern,
    compression: { readonly colours: number; readonly side: 'columns' | 'rows' },
    recovery: Recovery,
  ) {
    this.operator = operator
    this.problem = problem
    this.pattern = pattern
    this.colours = compression.colours
    this.side = compression.side
    this.recovery = recovery
  }

  /** Room for a result. */
  matrix(): SparseMatrix {
    return new SparseMatrix(this.pattern)
  }

  /** The derivative of f at `args` into `out`; gives what has the value of f, or computes it if it is asked for. */
  evaluate(out: SparseMatrix, f: AnyFunction, args: readonly unknown[]): () => Value {
    if (f !== this.problem.f) {
      throw this.mismatch('is used with the function that it was made for', nameOf(f), nameOf(this.problem.f))
    }
    if (!hasPattern(out, this.pattern)) {
      throw new CotangentError('LENGTH_MISMATCH', {
        operator: this.operator,
        constraint: 'out has the pattern of the preparation',
        got: out instanceof SparseMatrix ? patternText(out) : String(out),
        expected: `${patternText(this.pattern)}, as matrix() gives it`,
        argument: 'out',
      })
    }
    const inputs = this.problem.inputs(args)
    requirePlain(this.operator, inputs)
    const value = this.recovery(out.values, inputs)
    return () => value ?? this.problem.call(inputs)
  }

  mismatch(constraint: string, got: string, expected: string): CotangentError {
    return new CotangentError('PREPARATION_MISMATCH', {
      operator: this.operator,
      constraint: `a preparation ${constraint}`,
      got,
      expected,
    })
  }
}

/** A backend, or what was prepared with one for this operator. */
export type SparseBy<Name extends SparseOperator> = Backend | SparsePreparation<Name>

/** What `by` is, or what `prepare` makes of it. */
export function sparsePreparationOf<Name extends SparseOperator>(
  operator: Name,
  by: SparseBy<Name>,
  prepare: (backend: Backend) => SparsePreparation<Name>,
): SparsePreparation<Name> {
  if (!(by instanceof SparsePreparation)) return prepare(by)
  if (by.operator === operator) return by
  throw by.mismatch('is used for the operator that it was made for', operator, by.operator)
}

/** The numbers of a sparse matrix are doubles: a differentiation around it could not follow them. */
export function requirePlain(operator: string, inputs: readonly unknown[]): void {
  const index = inputs.findIndex(isTraced)
  if (index === -1) return
  throw new CotangentError('UNSUPPORTED', {
    operator,
    constraint: 'sparse derivatives are taken of plain arguments',
    got: `a traced value as argument ${index + 1}`,
    expected: 'plain arguments; jacobian and hessian can be differentiated again',
    argument: `argument ${index + 1}`,
  })
}

function hasPattern(out: SparseMatrix, pattern: SparsityPattern): boolean {
  return (
    out instanceof SparseMatrix &&
    out.rows === pattern.rows &&
    out.columns === pattern.columns &&
    isEqual(out.columnPointers, pattern.columnPointers) &&
    isEqual(out.rowIndices, pattern.rowIndices)
  )
}

const patternText = ({ rows, columns, rowIndices }: SparsityPattern): string =>
  `a ${rows}×${columns} pattern of ${rowIndices.length} entries`

const isEqual = (a: Int32Array, b: Int32Array): boolean =>
  a === b || (a.length === b.length && a.every((entry, k) => entry === b[k]))

const nameOf = (f: unknown): string => (typeof f === 'function' ? `the function ${f.name || '(anonymous)'}` : String(f))
