import { describe, expect, it } from 'vitest'
import { add, broadcast, multiply, negate, scale, sum } from '../../../math/elementwise.ts'
import { Graph, numberOf } from './graph.ts'

describe('a graph', () => {
  const graph = new Graph()
  const x = graph.input([10])
  const y = graph.input([10])

  it('makes the same call once, whatever the order of a sum or product', () => {
    expect(graph.call(add, [x, y], undefined)).toBe(graph.call(add, [y, x], undefined))
    expect(graph.call(multiply, [x, y], undefined)).toBe(graph.call(multiply, [y, x], undefined))
    expect(graph.call(scale, [x, y], undefined)).not.toBe(graph.call(scale, [y, x], undefined))
  })

  it('tells 0 from −0 and knows NaN', () => {
    expect(graph.number(0)).not.toBe(graph.number(-0))
    expect(graph.number(Number.NaN)).toBe(graph.number(Number.NaN))
  })

  it('tells calls with other params apart', () => {
    const s = graph.input([])
    expect(graph.call(broadcast, [s], [3])).toBe(graph.call(broadcast, [s], [3]))
    expect(graph.call(broadcast, [s], [3])).not.toBe(graph.call(broadcast, [s], [4]))
  })

  it('folds constants', () => {
    expect(numberOf(graph.call(add, [graph.number(2), graph.number(3)], undefined))).toBe(5)
    const array = graph.constant(Float64Array.of(1, 2))
    expect(graph.call(add, [array, graph.number(1)], undefined)).toMatchObject({
      kind: 'constant',
      entries: Float64Array.of(2, 3),
    })
  })

  it('knows an array by its numbers at the time, and a uniform one as a number', () => {
    const array = Float64Array.of(1, 2)
    const before = graph.constant(array)
    expect(graph.constant(array)).toBe(before)
    array[0] = 7
    expect(graph.constant(array)).not.toBe(before)
    expect(before).toMatchObject({ entries: Float64Array.of(1, 2) })
    expect(numberOf(graph.constant(Float64Array.of(4, 4, 4)))).toBe(4)
  })

  it('refuses shapes that do not fit', () => {
    expect(() => graph.call(add, [x, graph.input([3])], undefined)).toThrow(
      expect.objectContaining({ code: 'LENGTH_MISMATCH' }),
    )
  })
})

describe('simplification', () => {
  const graph = new Graph()
  const x = graph.input([10])
  const y = graph.input([10])
  const of = (value: number) => graph.number(value)
  const minusX = graph.call(negate, [x], undefined)
  const minusY = graph.call(negate, [y], undefined)

  it('drops what changes no bit', () => {
    expect(graph.call(multiply, [x, of(1)], undefined)).toBe(x)
    expect(graph.call(multiply, [x, of(-1)], undefined)).toBe(minusX)
    expect(graph.call(negate, [minusX], undefined)).toBe(x)
    expect(graph.call(multiply, [minusX, minusY], undefined)).toBe(graph.call(multiply, [x, y], undefined))
    expect(graph.call(add, [x, of(-0)], undefined)).toBe(x)
    expect(graph.call(add, [of(-0), x], undefined)).toBe(x)
  })

  it('keeps what does: x + 0, 0 · x, (−0) scaled', () => {
    of(0)
    const later = graph.input([10])
    expect(graph.call(add, [x, of(0)], undefined)).not.toBe(x)
    expect(graph.call(add, [of(0), later], undefined)).not.toBe(later)
    expect(numberOf(graph.call(multiply, [x, of(0)], undefined))).toBeUndefined()
    expect(graph.call(scale, [x, of(1)], undefined)).not.toBe(x)
  })

  it('knows the strong zero', () => {
    expect(numberOf(graph.call(scale, [of(0), x], undefined))).toBe(0)
    expect(graph.call(scale, [of(1), x], undefined)).toBe(x)
    expect(graph.call(scale, [of(2), x], undefined)).toBe(graph.call(multiply, [of(2), x], undefined))
  })

  it('takes the number in the place of an array that holds it everywhere', () => {
    const s = graph.input([])
    const spread = graph.call(broadcast, [s], [10])
    expect(graph.call(multiply, [spread, x], undefined)).toBe(graph.call(multiply, [s, x], undefined))
    expect(graph.call(add, [spread, of(1)], undefined)).toBe(
      graph.call(broadcast, [graph.call(add, [s, of(1)], undefined)], [10]),
    )
    expect(graph.call(sum, [spread], undefined)).toBe(graph.call(multiply, [s, of(10)], undefined))
    expect(graph.call(sum, [s], undefined)).toBe(s)
  })
})
