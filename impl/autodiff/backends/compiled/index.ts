/**
 * The backend `compiled`: a derivative is worked out once, for arguments of given shapes, as a program in JavaScript
 * that is then run on any numbers.
 *
 *   trace      what reverse mode (gradients, pullbacks) or forward mode does to values without numbers is a graph
 *   simplify   constants folded, common parts shared, what nobody reads dropped
 *   fuse       all that runs through the same places becomes one loop, without arrays in between
 *   emit       JavaScript; arrays are allocated once, and a call in place allocates nothing
 *
 * The rules of derivatives are those of the other backends, as are the results: to the bit, but for how a sum of equal
 * numbers is rounded, and for operators whose rules that can be traced are not their numeric ones (tridiagonal solves).
 *
 * What it cannot do: branch on a value (TRACED_VALUE; `where` chooses), or run where `new Function` is forbidden.
 * Arrays that the function has captured are read when it is prepared; what is to change from call to call is an
 * argument, `constant(c)` if need be. What is stored in a cache stays in the program: the caller's buffer is not
 * written to.
 */
import { CotangentError } from '../../../../spec/errors.ts'
import type { Backend, Executor, OperatorName } from '../../backend.ts'
import type { Problem } from '../../problem.ts'
import { forward } from '../forward.ts'
import { reverse } from '../reverse.ts'
import { CompiledExecutor, compiledExecutor } from './executor.ts'
import { sweptHessian, sweptJacobian } from './sweep.ts'

/** Programs in JavaScript: the fastest for functions that are differentiated many times; see `prepareGradient`. */
export function compiled(): Backend {
  return { ...forward(), ...reverse(), name: 'compiled', prepare }
}

/** The JavaScript of what was prepared with `compiled()`, to be read: `source(prepareGradient(f, compiled(), x))`. */
export function source({ executor }: { readonly executor: Executor }): string {
  if (executor instanceof CompiledExecutor) return executor.source
  throw new CotangentError('UNSUPPORTED', {
    operator: 'source',
    constraint: 'it shows what compiled() has prepared as one program',
    got: 'another preparation',
    expected: 'what prepareGradient, …, with compiled() gave, for anything but a jacobian or a hessian',
    argument: 'prepared',
  })
}

function prepare(operator: OperatorName, problem: Problem): Executor {
  if (operator === 'jacobian') return sweptJacobian(problem)
  if (operator === 'hessian') return sweptHessian(problem)
  return compiledExecutor(operator, problem)
}
