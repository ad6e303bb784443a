/**
 * The Gauss–Legendre rule with N points on [0, 1], exact for polynomials of degree 2N − 1: the zeros ξ of Legendre's
 * P_N by Newton's iteration, the weights 1 / ((1 − ξ²) P_N′(ξ)²); Abramowitz & Stegun 25.4.30. Nodes are given as
 * distances from the nearer end. Cached by N.
 */
export interface Rule {
  /** The first ⌈N/2⌉ nodes; the rest lie as far from the other end, with the same weights. */
  readonly nodes: Float64Array
  readonly weights: Float64Array
  /** N */
  readonly count: number
}

const cache = new Map<number, Rule>()

export function gaussLegendre(count: number): Rule {
  const known = cache.get(count)
  if (known !== undefined) return known
  const half = Math.ceil(count / 2)
  const rule: Rule = { nodes: new Float64Array(half), weights: new Float64Array(half), count }
  for (let i = 0; i < half; i++) {
    const { gap, slope } = zero(count, i)
    rule.nodes[i] = gap / 2
    // 1 − ξ² = gap (2 − gap)
    rule.weights[i] = 1 / (gap * (2 - gap) * slope * slope)
  }
  cache.set(count, rule)
  return rule
}

/**
 * The zero number i, counted from 1 downwards, as 1 − ξ: the gap keeps its digits where ξ has lost them. Starts at
 * cos(π (i + ¾)/(N + ½)); Newton's iteration doubles the digits each time, and stops where they no longer change.
 */
function zero(count: number, i: number): { gap: number; slope: number } {
  let gap = 2 * Math.sin((Math.PI * (i + 0.75)) / (2 * count + 1)) ** 2
  for (let step = 0; ; step++) {
    const { value, slope } = legendre(count, gap)
    const next = gap + value / slope
    if (next === gap || step === 10) return { gap, slope }
    gap = next
  }
}

/** P_N and P_N′ at 1 − gap, by the recurrence in differences: k (P_k − P_{k−1}) = (k−1) (P_{k−1} − P_{k−2}) − (2k−1) gap P_{k−1}. */
function legendre(count: number, gap: number): { value: number; slope: number } {
  let value = 1
  let difference = 0
  for (let k = 1; k <= count; k++) {
    difference = ((k - 1) * difference - (2 * k - 1) * gap * value) / k
    value += difference
  }
  // (1 − x²) P_N′ = N (P_{N−1} − x P_N) = N (gap P_N − (P_N − P_{N−1}))
  return { value, slope: (count * (gap * value - difference)) / (gap * (2 - gap)) }
}
