/**
 * Sparsity patterns of derivatives by following the function once, without numbers: what is found holds at every
 * point, and never misses an entry. It may hold one too many where terms cancel.
 */

import { CotangentError } from '../../../spec/errors.ts'
import { sizeOf } from '../../math/shape.ts'
import type { AnyValue, Scalar, Value } from '../../math/value.ts'
import type { Argument, HandedAll } from '../arguments.ts'
import { requireNumber } from '../derived/gradient.ts'
import { type Problem, problemOf } from '../problem.ts'
import { type Dependence, independent, itself, jacobianPatternOf } from './dependence.ts'
import { Follower } from './follower.ts'
import { Interactions } from './interactions.ts'
import type { SparsityPattern } from './pattern.ts'

/** Where the Jacobian of f may be different from zero: a row for each entry of the value, a column for each of the active argument. */
export function jacobianPattern<A extends readonly Argument[]>(
  f: (...args: HandedAll<A>) => AnyValue,
  ...args: A
): SparsityPattern {
  const problem = sparseProblem('jacobianPattern', f, args)
  return jacobianPatternAt(problem, problem.inputs(args))
}

/** Where the Hessian of f may be different from zero: both triangles. */
export function hessianPattern<A extends readonly Argument[]>(
  f: (...args: HandedAll<A>) => Scalar,
  ...args: A
): SparsityPattern {
  const problem = sparseProblem('hessianPattern', f, args)
  return hessianPatternAt(problem, problem.inputs(args))
}

/** A problem with one active argument. */
export function sparseProblem(operator: string, f: (...args: never[]) => unknown, args: readonly unknown[]): Problem {
  const problem = problemOf(operator, f, args)
  if (problem.active.length === 1) return problem
  throw new CotangentError('UNSUPPORTED', {
    operator,
    constraint: 'it differentiates in one argument',
    got: `${problem.active.length} active arguments`,
    expected: 'one, and the others as constant(…), or all in one vector',
  })
}

/** For whichever constants, if `isGeneral`; otherwise for those among `inputs`, whose zeros count. */
export function jacobianPatternAt(problem: Problem, inputs: readonly Value[], isGeneral = false): SparsityPattern {
  const { dependence } = follow(problem, inputs, isGeneral)
  return jacobianPatternOf(dependence, problem.size)
}

/** The same for the Hessian. */
export function hessianPatternAt(problem: Problem, inputs: readonly Value[], isGeneral = false): SparsityPattern {
  const interactions = new Interactions(problem.size)
  requireNumber(problem, follow(problem, inputs, isGeneral, interactions).output)
  return interactions.pattern()
}

interface Outcome {
  readonly output: Value
  readonly dependence: Dependence
}

function follow(problem: Problem, inputs: readonly Value[], isGeneral: boolean, interactions?: Interactions): Outcome {
  const follower = new Follower(problem.operator, interactions)
  const handed = inputs.map((input, i) => {
    const { kind, shape } = problem.layout[i]
    if (kind === 'active') return follower.value(shape!, itself(problem.size))
    // A number that is not known depends on nothing.
    return isGeneral && kind === 'constant' ? follower.value(shape!, independent(sizeOf(shape!))) : input
  })
  const output = problem.call(handed)
  follower.close()
  return { output, dependence: follower.dependenceOf(output) }
}
