import { describe, expect, expectTypeOf, it } from 'vitest'
import { derivative, forward, gradient, reverse } from '../autodiff/index.ts'
import {
  equal,
  greater,
  greaterEqual,
  isTrue,
  less,
  lessEqual,
  multiply,
  type Scalar,
  sum,
  type Vector,
} from './index.ts'
import { Interpreter } from './interpreter.ts'
import type { Primitive } from './primitive.ts'
import { shapeOf, Traced, type Value } from './value.ts'

/** An interpreter that has no numbers: what it follows stays followed, comparisons too. */
class Recorder extends Interpreter {
  readonly name = 'recorder'
  protected interpret<P>(primitive: Primitive<P>, inputs: readonly Value[], params: P): Value {
    return new Recorded(this, primitive.shape(inputs.map(shapeOf), params))
  }
}

class Recorded<R extends 'scalar' | 'vector' = 'scalar'> extends Traced<R> {}

describe('comparisons', () => {
  it('are 1 where they hold and 0 where not', () => {
    const [a, b] = [
      [1, 2, 3],
      [2, 2, 2],
    ]
    expect(greater(a, b)).toEqual(Float64Array.of(0, 0, 1))
    expect(greaterEqual(a, b)).toEqual(Float64Array.of(0, 1, 1))
    expect(less(a, b)).toEqual(Float64Array.of(1, 0, 0))
    expect(lessEqual(a, b)).toEqual(Float64Array.of(1, 1, 0))
    expect(equal(a, 2)).toEqual(Float64Array.of(0, 1, 0))
    expect(equal(Number.NaN, Number.NaN)).toBe(0)
  })

  it.each([forward(), reverse()])('have no derivative, and can be branched on', (backend) => {
    const counted = (x: Vector): Scalar => sum(greater(x, 1))
    expect(gradient(counted, backend, [0, 2])).toEqual(Float64Array.of(0, 0))
    const steep = (x: Scalar): Scalar => (isTrue(greater(x, 1)) ? multiply(3, x) : x)
    expect([0, 1, 2].map((x) => derivative(steep, backend, x))).toEqual([1, 1, 3])
    const curved = (x: Scalar): Scalar => derivative(steep, backend, x)
    expect(derivative((x) => multiply(x, curved(x)), backend, 2)).toBe(3)
  })

  it('has no truth of what is followed', () => {
    const message = expect.stringContaining('a value that reverse follows')
    expect(() => derivative((x) => (isTrue(x) ? x : 0), reverse(), 1)).toThrow(
      expect.objectContaining({ code: 'TRACED_VALUE', message }),
    )
    expect(() => isTrue(greater(new Recorded(new Recorder(), []), 0))).toThrow(
      expect.objectContaining({ code: 'TRACED_VALUE' }),
    )
  })

  it('has no truth of several', () => {
    const given: unknown = [1, 1]
    expect(() => isTrue(given as number)).toThrow(
      expect.objectContaining({ code: 'LENGTH_MISMATCH', argument: 'condition' }),
    )
    expectTypeOf(isTrue(1)).toEqualTypeOf<boolean>()
    expect([isTrue(1), isTrue(0), isTrue(Number.NaN)]).toEqual([true, false, false])
  })
})
