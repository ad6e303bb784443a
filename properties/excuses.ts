/**
 * When a refusal of valid input may be right, for laws that have no oracle: NOT_FINITE where something could
 * overflow on the way (ERR-5), SINGULAR where the matrix could be so (ERR-6). Both are judged by the input
 * alone, and generously: what is excused here need not be right, but what is not excused is wrong.
 */
import type { Entry } from '../spec/entry.ts'
import type { Case } from './law.ts'

/**
 * Numbers between its reciprocal and it: of the fifth powers of such, which a piece of degree 5 has, a product with
 * another fifth power and three more factors is below 2⁴¹⁶, and the square root of what overflows is 2⁵¹².
 */
const moderate = 2 ** 32

const isModerate = (x: number): boolean => Math.abs(x) <= moderate && Math.abs(x) >= 1 / moderate

/** False only where all numbers and gaps are moderate, and nothing makes errors or answers grow with n. */
export function couldOverflow(entry: Entry, input: Case): boolean {
  if (entry.longest !== undefined) return true
  if (entry.system !== undefined && couldBeSingular(entry, input)) return true
  const { arguments: args, tangents, cotangent, options } = input
  const numbers = [...Object.values(args), ...Object.values(tangents), cotangent, Object.values(options)].flat()
  if (!numbers.every((x) => typeof x !== 'number' || x === 0 || isModerate(x))) return true
  const knots = entry.arguments.filter(({ role }) => role === 'knots').map(({ name }) => args[name])
  return !knots.every((t) => t.every((tᵢ, i) => i === 0 || isModerate(tᵢ - t[i - 1])))
}

/** How much larger than its neighbours an entry of the diagonal has to be: more than sums of them are rounded. */
const margin = 1 + 2 ** -20

/** False only where the matrix is dominant, by rows or by columns: it is then nonsingular (Levy and Desplanques). */
export function couldBeSingular(entry: Entry, { arguments: { dl, d, du } }: Case): boolean {
  if (entry.system === undefined) return false
  const n = d.length
  const isCyclic = entry.system === 'cyclic'
  // Both with n entries, as the cyclic matrix has them: A[i, i−1] = below[i], A[i, i+1] = above[i].
  const below = isCyclic ? dl : [0, ...dl]
  const above = isCyclic ? du : [...du, 0]
  const isLarger = (a: number, b: number, c: number): boolean => Math.abs(a) > margin * (Math.abs(b) + Math.abs(c))
  const byRows = d.every((dᵢ, i) => isLarger(dᵢ, below[i], above[i]))
  const byColumns = d.every((dᵢ, i) => isLarger(dᵢ, below[(i + 1) % n], above[(i + n - 1) % n]))
  return !byRows && !byColumns
}
