import { expect, it } from 'vitest'
import { entryOf } from '../../spec/catalogue.ts'
import { exampleCase } from './cases.ts'
import { farQueries, withFarQueries } from './far-queries.ts'

const knotsOf = (n: number): number[] => Array.from({ length: n }, (_, i) => i + (i % 3) / 8)

it('looks into the last piece first, and beside the ends of blocks where there are such', () => {
  const pieces = (n: number): number[] => farQueries(knotsOf(n)).map((q) => knotsOf(n).findLastIndex((t) => t <= q))
  expect(pieces(2)).toEqual([0])
  expect(pieces(20)).toEqual([18, 16, 15])
  expect(pieces(200)).toEqual([198, 64, 32, 16, 63, 31, 15])
})

it('puts every second query there, and leaves the rest', () => {
  const entry = entryOf('linear-interpolation')!
  const example = exampleCase(entry)
  const knots = knotsOf(100)
  const queries = [0.5, 1.5, 2.5, 3.5]
  const input = { ...example, arguments: { ...example.arguments, knots, values: knots, queries } }
  const changed = withFarQueries(entry, input).arguments.queries
  expect([changed[0], changed[2]]).toEqual([0.5, 2.5])
  expect([changed[1], changed[3]]).toEqual(farQueries(knots).slice(0, 2))
})

it('leaves operators without queries as they are', () => {
  const entry = entryOf('tridiagonal-solve')!
  expect(withFarQueries(entry, exampleCase(entry))).toEqual(exampleCase(entry))
})
