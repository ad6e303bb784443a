/** The corpus: every planted bug, by the room that it is planted in. */
import { bsplineMutants } from './bspline.ts'
import { calculusMutants } from './calculus.ts'
import { contractMutants } from './contract.ts'
import { cubicSplineMutants } from './cubic-spline.ts'
import { cyclicMutants } from './cyclic.ts'
import { equivarianceMutants } from './equivariance.ts'
import { evaluationMutants } from './evaluation.ts'
import { foldingMutants } from './folding.ts'
import { interpolationMutants } from './interpolation.ts'
import { localMutants } from './local.ts'
import { localSlopeMutants } from './local-slopes.ts'
import { memoryMutants } from './memory.ts'
import type { Mutant } from './mutant.ts'
import { productMutants } from './products.ts'
import { smoothingMutants } from './smoothing-spline.ts'
import { solveMutants } from './solve.ts'
import { solveDerivatives } from './solve-derivatives.ts'
import { solveInputs } from './solve-inputs.ts'
import { splineMutants } from './spline.ts'
import { splineStepMutants } from './spline-steps.ts'
import { tieMutants } from './ties.ts'

export const mutants: readonly Mutant[] = [
  ...productMutants,
  ...solveMutants,
  ...solveDerivatives,
  ...solveInputs,
  ...cyclicMutants,
  ...splineStepMutants,
  ...evaluationMutants,
  ...splineMutants,
  ...localMutants,
  ...localSlopeMutants,
  ...cubicSplineMutants,
  ...bsplineMutants,
  ...interpolationMutants,
  ...calculusMutants,
  ...equivarianceMutants,
  ...tieMutants,
  ...smoothingMutants,
  ...foldingMutants,
  ...contractMutants,
  ...memoryMutants,
]
