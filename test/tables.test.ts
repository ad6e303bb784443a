/**
 * The implementation and the exact reference agree with literal tables from published sources, to the last digit
 * that each prints. What this adds to the laws: the definitions are the ones that others mean by these names.
 */
import { describe, expect, it } from 'vitest'
import { operators } from '../impl/index.ts'
import { exactOperators } from '../reference/index.ts'
import { catalogue } from '../spec/catalogue.ts'
import type { Operators } from '../spec/operator.ts'
import { disagreements, isFull, sizeOf, sources, type Table } from './tables/table.ts'

const implementation: Operators = operators

/** Rational solutions of dense systems are dear: the reference is asked up to here. */
const largestExact = 12

/** The sources that must be there, each printing enough digits. */
const required = 10

const tables = sources.flatMap(({ tables }) => tables)

/** The agreement demanded leaves no more decimals than these for a change to be seen in. */
const seenDecimals = 12

/** `table` with one digit changed. */
function misprinted(table: Table): Table {
  if (table.pieces !== undefined) {
    const [{ coefficients, ...place }, ...rest] = table.pieces
    return { ...table, pieces: [{ ...place, coefficients: withDigitChanged(coefficients, seenDecimals) }, ...rest] }
  }
  const digits = table.digits === 'all' ? seenDecimals : Math.min(table.digits, seenDecimals)
  return { ...table, expected: withDigitChanged(table.expected!, digits) }
}

/** The largest entry with one digit changed, the last but one of `digits`. */
function withDigitChanged(printed: readonly (number | string)[], digits: number): number[] {
  const values = printed.map((entry) => (typeof entry === 'number' ? entry : quotient(entry)))
  const largest = values.reduce((best, value, i) => (Math.abs(value) > Math.abs(values[best]) ? i : best), 0)
  return values.map((value, i) => (i === largest ? value + Math.max(1, Math.abs(value)) * 10 ** (1 - digits) : value))
}

function quotient(fraction: string): number {
  const [numerator, denominator] = fraction.split('/').map(Number)
  return numerator / denominator
}

describe('published tables', () => {
  for (const { source, tables } of sources) {
    for (const [i, table] of tables.entries()) {
      const { operator, options, at } = table
      const name = `${source.title}, ${i}: ${operator} ${JSON.stringify(options)}, ${at}`
      it(`implementation, ${name}`, () => expect(disagreements(table, implementation[operator])).toEqual([]))
      if (sizeOf(table) > largestExact) continue
      it(`reference, ${name}`, () => expect(disagreements(table, exactOperators[operator])).toEqual([]))
    }
  }

  it(`are from at least ${required} sources that are held to 1e-13`, () => {
    const full = sources.filter(({ tables }) => tables.some(isFull)).map(({ source }) => source.title)
    expect(new Set(full).size).toBe(full.length)
    expect(full.length).toBeGreaterThanOrEqual(required)
  })

  it('cover every kind of interpolant, and both solves', () => {
    const kinds = catalogue.filter(({ promises, integralOf }) => promises !== undefined && integralOf === undefined)
    const asked = new Set(tables.map(({ operator }) => operator))
    const named = [...kinds.map(({ name }) => name), 'tridiagonal-solve', 'cyclic-tridiagonal-solve']
    expect(named.filter((name) => !asked.has(name))).toEqual([])
  })

  it('are not agreed with once a digit is changed, none of them', () => {
    const unnoticed = tables.filter((table) => {
      return disagreements(misprinted(table), implementation[table.operator]).length === 0
    })
    expect(unnoticed.map(({ at }) => at)).toEqual([])
  })
})
