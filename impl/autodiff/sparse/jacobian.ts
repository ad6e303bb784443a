/**
 * Sparse Jacobians: as many pushforwards as the columns have colours, or pullbacks as the rows have, whichever are
 * fewer, and every entry read off where it stands alone.
 */
import type { AnyValue } from '../../math/value.ts'
import type { Argument, HandedAll } from '../arguments.ts'
import type { Backend } from '../backend.ts'
import { pullbackOf, pushforwardOf } from '../directions.ts'
import type { ValueOf } from '../results.ts'
import { type Compression, jacobianCompression } from './compression.ts'
import { jacobianPatternAt, sparseProblem } from './detect.ts'
import { requirePlain, type SparseBy, SparsePreparation, sparsePreparationOf } from './preparation.ts'
import { fromPullbacks, fromPushforwards } from './recovery.ts'
import type { SparseMatrix } from './sparse-matrix.ts'

/** The Jacobian of f in its only active argument: a row for each entry of the value. */
export function sparseJacobian<A extends readonly Argument[]>(
  f: (...args: HandedAll<A>) => AnyValue,
  by: SparseBy<'sparseJacobian'>,
  ...args: A
): SparseMatrix {
  const preparation = preparationOf(f, by, args)
  const out = preparation.matrix()
  preparation.evaluate(out, f, args)
  return out
}

/** The value of f and its Jacobian. */
export function valueAndSparseJacobian<A extends readonly Argument[], Y extends AnyValue>(
  f: (...args: HandedAll<A>) => Y,
  by: SparseBy<'sparseJacobian'>,
  ...args: A
): [ValueOf<A, Y>, SparseMatrix] {
  const preparation = preparationOf(f, by, args)
  const out = preparation.matrix()
  const value = preparation.evaluate(out, f, args)
  return [value() as ValueOf<A, Y>, out]
}

/** The Jacobian in `out`, a matrix of the same pattern. Gives `out`. */
export function sparseJacobianInto<A extends readonly Argument[]>(
  out: SparseMatrix,
  f: (...args: HandedAll<A>) => AnyValue,
  by: SparseBy<'sparseJacobian'>,
  ...args: A
): SparseMatrix {
  preparationOf(f, by, args).evaluate(out, f, args)
  return out
}

/** The same; gives the value of f. */
export function valueAndSparseJacobianInto<A extends readonly Argument[], Y extends AnyValue>(
  out: SparseMatrix,
  f: (...args: HandedAll<A>) => Y,
  by: SparseBy<'sparseJacobian'>,
  ...args: A
): ValueOf<A, Y> {
  return preparationOf(f, by, args).evaluate(out, f, args)() as ValueOf<A, Y>
}

/** Pattern, colours and seeds of f for arguments of these shapes and kinds, done once. Constants may change. */
export function prepareSparseJacobian<A extends readonly Argument[]>(
  f: (...args: HandedAll<A>) => AnyValue,
  backend: Backend,
  ...args: A
): SparsePreparation<'sparseJacobian'> {
  return prepared(f, backend, args, true)
}

const preparationOf = (
  f: (...args: never[]) => unknown,
  by: SparseBy<'sparseJacobian'>,
  args: readonly unknown[],
): SparsePreparation<'sparseJacobian'> =>
  sparsePreparationOf('sparseJacobian', by, (backend) => prepared(f, backend, args, false))

function prepared(
  f: (...args: never[]) => unknown,
  backend: Backend,
  args: readonly unknown[],
  isGeneral: boolean,
): SparsePreparation<'sparseJacobian'> {
  const problem = sparseProblem('sparseJacobian', f, args)
  const inputs = problem.inputs(args)
  requirePlain('sparseJacobian', inputs)
  const pattern = jacobianPatternAt(problem, inputs, isGeneral)
  const compression = jacobianCompression(pattern, sidesOf(backend))
  const recovery =
    compression.side === 'columns'
      ? fromPushforwards(problem, pushforwardOf(backend, problem), compression, pattern.rows)
      : fromPullbacks(problem, pullbackOf(backend, problem), compression, pattern.rows)
  return new SparsePreparation('sparseJacobian', problem, pattern, compression, recovery)
}

/** What the backend can be asked for; of one that has neither the columns, which then says so. */
function sidesOf({ pushforward, pullback }: Backend): Compression['side'][] {
  if (pullback === undefined) return ['columns']
  return pushforward === undefined ? ['rows'] : ['columns', 'rows']
}
