/** Polynomials Σ c[k] sᵏ by their coefficients. */
import { add, constant, divide, multiply } from '../math.ts'
import type { Scalar } from '../scalar.ts'

/** 1, s, s², …, `count` of them. */
export function powers<T extends Scalar>(s: T, count: number): T[] {
  const power = [constant(1, s)]
  while (power.length < count) power.push(multiply(power[power.length - 1], s))
  return power
}

/** The coefficients of the r-th derivative: (k+r)!/k! c[k+r]; as many as there were, zeros behind. */
export function derivative<T extends Scalar>(c: readonly T[], r: number): T[] {
  return c.map((entry, k) => (k + r < c.length ? multiply(falling(k + r, r), c[k + r]) : constant(0, entry)))
}

/** k (k−1) … (k−r+1) */
export function falling(k: number, r: number): number {
  return r === 0 ? 1 : k * falling(k - 1, r - 1)
}

/** Σ c[k] sᵏ, divided by a plain integer. */
export function value<T extends Scalar>(c: readonly T[], s: T, divisor = 1): T {
  const sum = c.reduceRight((total, entry) => add(multiply(total, s), entry), constant(0, s))
  return divisor === 1 ? sum : divide(sum, constant(divisor, s))
}

/** Σ c[k] sᵏ⁺¹/(k+1), the integral from 0. */
export function antiderivative<T extends Scalar>(c: readonly T[], s: T): T {
  return multiply(
    value(
      c.map((entry, k) => divide(entry, constant(k + 1, entry))),
      s,
    ),
    s,
  )
}
