/** The systems that are solved: the same numbers as in c/main.c, so that both sides can be held to one answer. */

export interface System {
  readonly dl: Float64Array
  readonly d: Float64Array
  readonly du: Float64Array
  readonly b: Float64Array
}

/** `dominant` needs no pivoting; in `general` the diagonal is no larger than its neighbours. */
export type SystemKind = 'dominant' | 'general'

export function makeSystem(n: number, kind: SystemKind): System {
  const uniform = linearCongruential(1)
  const [dl, du, d, b] = [n, n, n, n].map((length) => new Float64Array(length))
  for (let i = 0; i < n; i++) {
    dl[i] = uniform() - 0.5
    du[i] = uniform() - 0.5
    d[i] = kind === 'dominant' ? 2 + uniform() : uniform() - 0.5
    b[i] = uniform()
  }
  return { dl: dl.slice(0, n - 1), d, du: du.slice(0, n - 1), b }
}

/** Numerical Recipes' 32-bit generator: two lines in any language, and no more than unlikely to repeat a pattern. */
export function linearCongruential(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
}
