/**
 * A prepared operator: what its backend has worked out for one function and one layout of arguments, good for any
 * values. It stands in the place of the backend; used for anything else it is an error, never a wrong answer.
 */
import { CotangentError } from '../../spec/errors.ts'
import type { Backend, Executor, OperatorName } from './backend.ts'
import { derivative } from './derived/derivative.ts'
import { gradient } from './derived/gradient.ts'
import { jacobian } from './derived/jacobian.ts'
import { pullback } from './derived/pullback.ts'
import { pushforward } from './derived/pushforward.ts'
import { hessian, hvp, secondDerivative } from './derived/second.ts'
import { type AnyFunction, type Problem, problemOf } from './problem.ts'

/** How each operator derives from a pushforward or a pullback. */
const derived: Readonly<Record<OperatorName, (backend: Backend, problem: Problem) => Executor>> = {
  derivative,
  gradient,
  jacobian,
  pushforward,
  pullback,
  secondDerivative,
  hvp,
  hessian,
}

export class Preparation<Name extends OperatorName = OperatorName> {
  readonly operator: Name
  readonly backend: Backend
  readonly problem: Problem
  readonly executor: Executor

  constructor(operator: Name, backend: Backend, problem: Problem) {
    this.operator = operator
    this.backend = backend
    this.problem = problem
    this.executor = backend.prepare?.(operator, problem) ?? derived[operator](backend, problem)
  }
}

/** A backend, or what was prepared with one for this operator. */
export type By<Name extends OperatorName> = Backend | Preparation<Name>

/** The preparation that `by` is, or one for this call. */
export function preparationOf<Name extends OperatorName>(
  operator: Name,
  f: AnyFunction,
  by: By<Name>,
  args: readonly unknown[],
): Preparation<Name> {
  if (!(by instanceof Preparation))
    return new Preparation(operator, requireBackend(operator, by), problemOf(operator, f, args))
  if (by.operator !== operator) {
    throw mismatch(operator, 'is used for the operator that it was made for', by.operator, operator)
  }
  if (by.problem.f !== f) {
    throw mismatch(operator, 'is used with the function that it was made for', nameOf(f), nameOf(by.problem.f))
  }
  return by
}

function requireBackend(operator: string, by: Backend): Backend {
  // A function has a name too: that of a backend that was not called.
  if (typeof by === 'object' && typeof by?.name === 'string') return by
  throw new CotangentError('INVALID_OPTION', {
    operator,
    constraint: 'the second argument is a backend or a preparation',
    got: String(by),
    expected: 'forward(), reverse(), compiled(), … or what prepare… gave',
    argument: 'backend',
  })
}

function mismatch(operator: string, constraint: string, got: string, expected: string): CotangentError {
  return new CotangentError('PREPARATION_MISMATCH', {
    operator,
    constraint: `a preparation ${constraint}`,
    got,
    expected,
  })
}

const nameOf = (f: unknown): string => (typeof f === 'function' ? `the function ${f.name || '(anonymous)'}` : String(f))
