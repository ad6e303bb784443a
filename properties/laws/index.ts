/** Every law, in the order in which a reader should meet its findings. */
import type { Law } from '../law.ts'
import { adjointIdentity } from './adjoint-identity.ts'
import { anyLength } from './any-length.ts'
import { badInput } from './bad-input.ts'
import { calculus } from './calculus.ts'
import { equivariance } from './equivariance.ts'
import { exactLaw } from './exact.ts'
import { finiteDifferences } from './finite-differences.ts'
import { interpolation } from './interpolation.ts'
import { kinks } from './kinks.ts'
import { linearArguments } from './linear-arguments.ts'
import { linearMaps } from './linear-maps.ts'
import { pure } from './pure.ts'

export const laws: readonly Law[] = [
  exactLaw,
  anyLength,
  adjointIdentity,
  finiteDifferences,
  linearMaps,
  linearArguments,
  interpolation,
  calculus,
  equivariance,
  badInput,
  pure,
  kinks,
]
