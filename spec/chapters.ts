/**
 * The one extractor of the chapters' text: clauses with their equations and derivations, and the code
 * blocks that run as tests. The form that it reads is laid down in `README.md`, "How a clause is written".
 *
 * It knows headings, fenced blocks and two labels, not the rest of Markdown: prose comes out as it is
 * written. What is inside a fence is never a heading or a label. Reading files is left to `readChapters`;
 * importing this module reads nothing.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A TypeScript block. */
export interface Example {
  readonly code: string
  /** The line of the file that `code` begins on, counted from 1. */
  readonly line: number
  /** False for a block marked `no-run`. */
  readonly runs: boolean
}

export interface Clause {
  /** `TRI-9`: permanent. */
  readonly id: string
  readonly title: string
  readonly chapter: string
  /** The line of the heading, counted from 1. */
  readonly line: number
  /** The statement and every remark, without blocks, derivation and source. */
  readonly text: string
  readonly equations: readonly string[]
  readonly derivation?: string
  readonly source?: string
  readonly examples: readonly Example[]
}

export interface Chapter {
  readonly name: string
  readonly title: string
  readonly clauses: readonly Clause[]
}

/** A run of lines that belong together: a fenced block, a heading, or a paragraph, list or table. */
type Block =
  | { readonly kind: 'fence'; readonly info: string; readonly body: string; readonly line: number }
  | { readonly kind: 'heading'; readonly depth: number; readonly title: string; readonly line: number }
  | { readonly kind: 'prose'; readonly body: string; readonly line: number }

/** The clauses of a chapter's text; `name` is the chapter's, without `.md`. Throws on what looks like a clause and is none. */
export function parseChapter(name: string, text: string): Chapter {
  const blocks = blocksOf(name, text)
  const first = blocks[0]
  if (first?.kind !== 'heading' || first.depth !== 1) throw new Error(`${name}: a chapter begins with '# Title'`)
  const starts = blocks.flatMap((block, index) => (block.kind === 'heading' && block.depth === 3 ? [index] : []))
  const clauses = starts.map((start) => {
    const length = blocks.slice(start + 1).findIndex(({ kind }) => kind === 'heading')
    return clauseOf(name, blocks.slice(start, length === -1 ? undefined : start + 1 + length))
  })
  return { name, title: first.title, clauses }
}

/** Every TypeScript block of a Markdown text, in a clause or not. `name` is for messages. */
export function parseExamples(name: string, text: string): Example[] {
  return blocksOf(name, text).flatMap((block) => exampleOf(block) ?? [])
}

/** The chapters of this package, from `<package>/spec/chapters`, wherever this module was compiled to. */
export function readChapters(): Chapter[] {
  const folder = join(packageFolder(), 'spec', 'chapters')
  return readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map((file) => parseChapter(file.slice(0, -'.md'.length), readFileSync(join(folder, file), 'utf8')))
}

/** The nearest folder above this module that holds a package.json. */
function packageFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url))
  for (let folder = here; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder
    if (folder === dirname(folder)) throw new Error(`readChapters: no package.json in ${here} or above it`)
  }
}

function clauseOf(chapter: string, blocks: readonly Block[]): Clause {
  const [heading, ...rest] = blocks
  const title = heading.kind === 'heading' ? heading.title : ''
  const match = /^([A-Z]{3}-[1-9]\d*) · (\S.*)$/.exec(title)
  if (match === null)
    throw new Error(`${chapter}:${heading.line}: a clause is headed '### ABC-1 · Title'; got '${title}'`)
  const prose: string[] = []
  const equations: string[] = []
  const derivation: string[] = []
  const source: string[] = []
  const examples: Example[] = []
  let isDerivation = false
  for (const block of rest) {
    if (block.kind === 'heading') continue
    const example = exampleOf(block)
    if (example !== undefined) examples.push(example)
    if (block.kind === 'fence') {
      // The block that follows the label is the derivation; every other one without a language is an equation.
      if (isDerivation) derivation.push(block.body)
      else if (block.info === '') equations.push(block.body)
      isDerivation = false
      continue
    }
    isDerivation = block.body.startsWith('*Derivation.*')
    if (isDerivation) derivation.push(afterLabel(block.body))
    else if (block.body.startsWith('*Source.*')) source.push(afterLabel(block.body))
    else prose.push(block.body)
  }
  return {
    id: match[1],
    title: match[2],
    chapter,
    line: heading.line,
    text: prose.join('\n\n'),
    equations,
    ...(derivation.length === 0 ? {} : { derivation: joined(derivation) }),
    ...(source.length === 0 ? {} : { source: joined(source) }),
    examples,
  }
}

const afterLabel = (paragraph: string): string => paragraph.replace(/^\*\w+\.\*\s*/, '')

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n')

function exampleOf(block: Block): Example | undefined {
  if (block.kind !== 'fence') return undefined
  const [language, ...marks] = block.info.split(/\s+/)
  if (language !== 'ts' && language !== 'typescript') return undefined
  return { code: block.body, line: block.line + 1, runs: !marks.includes('no-run') }
}

function blocksOf(name: string, text: string): Block[] {
  const lines = text.split(/\r?\n/)
  const blocks: Block[] = []
  for (let at = 0; at < lines.length; ) {
    const fence = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(lines[at])
    const heading = /^(#{1,6})\s+(.*?)\s*$/.exec(lines[at])
    const line = at + 1
    if (fence !== null) {
      const close = closingLine(lines, at, fence[1])
      if (close === -1) throw new Error(`${name}:${line}: this block has no end`)
      blocks.push({ kind: 'fence', info: fence[2].trim(), body: lines.slice(at + 1, close).join('\n'), line })
      at = close + 1
    } else if (heading !== null) {
      blocks.push({ kind: 'heading', depth: heading[1].length, title: heading[2], line })
      at++
    } else if (lines[at].trim() === '') {
      at++
    } else {
      const start = at
      while (at < lines.length && lines[at].trim() !== '' && !/^( {0,3}(```|~~~)|#{1,6}\s)/.test(lines[at])) at++
      blocks.push({ kind: 'prose', body: lines.slice(start, at).join('\n'), line })
    }
  }
  return blocks
}

/** The line that ends a fence: of the same sign, at least as long, with nothing after it. */
function closingLine(lines: readonly string[], opening: number, fence: string): number {
  return lines.findIndex((line, index) => {
    const close = /^ {0,3}(`{3,}|~{3,})\s*$/.exec(line)
    return index > opening && close !== null && close[1][0] === fence[0] && close[1].length >= fence.length
  })
}
