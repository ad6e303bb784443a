#!/usr/bin/env node
/**
 * The command: reads the command line, loads the one subcommand that it names, and sets the exit code:
 * 0 conforms, 1 a law is violated, 2 called wrongly, 3 could not be judged. Nothing heavy is imported
 * here: vitest, fast-check and mathjs are optional peers of the subcommands that need them.
 */
import { type Command, readCommand } from './arguments.ts'
import { helpOf, overview } from './help.ts'
import { manifest } from './package.ts'
import { UsageError } from './usage.ts'

async function run(command: Command): Promise<number> {
  switch (command.name) {
    case 'help':
      process.stdout.write(command.of === undefined ? overview : helpOf[command.of])
      if (command.of === 'verify') await listLaws()
      return 0
    case 'version':
      process.stdout.write(`${manifest().version}\n`)
      return 0
    case 'verify':
      return (await import('./verify.ts')).runVerify(command)
    case 'replay':
      return (await import('./replay.ts')).runReplay(command)
    case 'explain':
      return (await import('./explain.ts')).runExplain(command.subject)
    case 'serve':
      return (await import('./serve.ts')).runServe(command.target)
  }
}

async function listLaws(): Promise<void> {
  const { lawList, loadLaws } = await import('./laws.ts')
  process.stdout.write(`\nLaws\n${lawList(await loadLaws()).join('\n')}\n`)
}

// A reader that has gone, or a full disk: what could not be said was not judged, and 1 would mean a violated law.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') process.stderr.write(`cotangent: cannot write: ${error.message}\n`)
  process.exit(3)
})

try {
  process.exitCode = await run(readCommand(process.argv.slice(2)))
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  process.stderr.write(`cotangent: ${error.message}\n`)
  process.exitCode = 2
}
