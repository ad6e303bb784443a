import { describe, expect, it } from 'vitest'
import { catalogue, entryOf } from '../spec/catalogue.ts'
import { exampleCase } from './draw/cases.ts'
import { couldBeSingular, couldOverflow } from './excuses.ts'
import type { Case } from './law.ts'

const solve = entryOf('tridiagonal-solve')!
const ring = entryOf('cyclic-tridiagonal-solve')!
const line = entryOf('linear-interpolation')!

const matrix = (dl: number[], d: number[], du: number[]): Case => ({
  arguments: { dl, d, du, b: d.map(() => 1) },
  options: {},
  tangents: {},
  cotangent: d.map(() => 1),
})

const data = (knots: number[], values: number[]): Case => ({
  arguments: { knots, values, queries: [] },
  options: {},
  tangents: {},
  cotangent: [],
})

describe('couldBeSingular', () => {
  it.each([
    ['dominant by rows', solve, matrix([1], [2, 9], [1]), false],
    ['dominant by columns alone', solve, matrix([4], [5, 2], [1]), false],
    ['neither', solve, matrix([1], [1, 1], [1]), true],
    ['dominant by as much as is lost in a sum', solve, matrix([1, 1], [2, 2 + 2 ** -51, 2], [1, 1]), true],
    ['a ring, dominant but for a corner', ring, matrix([3, 1, 1], [3, 3, 3], [1, 1, 1]), true],
    ['a ring that is dominant', ring, matrix([1, 1, 1], [3, 3, 3], [1, 1, 1]), false],
    ['no matrix', line, data([0, 1], [0, 0]), false],
  ])('%s', (_, entry, input, expected) => {
    expect(couldBeSingular(entry, input)).toBe(expected)
  })
})

describe('couldOverflow', () => {
  it.each([
    ['large values', data([0, 1], [2 ** 33, 0])],
    ['tiny values', data([0, 1], [2 ** -33, 0])],
    ['narrow gaps', data([1, 1 + 2 ** -40], [0, 0])],
    ['a large cotangent', { ...data([0, 1], [0, 1]), cotangent: [2 ** 40] }],
    ['a large option', { ...data([0, 1], [0, 1]), options: { lambda: 2 ** 40 } }],
  ])('of %s', (_, input) => {
    expect(couldOverflow(line, input)).toBe(true)
  })

  it('of no example without a matrix, but where the operator itself is ill-conditioned', () => {
    const excused = catalogue
      .filter((entry) => entry.system === undefined && couldOverflow(entry, exampleCase(entry)))
      .map(({ name }) => name)
    expect(excused).toEqual(catalogue.filter(({ longest }) => longest !== undefined).map(({ name }) => name))
  })
})
