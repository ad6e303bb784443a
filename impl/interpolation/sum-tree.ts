/**
 * Sums over ranges of leaves without differences of prefix sums: a binary tree in an array of 2n entries, leaf
 * i at n + i, each node the sum of its two children (INP-8 says why: a term outside the range must not touch
 * the sum, not even by rounding). A range is a sum of O(log n) nodes; its adjoint adds to the same nodes and
 * is pushed down to the leaves once, in the end. Numbers go in and out through arrays, as in `segments.ts`.
 */

/** Fills the nodes above the leaves, which are in place: tree[n + i]. */
export function buildTree(tree: Float64Array, n: number): void {
  for (let node = n - 1; node > 0; node--) tree[node] = tree[2 * node] + tree[2 * node + 1]
}

/** out[j] += the sum of the leaves l, …, r − 1. */
export function addRangeSum(tree: Float64Array, n: number, l: number, r: number, out: Float64Array, j: number): void {
  let sum = 0
  for (let low = l + n, high = r + n; low < high; low >>= 1, high >>= 1) {
    if ((low & 1) === 1) sum += tree[low++]
    if ((high & 1) === 1) sum += tree[--high]
  }
  out[j] += sum
}

/** The adjoint of it times `sign`: sign · weights[j] for every leaf of l, …, r − 1, at the nodes above them. */
export function addRange(
  bar: Float64Array,
  n: number,
  l: number,
  r: number,
  sign: number,
  weights: Float64Array,
  j: number,
): void {
  const w = sign * weights[j]
  for (let low = l + n, high = r + n; low < high; low >>= 1, high >>= 1) {
    if ((low & 1) === 1) bar[low++] += w
    if ((high & 1) === 1) bar[--high] += w
  }
}

/** The adjoint of buildTree: what the nodes have collected goes down to the leaves, bar[n + i]. */
export function pushDown(bar: Float64Array, n: number): void {
  for (let node = 1; node < n; node++) {
    bar[2 * node] += bar[node]
    bar[2 * node + 1] += bar[node]
  }
}
