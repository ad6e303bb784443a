/**
 * Richardson's extrapolation of a stencil (Ridders, Adv. Eng. Software 4 (1982), 75): the error of D(h) is a series in
 * powers of h that are known, and halving the step tells the powers apart.
 *
 *   T(k, 0) = D(h / 2ᵏ)      T(k, j) = T(k, j−1) + (T(k, j−1) − T(k−1, j−1)) / (2^r − 1),   r the j-th power
 *
 * What j changed estimates the truncation that is left; the noise is carried along. The best entry is taken.
 */
export interface Extrapolation {
  readonly value: number
  readonly error: number
}

/** D(h / 2ᵏ), and a bound of the noise in it. */
export interface Level {
  readonly value: number
  readonly noise: number
}

/** `power`: the first power of h in the error, `stride`: how far the next is. */
export function extrapolate(levels: readonly Level[], power: number, stride: number): Extrapolation {
  let best: Extrapolation = { value: levels[0].value, error: Infinity }
  let before: readonly Level[] = []
  for (const level of levels) {
    const row = [level]
    before.forEach((coarse, j) => {
      const fine = row[j]
      const factor = 2 ** (power + j * stride) - 1
      const value = fine.value + (fine.value - coarse.value) / factor
      const noise = fine.noise + (fine.noise + coarse.noise) / factor
      const error = Math.max(Math.abs(value - fine.value), Math.abs(value - coarse.value)) + noise
      if (error < best.error) best = { value, error }
      row.push({ value, noise })
    })
    before = row
  }
  return best
}
