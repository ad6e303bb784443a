/**
 * The token that names one case of one check: `<check>:<seed>:<path>`. The path is fast-check's own, the
 * index of the case and of the choice at each shrinking step, with repeats written short (`3x4` for
 * `3:3:3:3`), or `example` for the example of the catalogue.
 */
import type { Finding } from '../properties/law.ts'
import { UsageError } from './usage.ts'

export interface Token {
  readonly check: string
  readonly seed: number
  readonly path: string
}

/** Nothing where the finding names no case. */
export function tokenOf({ check, seed, path }: Finding): string | undefined {
  return path === undefined ? undefined : `${check}:${seed}:${shortened(path)}`
}

const step = String.raw`\d+(?:x\d+)?`
const form = new RegExp(`^([a-z][a-z0-9/-]*):(-?\\d+):(${step}(?::${step})*|example)$`)

export function readToken(text: string): Token {
  const match = form.exec(text)
  if (match === null) {
    throw new UsageError(`'${text}' is no token; it looks like tridiagonal-solve/exact/pullback:1718203:4:0:1`)
  }
  const [, check, seed, path] = match
  return { check, seed: Number(seed), path: path === 'example' ? path : lengthened(path) }
}

function shortened(path: string): string {
  return path.replace(/(?<=^|:)(\d+)(?::\1(?=:|$))+/g, (run, one: string) => `${one}x${run.split(':').length}`)
}

/** Longer than any path; a typing error must not fill the memory. */
const longestRun = 10_000

function lengthened(path: string): string {
  return path
    .split(':')
    .map((part) => {
      const [one, count = '1'] = part.split('x')
      const times = Number(count)
      if (times < 1 || times > longestRun) throw new UsageError(`'${part}' in the token repeats ${count} times`)
      return Array.from({ length: times }, () => one).join(':')
    })
    .join(':')
}
