/** A zero of a shape: the derivative in what a function does not depend on. */
import { type Shape, sizeOf } from '../math/shape.ts'
import { ofShape, type Plain } from '../math/value.ts'

export const zerosOf = (shape: Shape): Plain => ofShape(shape, new Float64Array(sizeOf(shape)))
