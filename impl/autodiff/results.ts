/** What operators give and take, by the types of the arguments: plain for plain ones, traced where any is traced. */
import type { AnyValue, DenseMatrix, Matrix, Traced } from '../math/value.ts'
import type { ActiveOf, Argument, Constant, ForEach, Like } from './arguments.ts'
import type { Out } from './forms.ts'

type Arguments = readonly Argument[]

type Content<A> = A extends Constant<infer C> ? C : A

/** Whether nothing among the arguments is traced, so that results are plain. */
type IsPlain<A extends Arguments> = Extract<Content<A[number]>, Traced> extends never ? true : false

type PlainOf<Y> = Y extends number | Traced<'scalar'>
  ? number
  : Y extends DenseMatrix | Traced<'matrix'>
    ? DenseMatrix
    : Float64Array

/** The value of a function that gives Y. */
export type ValueOf<A extends Arguments, Y extends AnyValue> = IsPlain<A> extends true ? PlainOf<Y> : Y

type MatrixOf<A extends Arguments> = IsPlain<A> extends true ? DenseMatrix : Matrix

/** For each active argument a derivative of the shape of the value. */
export type Derivatives<A extends Arguments, Y extends AnyValue> = ForEach<A, Each<ActiveOf<A>, ValueOf<A, Y>>>
type Each<Active extends readonly unknown[], T> = { [I in keyof Active]: T }

/** A gradient for each active argument, of its shape. */
export type Gradients<A extends Arguments> = ForEach<A, Likes<ActiveOf<A>, A>>
type Likes<Active extends readonly unknown[], A extends Arguments> = {
  [I in keyof Active]: IsPlain<A> extends true ? Like<Active[I]> : AnyLike<Active[I]>
}
type AnyLike<X> = X extends number
  ? Like<Traced<'scalar'>>
  : X extends DenseMatrix
    ? Matrix
    : Like<X> | Like<Traced<'vector'>>

/** A matrix for each active argument. */
export type Jacobians<A extends Arguments> = ForEach<A, Each<ActiveOf<A>, MatrixOf<A>>>

export type Hessians<A extends Arguments> = MatrixOf<A>

/** Tangents for the active arguments: of a single one itself. */
export type TangentsOf<A extends Arguments> = ForEach<A, Tangents<ActiveOf<A>>>
type Tangents<Active extends readonly unknown[]> = { [I in keyof Active]: TangentOf<Active[I]> }
type TangentOf<X> = X extends number | Traced<'scalar'>
  ? number | Traced<'scalar'>
  : X extends DenseMatrix | Traced<'matrix'>
    ? Matrix
    : Float64Array | readonly number[] | Traced<'vector'>

/** Room for a result for each active argument. */
export type Outs<A extends Arguments> = ForEach<A, Each<ActiveOf<A>, Out>>
