/**
 * Medians and their bootstrap intervals (Efron 1979), seeded so that the same sample gives the same figures.
 * The interval covers the noise between the pairs of one run and nothing else: see `pairs.ts`.
 */

export function median(sample: ArrayLike<number>): number {
  if (sample.length === 0) throw new RangeError('median: the sample is empty')
  const sorted = Float64Array.from(sample).sort()
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}

export interface Interval {
  readonly low: number
  readonly high: number
}

/** The central 95 % of the medians of `resamples` samples drawn from the sample with replacement. */
export function bootstrapMedian(sample: ArrayLike<number>, seed: number, resamples = 400): Interval {
  const random = uniforms(seed)
  const drawn = new Float64Array(sample.length)
  const medians = new Float64Array(resamples)
  for (let k = 0; k < resamples; k++) {
    for (let i = 0; i < drawn.length; i++) drawn[i] = sample[Math.floor(random() * sample.length)]
    medians[k] = median(drawn)
  }
  medians.sort()
  const tail = Math.floor(0.025 * resamples)
  return { low: medians[tail], high: medians[resamples - 1 - tail] }
}

/** Uniform numbers in [0, 1): mulberry32, whose high bits are good enough to draw indices by. */
export function uniforms(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
