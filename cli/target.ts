/** Opens the port that the command line names. Loads only what that port needs: mathjs for the reference alone. */
import { oracleSize } from '../spec/entry.ts'
import type { Port } from '../spec/port.ts'
import type { Target } from './arguments.ts'
import { manifest } from './package.ts'

/** Exact fractions grow with n: the reference answers for any, but is meant for the sizes of the oracle. */
export const referenceLength: number = oracleSize

/** How often a port that crashed or hung is started again before it is given up. */
const restarts = 5

export async function openTarget(target: Target): Promise<Port> {
  if (target.kind === 'command') {
    const { openStdioPort } = await import('../ports/index.ts')
    return openStdioPort(target.command, { timeout: target.timeout, restarts })
  }
  const { inProcessPort } = await import('../ports/index.ts')
  const { version } = manifest()
  if (target.kind === 'reference') {
    const { exactOperators } = await import('../reference/index.ts')
    return inProcessPort(exactOperators, { name: 'cotangent reference', version, maxLength: referenceLength })
  }
  const { operators } = await import('../impl/index.ts')
  return inProcessPort(operators, { name: 'cotangent', version })
}

/** The target as the command line says it, ready to be pasted into a shell. */
export function targetFlags(target: Target, defaultTimeout: number): string {
  if (target.kind === 'built-in') return ''
  if (target.kind === 'reference') return ' --reference'
  const timeout = target.timeout === defaultTimeout ? '' : ` --timeout ${target.timeout}`
  return ` --port ${quoted(target.command)}${timeout}`
}

/** Double quotes where they keep the text as it is, single quotes otherwise. */
function quoted(text: string): string {
  return /["$`\\!]/.test(text) ? `'${text.replaceAll("'", "'\\''")}'` : `"${text}"`
}
