/** Right rules pass; each planted mistake is caught, and shown by a short counterexample that can be run again. */
import { describe, expect, it } from 'vitest'
import { exp, multiply } from '../impl/math/index.ts'
import { defineOperator } from '../impl/math/operator.ts'
import { OperatorError, type RuleSet, verifyOperator } from './verify-operator.ts'

/** y = k x ∘ sin(s): a vector, a number that is differentiated in, and a count that is not. */
const right = {
  name: 'wave',
  primal: (x: Float64Array, s: number, k: number) => x.map((v) => k * v * Math.sin(s)),
  pushforward: (
    [x, s, k]: [Float64Array, number, number],
    [xDot, sDot]: readonly [Float64Array | undefined, number | undefined, unknown?],
  ) => x.map((v, i) => k * ((xDot?.[i] ?? 0) * Math.sin(s) + v * Math.cos(s) * (sDot ?? 0))),
  pullback: (
    [x, s, k]: [Float64Array, number, number],
    bar: Float64Array,
  ): [Float64Array | undefined, (number | undefined)?] => [
    bar.map((b) => k * b * Math.sin(s)),
    x.reduce((sum, v, i) => sum + k * v * Math.cos(s) * bar[i], 0),
  ],
  nonDifferentiable: ['k'],
  arguments: ['x', 's', 'k'],
}
const example = [[1, 2, -1], 0.5, 3]

/** y = A x. */
const product = {
  name: 'product',
  primal: (A: { rows: number; columns: number; data: Float64Array }, x: Float64Array) =>
    Float64Array.from({ length: A.rows }, (_, i) => x.reduce((sum, v, j) => sum + A.data[i * A.columns + j] * v, 0)),
}
type Matrix = Parameters<typeof product.primal>[0]
const square = { rows: 2, columns: 2, data: Float64Array.of(1, 2, 3, 4) }

async function caught(rules: RuleSet, args: readonly (number | number[] | Matrix)[] = example): Promise<OperatorError> {
  const error = await verifyOperator(rules, { example: args }).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(OperatorError)
  return error as OperatorError
}

describe('right rules', () => {
  it('pass, and the report says on how many cases', async () => {
    const report = await verifyOperator(defineOperator(right), { example, runs: 40, seed: 7 })
    expect(report.operator).toBe('wave')
    expect(report.seed).toBe(7)
    expect(report.laws.map(({ law, cases }) => [law, cases])).toEqual([
      ['pure', 40],
      ['linear-pushforward', 40],
      ['linear-pullback', 40],
      ['pushforward-differences', 40],
      ['pullback-differences', 40],
      ['adjoint-identity', 40],
    ])
  })

  it('pass where one of the two is all there is', async () => {
    const { pushforward: _, ...backwards } = right
    const { laws } = await verifyOperator(backwards, { example })
    expect(laws.map(({ law }) => law)).toEqual(['pure', 'linear-pullback', 'pullback-differences'])
  })

  it('pass when they are written with cotangent/math', async () => {
    const operator = defineOperator({
      name: 'growth',
      traceable: true,
      primal: (x: Float64Array) => x.map(Math.exp),
      pushforward: ([x], [xDot]) => multiply(exp(x), xDot!),
      pullback: ([x], bar) => [multiply(exp(x), bar)],
    })
    await expect(verifyOperator(operator, { example: [[1, 2]] })).resolves.toBeDefined()
  })

  it('pass with a domain, with kinks, and with a draw', async () => {
    const root = {
      name: 'root',
      primal: (x: number) => Math.sqrt(x),
      pullback: ([x]: [number], bar: number) => [bar / (2 * Math.sqrt(x))],
    }
    await expect(verifyOperator(root, { example: [1], domain: (x: number) => x > 0 })).resolves.toBeDefined()
    await expect(verifyOperator(root, { example: [1], draw: (random) => [1 + random()] })).resolves.toBeDefined()
    const hinge = {
      name: 'hinge',
      primal: (x: Float64Array) => x.map((v) => Math.max(v, 0)),
      pushforward: ([x]: [Float64Array], [xDot]: [Float64Array]) => x.map((v, i) => (v >= 0 ? xDot[i] : 0)),
      pullback: ([x]: [Float64Array], bar: Float64Array) => [x.map((v, i) => (v >= 0 ? bar[i] : 0))],
    }
    await expect(verifyOperator(hinge, { example: [[1, -1]] })).resolves.toBeDefined()
  })
})

/** The right rules but for these. */
const but = (rules: Partial<typeof right>): RuleSet => ({ ...right, ...rules })

/** A mistake in the rules, the law that it breaks, and where. */
const mistakes: readonly [string, RuleSet, string, RegExp][] = [
  [
    'a wrong sign',
    but({ pullback: (args, bar) => [right.pullback(args, bar)[0], -right.pullback(args, bar)[1]!] }),
    'pullback-differences',
    /cotangent of s/,
  ],
  [
    'a missing factor in the pushforward',
    but({ pushforward: ([x, s], dots) => right.pushforward([x, s, 1], dots) }),
    'pushforward-differences',
    /tangent.*along/,
  ],
  [
    'zero for one argument',
    but({ pullback: (args, bar) => [right.pullback(args, bar)[0], 0] }),
    'pullback-differences',
    /cotangent of s/,
  ],
  [
    'a cotangent that is ignored',
    but({ pullback: (args, bar) => right.pullback(args, new Float64Array(bar.length).fill(1)) }),
    'linear-pullback',
    /for a cotangent of zero/,
  ],
  [
    'a tangent that is squared',
    but({ pushforward: (args, [xDot, sDot]) => right.pushforward(args, [xDot?.map((v) => v * v), sDot]) }),
    'linear-pushforward',
    /ẋ \+ 2ẋ′/,
  ],
  [
    'a write into the cotangent',
    but({ pullback: (args, bar) => right.pullback(args, bar.fill(0)) }),
    'pure',
    /input of pullback after the call/,
  ],
  [
    'a write into an argument',
    but({ pushforward: ([x, s, k], dots) => right.pushforward([x.sort(), s, k], dots) }),
    'pure',
    /input of pushforward after the call/,
  ],
  [
    'a result of another shape',
    but({ pullback: (args, bar) => [right.pullback(args, bar)[0]?.subarray(1), 0] }),
    'pure',
    /cotangent of x: expected a vector of 3, got a vector of 2/,
  ],
  [
    'a cotangent that is left out',
    but({ pullback: (args, bar) => [right.pullback(args, bar)[0]] }),
    'pure',
    /cotangent of s: expected one, or its argument in nonDifferentiable, got undefined/,
  ],
  [
    'one tangent that is counted only together with another',
    but({ pushforward: (args, [xDot, sDot]) => right.pushforward(args, [xDot, xDot && sDot]) }),
    'linear-pushforward',
    /where only s has one/,
  ],
  [
    'a pullback that depends on what is wanted',
    but({
      pullback: (args: Parameters<typeof right.pullback>[0], bar: Float64Array, _y?: unknown, wanted?: boolean[]) =>
        right.pullback(args, wanted?.[0] ? bar : bar.map((b) => 2 * b)),
    }),
    'linear-pullback',
    /cotangent of s where it alone is wanted/,
  ],
]

describe('mistakes', () => {
  it.each(mistakes)('%s', async (_, rules, law, where) => {
    const error = await caught(rules)
    expect(error.law).toBe(law)
    expect(error.message).toMatch(where)
    expect(error.message).toMatch(/\n {2}at x = \[/)
    // Short: what a case shrinks to are eighths and halves of the example.
    for (const value of error.counterexample) expect(JSON.stringify(value).length).toBeLessThan(60)
    // It can be run again as it says, and fails alike.
    const { seed, path } = error
    await expect(verifyOperator(rules, { example, seed, law, path })).rejects.toThrow(error.where)
  })

  it('a transpose that is missing', async () => {
    const rules = {
      ...product,
      pullback: ([A, x]: [Matrix, Float64Array], bar: Float64Array) => [
        { ...A, data: A.data.map((_, k) => bar[Math.floor(k / 2)] * x[k % 2]) },
        product.primal(A, bar),
      ],
    }
    const error = await caught(rules, [square, [1, 1]])
    expect(error.law).toBe('pullback-differences')
    expect(error.message).toMatch(/cotangent of argument 2/)
  })

  it('a single wrong entry of many, wherever it stands', async () => {
    for (const wrong of [0, 1, 17, 38, 49, 63]) {
      const rules = {
        name: 'squares',
        primal: (x: Float64Array) => x.map((v) => v * v),
        pullback: ([x]: [Float64Array], bar: Float64Array) => [x.map((v, i) => (i === wrong ? 0 : 2 * v * bar[i]))],
      }
      const error = await caught(rules, [Array.from({ length: 64 }, (_, i) => i + 1)])
      expect(error.where).toBe(`the cotangent of argument 1, entry ${wrong}`)
    }
  })

  it('rules that are each other’s adjoints, and both wrong', async () => {
    const double = {
      name: 'double',
      primal: (x: number) => 2 * x,
      pushforward: (_: [number], [t]: [number]) => t,
      pullback: (_: [number], bar: number) => [bar],
    }
    expect(
      (await caught(double, [1])).message,
    ).toBe(`double breaks the law pushforward-differences: the pushforward agrees with difference quotients of the primal
  the tangent, along argument 1: expected 2, got 1
  at argument 1 = 1
  found with seed 1 and shrunk; again:
  verifyOperator(operator, { …, seed: 1, law: 'pushforward-differences', path: '0:0:0:0:0' })`)
  })
})

describe('what cannot be judged is said', () => {
  const fails = (rules: RuleSet, options: Parameters<typeof verifyOperator>[1], message: RegExp): Promise<void> =>
    expect(verifyOperator(rules, options)).rejects.toThrow(message)

  it('no rules, no such law, an example that is none', async () => {
    await fails({ name: 'bare', primal: right.primal }, { example }, /neither a pushforward nor a pullback/)
    await fails(right, { example, law: 'magic' }, /no law 'magic'.*expected one of pure/)
    await fails(right, { example: [Object.create(null)] }, /argument 1 of example must be a number/)
    await fails(right, {} as never, /example must be a list of arguments/)
    await fails(right, { example, runs: 0 }, /runs must be a positive integer/)
    await fails(right, { example, domain: () => false }, /outside of the domain/)
    await fails({ ...right, primal: () => Number.NaN }, { example }, /not finite at the example/)
    await fails(
      {
        ...right,
        primal: () => {
          throw new Error('no')
        },
      },
      { example },
      /throws at the example.*no/,
    )
  })

  it('a domain that no drawn case lies in', async () => {
    await fails(
      right,
      { example, domain: (x: Float64Array) => x[0] === 1 && x[1] === 2 && x[2] === -1 },
      /draw: \(random\) => arguments/,
    )
  })
})
