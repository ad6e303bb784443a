/**
 * Every clause is cited by at least one law or test, and every clause that is cited exists.
 *
 * A citation is the id itself, in a file of `properties/` or in any test but the two that are about ids.
 * The clauses of the catalogue are cited by the law that reads them off the entry (`entry.clauses`).
 * Whether the citing law holds what the clause says is for the reader to judge: ids cannot tell.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../spec/catalogue.ts'
import { readChapters } from '../spec/chapters.ts'

const root = new URL('../', import.meta.url)
const skipped = /(^|\/)(node_modules|dist|coverage|report|\.[^/]*|__pycache__)$/

/** Paths of the project's own files, relative to its root. */
function filesOf(folder = ''): string[] {
  return readdirSync(new URL(folder === '' ? '.' : `${folder}/`, root), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (skipped.test(path)) return []
    return entry.isDirectory() ? filesOf(path) : [path]
  })
}

/** What looks like a clause id and is none: other people's standards, and the ids planted in the extractor's test. */
const notClauses = new Set(['UTF', 'SHA', 'ISO', 'RFC', 'ABC'])

function idsIn(text: string): string[] {
  return [...text.matchAll(/\b([A-Z]{3})-\d+\b/g)].filter(([, prefix]) => !notClauses.has(prefix)).map(([id]) => id)
}

type Texts = ReadonlyMap<string, string>

/** The ids that laws and tests cite. */
function citedIn(texts: Texts): Set<string> {
  const aboutIds = ['spec/chapters.test.ts', 'test/citations.test.ts']
  const cited = new Set<string>()
  for (const [path, text] of texts) {
    const isLaw = path.startsWith('properties/') && path.endsWith('.ts')
    const isTest = /\.test\.ts$|(^|\/)test_[^/]*\.py$/.test(path)
    if ((!isLaw && !isTest) || aboutIds.includes(path)) continue
    for (const id of idsIn(text)) cited.add(id)
    const citesEntry = path.startsWith('properties/laws/') && !isTest && /\bclauses\[/.test(text)
    if (citesEntry) for (const { clauses } of catalogue) for (const id of Object.values(clauses)) cited.add(id)
  }
  return cited
}

const uncited = (clauses: readonly string[], texts: Texts): string[] => {
  const cited = citedIn(texts)
  return clauses.filter((id) => !cited.has(id))
}

/** `path: id` of every citation of a clause that there is none of. */
function dangling(clauses: readonly string[], texts: Texts): string[] {
  return [...texts].flatMap(([path, text]) =>
    idsIn(text)
      .filter((id) => !clauses.includes(id))
      .map((id) => `${path}: ${id}`),
  )
}

const clauses = readChapters().flatMap((chapter) => chapter.clauses.map(({ id }) => id))
const texts: Texts = new Map(
  filesOf()
    .filter((path) => /\.(ts|py|md|json|yml)$/.test(path) && path !== 'package-lock.json')
    .map((path) => [path, readFileSync(new URL(path, root), 'utf8')]),
)

describe('citations', () => {
  it('are there for every clause', () => {
    expect(uncited(clauses, texts)).toEqual([])
  })

  it('are of clauses that exist', () => {
    expect(dangling(clauses, texts)).toEqual([])
  })

  it('of the catalogue are of clauses that exist', () => {
    // Every integral has the same clauses.
    const own = catalogue.filter(({ integralOf }) => integralOf === undefined)
    const defined = own.flatMap((entry) => Object.values(entry.clauses))
    expect(defined.filter((id) => !clauses.includes(id))).toEqual([])
    expect(new Set(defined).size).toBe(defined.length)
    const integrals = catalogue.filter(({ integralOf }) => integralOf !== undefined)
    for (const entry of integrals) expect(Object.values(entry.clauses)).toEqual(['INP-8', 'INP-9', 'INP-10'])
  })
})

describe('on planted files', () => {
  // Written so that this file itself cites nothing.
  const tri = (number: number): string => `TRI-${number}`
  const planted = (...files: [path: string, text: string][]): Texts => new Map(files)

  it('a clause that nobody cites is found', () => {
    const elsewhere = planted(
      ['impl/solve.ts', tri(7)],
      ['spec/chapters/tridiagonal.md', tri(7)],
      ['test/citations.test.ts', tri(7)],
      ['properties/README.md', tri(7)],
    )
    expect(uncited([tri(7)], elsewhere)).toEqual([tri(7)])
    expect(uncited([tri(7)], planted(['properties/suite.ts', `${tri(70)}, ${tri(1)}.7`]))).toEqual([tri(7)])
  })

  it.each([
    ['properties/laws/adjoint.ts', `clauses: ['${tri(7)}']`],
    ['impl/tridiagonal/solve.test.ts', `it('is so (${tri(7)})')`],
    ['ports/python/test_port.py', `# ${tri(7)}`],
    ['properties/laws/exact.ts', 'subject.entry.clauses[variant]'],
  ])('a citation in %s counts', (path, text) => {
    expect(uncited([tri(7)], planted([path, text]))).toEqual([])
  })

  it('what the law reads off the catalogue is that and no more', () => {
    expect(uncited([tri(7), tri(11)], planted(['properties/laws/exact.ts', 'entry.clauses[map]']))).toEqual([tri(11)])
    expect(uncited([tri(7)], planted(['cli/explain.ts', 'entry.clauses[map]']))).toEqual([tri(7)])
  })

  it('a citation of a clause that does not exist is found anywhere', () => {
    const wrong = planted(['impl/a.ts', `${tri(7)} and ${tri(99)}`], ['ports/python/b.py', `# ${'QQQ'}-1`])
    expect(dangling([tri(7)], wrong)).toEqual([`impl/a.ts: ${tri(99)}`, `ports/python/b.py: ${'QQQ'}-1`])
    expect(dangling([tri(7)], planted(['README.md', 'UTF-8, ISO-8601, SHA-256, E-7, FOUR-7'])).length).toBe(0)
  })
})
