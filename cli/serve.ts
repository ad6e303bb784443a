/** `cotangent serve`: the built-in operators or the reference over the port protocol, on stdin and stdout (PRT-1). */
import { stdin, stdout } from 'node:process'
import type { Target } from './arguments.ts'
import { requirePeers } from './package.ts'
import { openTarget } from './target.ts'

export async function runServe(target: Target): Promise<number> {
  if (target.kind === 'reference') requirePeers(['mathjs'])
  const { serve } = await import('../ports/index.ts')
  const port = await openTarget(target)
  await serve(port, stdin, stdout)
  await port.close()
  return 0
}
