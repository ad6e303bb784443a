/** What one process of a run is handed (through vitest's `provide`) and hands back (through `task.meta`). */
import type { Check, Finding } from '../../properties/law.ts'
import type { Description } from '../../spec/port.ts'
import type { Target } from '../arguments.ts'

export interface Share {
  readonly target: Target
  readonly description: Description
  readonly checks: readonly Check[]
  readonly seed: number
  readonly runs: number
  /** Time for all of these checks, in milliseconds. */
  readonly time?: number
  /** Whether anybody looks at counts of cases while a check runs. */
  readonly isWatched: boolean
}

/** The type of the annotation that carries a count of cases. */
export const progressAnnotation = 'cases'

declare module 'vitest' {
  interface ProvidedContext {
    share: Share
  }
  interface TaskMeta {
    finding?: Finding
  }
}
