/** What operators with rules of their own take and give, as this room sees it: numbers, vectors, dense matrices. */

export interface DenseMatrix {
  readonly rows: number
  readonly columns: number
  readonly data: Float64Array
}
export type OperatorValue = number | Float64Array | DenseMatrix

/** `given` as such a value; nothing where it is none. */
export function operatorValue(given: unknown): OperatorValue | undefined {
  if (typeof given === 'number' || given instanceof Float64Array) return given
  if (Array.isArray(given)) return given.every((x) => typeof x === 'number') ? Float64Array.from(given) : undefined
  const { rows, columns, data } = (given ?? {}) as Partial<DenseMatrix>
  return data instanceof Float64Array && data.length === (rows ?? 0) * (columns ?? 0)
    ? (given as DenseMatrix)
    : undefined
}

export const entriesOf = (value: OperatorValue): Float64Array =>
  typeof value === 'number' ? Float64Array.of(value) : value instanceof Float64Array ? value : value.data

/** A value of the shape of `model` that holds a copy of `entries`. */
export function shapedAs(model: OperatorValue, entries: ArrayLike<number>): OperatorValue {
  if (typeof model === 'number') return entries[0]
  const data = Float64Array.from(entries)
  return model instanceof Float64Array ? data : { rows: model.rows, columns: model.columns, data }
}

export const copyOf = (value: OperatorValue): OperatorValue => shapedAs(value, entriesOf(value))

export function shapeText(value: OperatorValue): string {
  if (typeof value === 'number') return 'a number'
  return value instanceof Float64Array ? `a vector of ${value.length}` : `a ${value.rows}×${value.columns} matrix`
}

export const isSameShape = (a: OperatorValue, b: OperatorValue): boolean => shapeText(a) === shapeText(b)

/** The same bits, −0 told from 0. */
export function isIdentical(a: OperatorValue, b: OperatorValue): boolean {
  const [x, y] = [entriesOf(a), entriesOf(b)]
  return isSameShape(a, b) && x.every((entry, i) => Object.is(entry, y[i]))
}

/** For print: `2`, `[1, 2]`, `[1, 2; 3, 4]`. */
export function text(value: OperatorValue): string {
  if (typeof value === 'number') return `${value}`
  if (value instanceof Float64Array) return `[${Array.from(value).join(', ')}]`
  const { rows, columns, data } = value
  const lines = Array.from({ length: rows }, (_, i) =>
    Array.from(data.subarray(i * columns, (i + 1) * columns)).join(', '),
  )
  return `[${lines.join('; ')}]`
}
