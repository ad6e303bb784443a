import { describe, expect, test } from 'vitest'
import { CotangentError } from '../../spec/errors.ts'
import { guarded } from '../../test/guarded.ts'
import { lengths } from '../../test/systems.ts'
import { factorizeCyclic } from './cyclic.ts'
import { factorize } from './factorize.ts'
import type { LinearSystem } from './system.ts'

/** A matrix with diagonals of n entries, the corners among them, whatever of them a solver takes. */
interface Ring {
  readonly dl: number[]
  readonly d: number[]
  readonly du: number[]
}

interface Kind {
  readonly name: string
  readonly smallest: number
  /** Dominant by rows and by columns, or by neither. */
  readonly isDominant: boolean
  readonly edges: (n: number) => number
  factorize(ring: Ring): LinearSystem<string>
}

const tridiagonal = ({ dl, d, du }: Ring): LinearSystem<string> => factorize(dl.slice(1), d, du.slice(0, -1))
const cyclic = ({ dl, d, du }: Ring): LinearSystem<string> => factorizeCyclic(dl, d, du)

const kinds: readonly Kind[] = [
  { name: 'direct', smallest: 1, isDominant: true, edges: (n) => n - 1, factorize: tridiagonal },
  { name: 'pivoted', smallest: 2, isDominant: false, edges: (n) => n - 1, factorize: tridiagonal },
  { name: 'bordered', smallest: 3, isDominant: true, edges: (n) => n, factorize: cyclic },
  { name: 'folded', smallest: 1, isDominant: false, edges: (n) => n, factorize: cyclic },
]

/** Integers without a pattern, and each of the entries beside the diagonal zero if `isDiagonal`. */
function ringOf({ isDominant, name }: Kind, n: number, isDiagonal = false): Ring {
  const irregular = (i: number, k: number): number => ((i * 7 + k * 5 + i * i * 3) % 9) - 4 || 2
  const row = Array.from({ length: n }, (_, i) => i)
  const beside = (k: number): number[] => row.map((i) => (isDiagonal ? 0 : irregular(i, k)))
  const d = row.map((i) => (i % 2 === 0 ? 1 : -1) * (isDominant ? 20 + (i % 3) : 3 + (i % 2)))
  const [dl, du] = [beside(1), beside(2)]
  // Off-diagonal entries that outweigh the diagonal, at both ends of the matrix, ask for pivoting.
  if (name === 'pivoted') du[0] = dl[n - 1] = 30
  return { dl, d, du }
}

const numbers = (n: number, from: number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => ((i * 5 + from * 3) % 11) - 5.5)

/** A value that the types would not let through. */
const bad = <T>(value: unknown): T => value as T

/** What a call throws, as its code; nothing if it does not. */
function codeOf(run: () => unknown): string | undefined {
  try {
    run()
  } catch (error) {
    if (error instanceof CotangentError) return error.code
    throw error
  }
  return undefined
}

/** The four prepared calls on the same right-hand side. */
function calls(A: LinearSystem<string>, x: Float64Array, rhs: Float64Array): Record<string, () => unknown> {
  return {
    solve: () => A.solve(rhs),
    solveTransposed: () => A.solveTransposed(rhs),
    pushforward: () => A.pushforward(x, { b: rhs }),
    pullback: () => A.pullback(x, rhs),
  }
}

describe.each(kinds)('a factorized matrix: $name', (kind) => {
  const sizes = lengths.filter((n) => n >= kind.smallest)

  test('is of that kind for every n', () => {
    for (const n of sizes) expect(kind.factorize(ringOf(kind, n)).kind).toBe(kind.name)
  })

  test('writes to the buffers that it is given and nowhere else, and allocates none', () => {
    for (const n of sizes) {
      const A = kind.factorize(ringOf(kind, n))
      const edges = kind.edges(n)
      const [b, c] = [guarded(n, numbers(n, 1)), guarded(n, numbers(n, 2))]
      const tangents = {
        dl: guarded(edges, numbers(edges, 3)),
        d: guarded(n, numbers(n, 4)),
        du: guarded(edges, numbers(edges, 5)),
        b: guarded(n, numbers(n, 6)),
      }
      const given = {
        dl: tangents.dl.array,
        d: tangents.d.array,
        du: tangents.du.array,
        b: tangents.b.array,
      }
      const [x, y, dot] = [guarded(n), guarded(n), guarded(n)]
      const into = { dl: guarded(edges), d: guarded(n), du: guarded(edges), b: guarded(n) }
      const buffers = { dl: into.dl.array, d: into.d.array, du: into.du.array, b: into.b.array }

      expect(A.solve(b.array, x.array)).toBe(x.array)
      expect(A.solveTransposed(c.array, y.array)).toBe(y.array)
      expect(A.pushforward(x.array, given, dot.array)).toBe(dot.array)
      expect(A.pullback(x.array, c.array, buffers)).toBe(buffers)

      // The same bits as without buffers, and as with plain arrays.
      expect(A.solve(b.array)).toEqual(x.array)
      expect(A.solve(Array.from(b.array))).toEqual(x.array)
      expect(A.solveTransposed(Array.from(c.array))).toEqual(y.array)
      expect(A.pushforward(Array.from(x.array), { ...given, d: Array.from(given.d) })).toEqual(dot.array)
      expect(A.pullback(Array.from(x.array), Array.from(c.array))).toEqual(buffers)

      const inputs = [b, c, ...Object.values(tangents)]
      for (const buffer of [...inputs, x, y, dot, ...Object.values(into)]) expect(buffer.isIntact()).toBe(true)
      expect(b.array).toEqual(numbers(n, 1))
      expect(c.array).toEqual(numbers(n, 2))
      expect(given).toEqual({ dl: numbers(edges, 3), d: numbers(n, 4), du: numbers(edges, 5), b: numbers(n, 6) })
    }
  })

  test('may write its answer over what it was asked', () => {
    for (const n of sizes) {
      const A = kind.factorize(ringOf(kind, n))
      const edges = kind.edges(n)
      const b = numbers(n, 1)
      const x = A.solve(b)
      const over = b.slice()
      expect(A.solve(over, over)).toEqual(x)
      const overTransposed = b.slice()
      expect(A.solveTransposed(overTransposed, overTransposed)).toEqual(A.solveTransposed(b))
      const tangents = { dl: numbers(edges, 3), d: numbers(n, 4), du: numbers(edges, 5), b: b.slice() }
      const dot = A.pushforward(x, tangents)
      expect(A.pushforward(x, tangents, tangents.b)).toEqual(dot)
      const bars = A.pullback(x, b)
      const into = {
        dl: new Float64Array(edges),
        d: new Float64Array(n),
        du: new Float64Array(edges),
        b: b.slice(),
      }
      expect(A.pullback(x, into.b, into)).toEqual(bars)
    }
  })

  test('takes a missing tangent for zero', () => {
    for (const n of sizes) {
      const A = kind.factorize(ringOf(kind, n))
      const edges = kind.edges(n)
      const x = numbers(n, 1)
      const zeros = {
        dl: new Float64Array(edges),
        d: new Float64Array(n),
        du: new Float64Array(edges),
        b: new Float64Array(n),
      }
      expect(A.pushforward(x, {}, numbers(n, 9)).every((entry) => entry === 0)).toBe(true)
      for (const [name, tangent] of Object.entries({
        dl: numbers(edges, 2),
        d: numbers(n, 2),
        du: numbers(edges, 2),
        b: numbers(n, 2),
      })) {
        const alone = A.pushforward(x, { [name]: tangent })
        expect(Array.from(alone)).toEqual(Array.from(A.pushforward(x, { ...zeros, [name]: tangent })))
        if (tangent.length > 0) expect(alone.some((entry) => entry !== 0)).toBe(true)
      }
    }
  })

  test('finds NaN and infinities anywhere in the right-hand side (ERR-5)', () => {
    const missed: string[] = []
    for (const n of sizes) {
      for (const isDiagonal of [false, true]) {
        const ring = ringOf(kind, n, isDiagonal)
        const A = kind.factorize(ring)
        const x = numbers(n, 1)
        for (let i = 0; i < n; i++) {
          for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
            const rhs = numbers(n, 2)
            rhs[i] = bad
            for (const [name, call] of Object.entries(calls(A, x, rhs))) {
              if (codeOf(call) !== 'NOT_FINITE') missed.push(`${name}: ${bad} at ${i} of ${n}, diagonal: ${isDiagonal}`)
            }
          }
        }
      }
    }
    expect(missed.slice(0, 8)).toEqual([])
  })

  test('finds NaN and infinities anywhere in the tangents of the matrix', () => {
    const missed: string[] = []
    for (const n of sizes) {
      const A = kind.factorize(ringOf(kind, n))
      for (const [name, length] of [
        ['dl', kind.edges(n)],
        ['d', n],
        ['du', kind.edges(n)],
      ] as const) {
        for (let i = 0; i < length; i++) {
          const tangent = numbers(length, 2)
          tangent[i] = Number.NaN
          const code = codeOf(() => A.pushforward(numbers(n, 1), { [name]: tangent }))
          if (code !== 'NOT_FINITE') missed.push(`${name}[${i}] of ${n}`)
        }
      }
    }
    expect(missed.slice(0, 8)).toEqual([])
  })

  test('finds an overflow of any one entry of the solution', () => {
    const missed: string[] = []
    for (const n of sizes) {
      for (const isDiagonal of [false, true]) {
        for (let i = 0; i < n; i++) {
          for (const unit of [2 ** -600, 2 ** -900]) {
            // The solution is 2^500 everywhere, but in entry i, whose column or row has other units, 2^500 / unit.
            const { ring, rhs } = overflowing(ringOf(kind, n, isDiagonal), i, unit, 'columns')
            const transposed = overflowing(ringOf(kind, n, isDiagonal), i, unit, 'rows')
            const A = kind.factorize(ring)
            const At = kind.factorize(transposed.ring)
            const x = numbers(n, 1)
            const outcomes = {
              solve: codeOf(() => A.solve(rhs)),
              pushforward: codeOf(() => A.pushforward(x, { b: rhs })),
              solveTransposed: codeOf(() => At.solveTransposed(transposed.rhs)),
              pullback: codeOf(() => At.pullback(x, transposed.rhs)),
            }
            for (const [name, code] of Object.entries(outcomes)) {
              if (code !== 'NOT_FINITE')
                missed.push(`${name}: entry ${i} of ${n}, diagonal: ${isDiagonal}, ${A.kind}, ${At.kind}`)
            }
          }
        }
      }
    }
    expect(missed.slice(0, 8)).toEqual([])
  })

  test('names what is no finite number in a plain array', () => {
    const A = kind.factorize(ringOf(kind, 4))
    const x = numbers(4, 1)
    const edges = Array.from(numbers(kind.edges(4), 2))
    for (const value of [null, '1', Number.NaN, undefined, 1n]) {
      const array = bad<number[]>([1, 2, value, 4])
      const wrong: [string, () => unknown][] = [
        ['b', () => A.solve(array)],
        ['c', () => A.solveTransposed(array)],
        ['x', () => A.pushforward(array, {})],
        ['d', () => A.pushforward(x, { dl: edges, d: array })],
        ['b', () => A.pushforward(x, { b: array })],
        ['x', () => A.pullback(array, x)],
        ['cotangent', () => A.pullback(x, array)],
      ]
      for (const [argument, call] of wrong) {
        expect(call).toThrow(expect.objectContaining({ code: 'NOT_FINITE', argument, index: 2 }))
        expect(call).toThrow(`${argument} must be finite numbers; got ${value} at index 2, expected a finite number`)
      }
    }
  })

  test('asks for the right lengths, and names the array', () => {
    const A = kind.factorize(ringOf(kind, 4))
    const edges = kind.edges(4)
    const [x, b] = [numbers(4, 1), numbers(4, 2)]
    const room = (length: number): Float64Array => new Float64Array(length)
    const into = { dl: room(edges), d: room(4), du: room(edges), b: room(4) }
    const wrong: [string, () => unknown][] = [
      ['b', () => A.solve(room(3))],
      ['out', () => A.solve(b, room(5))],
      ['c', () => A.solveTransposed(room(5))],
      ['out', () => A.solveTransposed(b, room(3))],
      ['x', () => A.pushforward(room(3), {})],
      ['out', () => A.pushforward(x, {}, room(3))],
      ['dl', () => A.pushforward(x, { dl: room(edges + 1) })],
      ['d', () => A.pushforward(x, { d: room(3) })],
      ['du', () => A.pushforward(x, { du: room(edges - 1) })],
      ['b', () => A.pushforward(x, { b: room(5) })],
      ['x', () => A.pullback(room(5), b)],
      ['cotangent', () => A.pullback(x, room(3))],
      ['dl', () => A.pullback(x, b, { ...into, dl: room(edges + 1) })],
      ['d', () => A.pullback(x, b, { ...into, d: room(5) })],
      ['du', () => A.pullback(x, b, { ...into, du: room(edges - 1) })],
      ['b', () => A.pullback(x, b, { ...into, b: room(3) })],
    ]
    for (const [argument, call] of wrong) {
      expect(call).toThrow(expect.objectContaining({ code: 'LENGTH_MISMATCH', argument }))
      expect(call).toThrow(/must have \d entries, as the factorized matrix asks; got \d, expected \d$/)
    }
    expect(() => A.solve(bad(undefined))).toThrow(/b must have 4 entries, as the factorized matrix asks; got undefined/)
  })
})

/** The ring with column (or row) i in units of `unit`, and A (or Aᵀ) times 2^500 everywhere before that. */
function overflowing(
  { dl, d, du }: Ring,
  i: number,
  unit: number,
  by: 'rows' | 'columns',
): { ring: Ring; rhs: Float64Array } {
  const n = d.length
  const [previous, next] = [(i + n - 1) % n, (i + 1) % n]
  const at = (array: number[], place: number): number[] =>
    array.map((entry, index) => (index === place ? entry * unit : entry))
  const isRows = by === 'rows'
  const rhs = d.map((entry, k) => (isRows ? entry + dl[(k + 1) % n] + du[(k + n - 1) % n] : entry + dl[k] + du[k]))
  return {
    ring: { dl: at(dl, isRows ? i : next), d: at(d, i), du: at(du, isRows ? i : previous) },
    rhs: Float64Array.from(rhs, (entry) => entry * 2 ** 500),
  }
}
