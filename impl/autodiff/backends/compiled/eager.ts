/**
 * Whose run of each operator is traced, and who runs where there are no numbers: gradients in reverse mode, directional
 * derivatives in forward mode, second derivatives forward over reverse.
 */
import type { Backend, Executor, OperatorName } from '../../backend.ts'
import { derivative } from '../../derived/derivative.ts'
import { gradient } from '../../derived/gradient.ts'
import { jacobian } from '../../derived/jacobian.ts'
import { pullback } from '../../derived/pullback.ts'
import { pushforward } from '../../derived/pushforward.ts'
import { hessian, hvp, secondDerivative } from '../../derived/second.ts'
import type { Problem } from '../../problem.ts'
import { forward } from '../forward.ts'
import { reverse } from '../reverse.ts'

const backwards = reverse()
const forwards = forward()
const forwardsTwice: Backend = { ...forwards, second: { outer: forwards, inner: forwards } }
const forwardsOverBackwards: Backend = { ...forwards, second: { outer: forwards, inner: backwards } }

export const eager: Readonly<Record<OperatorName, (problem: Problem) => Executor>> = {
  gradient: (problem) => gradient(backwards, problem),
  pullback: (problem) => pullback(backwards, problem),
  derivative: (problem) => derivative(forwards, problem),
  pushforward: (problem) => pushforward(forwards, problem),
  jacobian: (problem) => jacobian(forwards, problem),
  secondDerivative: (problem) => secondDerivative(forwardsTwice, problem),
  hvp: (problem) => hvp(forwardsOverBackwards, problem),
  hessian: (problem) => hessian(forwardsOverBackwards, problem),
}
