/**
 * The elementwise functions as expressions that mathjs can differentiate. What it knows no derivative of is written by
 * what it does (log1p, hypot, …); choices and comparisons have no expression that it differentiates and are missing.
 */

type Text = (...arguments_: string[]) => string

/** The expression of a function by the name of its primitive. Every argument is in parentheses, a name or a number. */
export const expressions: ReadonlyMap<string, Text> = new Map<string, Text>([
  ['add', (a, b) => `(${a} + ${b})`],
  ['subtract', (a, b) => `(${a} - ${b})`],
  ['negate', (a) => `(-${a})`],
  ['multiply', (a, b) => `(${a} * ${b})`],
  ['divide', (a, b) => `(${a} / ${b})`],
  ['reciprocal', (a) => `(1 / ${a})`],
  ['square', (a) => `(${a} ^ 2)`],
  ['sqrt', (a) => `sqrt(${a})`],
  ['cbrt', (a) => `cbrt(${a})`],
  ['pow', (a, b) => `(${a} ^ ${b})`],
  ['exp', (a) => `exp(${a})`],
  ['expm1', (a) => `(exp(${a}) - 1)`],
  ['log', (a) => `log(${a})`],
  ['log1p', (a) => `log(1 + ${a})`],
  ...['sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'sinh', 'cosh', 'tanh', 'asinh', 'acosh', 'atanh', 'abs'].map(
    (name): [string, Text] => [name, (a) => `${name}(${a})`],
  ),
  // Of another branch of the angle, but with the same derivative.
  ['atan2', (a, b) => `atan(${a} / ${b})`],
  ['hypot', (a, b) => `sqrt(${a} ^ 2 + ${b} ^ 2)`],
  // By tanh: the square of e⁻ˣ, which its derivative would hold, overflows.
  ['logistic', (a) => `((1 + tanh(${a} / 2)) / 2)`],
  ['logLogistic', (a) => `(-log(1 + exp(-${a})))`],
  ['softplus', (a) => `log(1 + exp(${a}))`],
])

/** A number in the shortest digits that are read back as the same double. */
export const textOf = (value: number): string => (value < 0 || Object.is(value, -0) ? `(${value})` : String(value))
