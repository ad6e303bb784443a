/** A mistake in how the command was called: one clear line on stderr, exit code 2. */

export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}

/** The candidates that are nearest to a word that is none of them, for `did you mean`; ignores case. */
export function closest(word: string, candidates: readonly string[], count = 3): readonly string[] {
  const lower = word.toLowerCase()
  const reach = Math.max(2, Math.ceil(word.length / 3))
  const ranked = candidates.map((candidate) => {
    const other = candidate.toLowerCase()
    const isPart = lower.length >= 3 && (other.includes(lower) || lower.includes(other))
    const distance = editDistance(lower, other)
    return { candidate, distance: isPart ? Math.min(distance, 2) : distance }
  })
  return ranked
    .filter(({ distance }) => distance <= reach)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, count)
    .map(({ candidate }) => candidate)
}

/** ` (did you mean …?)`, or nothing where no candidate is near. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const near = closest(word, candidates)
  return near.length === 0 ? '' : ` (did you mean ${near.join(' or ')}?)`
}

/** Levenshtein's distance, a row at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const substitution = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(substitution, row[j] + 1, next[j - 1] + 1))
    }
    row = next
  }
  return row[b.length]
}
