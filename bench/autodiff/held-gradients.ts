/** Prepared gradients in place, with all that they need held: what is looked at for allocation. */
import { compiled, constant, gradientInto, prepareGradient } from '../../impl/autodiff/index.ts'
import {
  logisticData,
  logisticLogLikelihood,
  sumOfProducts,
  sumOfSquares,
  uniforms,
} from '../../impl/autodiff/scenarios/programs.ts'

export function heldGradients(): readonly (readonly [name: string, call: () => unknown])[] {
  const x = Float64Array.of(1, 2, 3, 4, 5)
  const ofSquares = prepareGradient(sumOfSquares, compiled(), x)
  const outOfSquares = new Float64Array(5)
  const a = uniforms(30_000, 1)
  const b = constant(uniforms(30_000, 2))
  const ofProducts = prepareGradient(sumOfProducts, compiled(), a, b)
  const outOfProducts = new Float64Array(30_000)
  const data = logisticData(500, 3, 1)
  const [z, X] = [constant(data.z), constant(data.X)]
  const ofLogistic = prepareGradient(logisticLogLikelihood, compiled(), data.beta, z, X)
  const outOfLogistic = new Float64Array(3)
  return [
    ['gradient of sum of squares', () => gradientInto(outOfSquares, sumOfSquares, ofSquares, x)],
    ['gradient of sum of products', () => gradientInto(outOfProducts, sumOfProducts, ofProducts, a, b)],
    [
      'gradient of logistic log-likelihood',
      () => gradientInto(outOfLogistic, logisticLogLikelihood, ofLogistic, data.beta, z, X),
    ],
  ]
}
