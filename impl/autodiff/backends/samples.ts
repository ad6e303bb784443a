/**
 * The values of a function along a direction, each computed once, and what its finite differences say of it: how
 * smooth it is at a spacing, how large its derivatives are, how much noise is in its values.
 */
import { CotangentError } from '../../../spec/errors.ts'
import { entriesOf, type Plain } from '../../math/value.ts'
import type { Problem } from '../problem.ts'
import { type Direction, requirePlain } from './direction.ts'

export class Samples {
  readonly problem: Problem
  readonly direction: Direction
  private readonly values = new Map<number, Plain>()

  constructor(problem: Problem, direction: Direction) {
    this.problem = problem
    this.direction = direction
  }

  /** f(x + t v). */
  value(t: number): Plain {
    let value = this.values.get(t)
    if (value === undefined) {
      const called = this.problem.call(this.direction.at(t))
      requirePlain('finiteDifferences', this.problem, [called])
      value = called as Plain
      this.values.set(t, value)
    }
    return value
  }

  /** The same if it has been computed already. */
  known(t: number): Plain | undefined {
    return this.values.get(t)
  }

  /** An entry of f(x + t v), as a function of t of its own: each has its own scale and its own noise. */
  entry(place: number): Entry {
    return new Entry(this, place)
  }
}

export class Entry {
  readonly direction: Direction
  private readonly samples: Samples
  private readonly place: number

  constructor(samples: Samples, place: number) {
    this.samples = samples
    this.place = place
    this.direction = samples.direction
  }

  at(t: number): number {
    return this.of(this.samples.value(t))
  }

  /** The same if it has been computed already. */
  known(t: number): number | undefined {
    const value = this.samples.known(t)
    return value === undefined ? undefined : this.of(value)
  }

  private of(value: Plain): number {
    return typeof value === 'number' ? value : entriesOf(value)[this.place]
  }

  /** The value at x, which has to be finite. */
  center(): number {
    const value = this.at(0)
    return Number.isFinite(value) ? value : this.refuse('the function is finite at x', 'a point inside the domain')
  }

  /** The values at `places` times a spacing; undefined if one of them is not finite. */
  over(places: readonly number[], spacing: number): number[] | undefined {
    const values: number[] = []
    for (const place of places) {
      const value = this.at(place * spacing)
      if (!Number.isFinite(value)) return undefined
      values.push(value)
    }
    return values
  }

  refuse(constraint: string, expected: string): never {
    throw new CotangentError('NOT_FINITE', {
      operator: this.samples.problem.operator,
      constraint,
      got: 'NaN or an infinity',
      expected,
    })
  }
}

/** Δᵏ of values at consecutive places: `order` fewer. */
export function differences(values: readonly number[], order: number): number[] {
  let row = [...values]
  for (let k = 0; k < order; k++) row = row.slice(1).map((value, i) => value - row[i])
  return row
}

/** The largest magnitude. */
export const magnitude = (values: readonly number[]): number =>
  values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0)
