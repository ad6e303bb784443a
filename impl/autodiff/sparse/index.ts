/** Sparse Jacobians and Hessians: patterns by tracing, colouring, compressed evaluation. */
export type { Colouring } from './colouring.ts'
export { columnColouring } from './colouring.ts'
export { hessianPattern, jacobianPattern } from './detect.ts'
export {
  prepareSparseHessian,
  sparseHessian,
  sparseHessianInto,
  valueAndSparseHessian,
  valueAndSparseHessianInto,
} from './hessian.ts'
export {
  prepareSparseJacobian,
  sparseJacobian,
  sparseJacobianInto,
  valueAndSparseJacobian,
  valueAndSparseJacobianInto,
} from './jacobian.ts'
export type { SparsityPattern } from './pattern.ts'
export type { SparseBy, SparseOperator, SparsePreparation } from './preparation.ts'
export { SparseMatrix } from './sparse-matrix.ts'
export { starColouring } from './star-colouring.ts'
