/**
 * What rounding takes from a sum and from a product, exactly: x + y = s + r, x y = p + r with s and p as rounded
 * (Knuth, TAOCP 2, 4.2.2; Dekker, Numer. Math. 18 (1971), 224). Barring overflow, and underflow of r.
 */
export function sumRest(x: number, y: number, sum: number): number {
  const yRounded = sum - x
  return x - (sum - yRounded) + (y - yRounded)
}

export function productRest(x: number, y: number, product: number): number {
  const xHigh = highHalf(x)
  const yHigh = highHalf(y)
  const xLow = x - xHigh
  const yLow = y - yHigh
  return xLow * yLow - (product - xHigh * yHigh - xLow * yHigh - xHigh * yLow)
}

/** The upper 26 bits (Dekker's splitting). */
function highHalf(x: number): number {
  const shifted = 134217729 * x
  return shifted - (shifted - x)
}
