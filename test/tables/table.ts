/**
 * Published tables: what other projects, their manuals and NIST print for operators that are defined as the
 * catalogue defines them. One JSON file a source, each table with the place in it. A number is as it was printed;
 * a fraction, a string "p/q". This file reads the tables and compares; it computes no interpolant.
 */
import { readdirSync, readFileSync } from 'node:fs'
import type { Fraction } from 'mathjs'
import { doubleOf, fractionOf } from '../../reference/exact.ts'
import { add, fraction, multiply, subtract } from '../../reference/math.ts'
import type { Operator, Options } from '../../spec/operator.ts'

type Printed = number | string

/** A polynomial Σ coefficients[k] (x − about)ᵏ, up to the abscissa `to` from where the one before ends. */
interface PrintedPiece {
  readonly to: Printed
  readonly about: Printed
  readonly coefficients: readonly Printed[]
}

export interface Table {
  /** File and test, section or example within the source. */
  readonly at: string
  readonly operator: string
  readonly options: Options
  readonly arguments: Readonly<Record<string, readonly Printed[]>>
  /** Either values, or the polynomials that the interpolant consists of; then `arguments` has no queries. */
  readonly expected?: readonly Printed[]
  readonly pieces?: readonly PrintedPiece[]
  /** All that a double holds, or the number of decimals that the source prints; fewer where its own rounding shows. */
  readonly digits: 'all' | number
}

export interface Source {
  readonly source: { readonly title: string; readonly version: string }
  readonly tables: readonly Table[]
}

/** What a table asks and says of one call. */
interface Asked {
  readonly arguments: Readonly<Record<string, readonly number[]>>
  readonly options: Options
  readonly expected: readonly number[]
}

/** The agreement that is demanded, relative to what is printed. */
const relative = 1e-13

const folder = new URL('./', import.meta.url)

export const sources: readonly Source[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Source)

function exactly(printed: Printed): Fraction {
  if (typeof printed === 'number') return fractionOf(printed)
  const [numerator, denominator] = printed.split('/').map(BigInt)
  return fraction(numerator, denominator)
}

const double = (printed: Printed): number => doubleOf(exactly(printed))

/** The number of knots or of rows. */
export function sizeOf(table: Table): number {
  const { knots, d } = table.arguments
  return (knots ?? d).length
}

/** How far from `expected` is within what the table prints; a zero is held to the largest entry beside it. */
function allowed(table: Table, expected: readonly number[], index: number): number {
  const largest = Math.max(...expected.map(Math.abs))
  const demanded = relative * (Math.abs(expected[index]) || largest)
  return table.digits === 'all' ? demanded : Math.max(demanded, 0.5 * 10 ** -table.digits)
}

/** Whether every entry of the table is held to `relative`. */
export function isFull(table: Table): boolean {
  if (table.digits === 'all') return true
  const expected = (table.expected ?? []).map(double)
  return expected.every((entry, i) => entry === 0 || allowed(table, expected, i) <= relative * Math.abs(entry))
}

/** What `operator` computes otherwise than the table has it, an entry a line. */
export function disagreements(table: Table, operator: Operator): string[] {
  return askedBy(table).flatMap(({ arguments: args, options, expected }) => {
    const got = operator.primal(args, options)
    if (got.length !== expected.length) return [`${got.length} entries; the table has ${expected.length}`]
    return expected.flatMap((entry, i) => {
      const error = Math.abs(got[i] - entry)
      return error <= allowed(table, expected, i)
        ? []
        : [
            `${JSON.stringify(options)}, entry ${i}: got ${got[i]}, printed ${entry}, relative ${error / Math.abs(entry)}`,
          ]
    })
  })
}

function askedBy(table: Table): readonly Asked[] {
  const args = Object.fromEntries(Object.entries(table.arguments).map(([name, array]) => [name, array.map(double)]))
  if (table.pieces === undefined) {
    return [{ arguments: args, options: table.options, expected: table.expected!.map(double) }]
  }
  const { pieces } = table
  const places = pieces.flatMap((piece, i) => {
    const start = i === 0 ? args.knots[0] : double(pieces[i - 1].to)
    const end = double(piece.to)
    return [0.125, 0.5, 0.875, 1].map((share) => ({ piece, query: share === 1 ? end : start + share * (end - start) }))
  })
  const queries = places.map(({ query }) => query)
  return [0, 1, 2].map((order) => ({
    arguments: { ...args, queries },
    options: { ...table.options, order },
    expected: places.map(({ piece, query }) => derivative(piece, query, order)),
  }))
}

/** Σ k!/(k−r)! coefficients[k] sᵏ⁻ʳ, exactly and then rounded (Horner). */
function derivative({ about, coefficients }: PrintedPiece, query: number, order: number): number {
  const s = subtract(fractionOf(query), exactly(about))
  let sum = fractionOf(0)
  for (let k = coefficients.length - 1; k >= order; k--) {
    let factor = 1
    for (let j = 0; j < order; j++) factor *= k - j
    sum = add(multiply(sum, s), multiply(fractionOf(factor), exactly(coefficients[k])))
  }
  return doubleOf(sum)
}
