/** The shape of a value: [] of a number, [n] of a vector, [rows, columns] of a matrix. */
export type Shape = readonly number[]

/** How many numbers a value of this shape holds. */
export function sizeOf(shape: Shape): number {
  let size = 1
  for (const length of shape) size *= length
  return size
}

export function isSameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a[0] === b[0] && a[1] === b[1]
}

/** A shape in words, for errors: `a number`, `a vector of 3`, `a 2×3 matrix`. */
export function shapeText(shape: Shape): string {
  if (shape.length === 0) return 'a number'
  return shape.length === 1 ? `a vector of ${shape[0]}` : `a ${shape[0]}×${shape[1]} matrix`
}
