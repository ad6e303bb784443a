/** The extractor on planted texts, then what the chapters must be as a whole: complete, and one with the catalogue. */
import { describe, expect, it } from 'vitest'
import { catalogue } from './catalogue.ts'
import { parseChapter, parseExamples, readChapters } from './chapters.ts'
import { errorCodes } from './errors.ts'
import { mapNames } from './operator.ts'

const planted = `# A chapter

What it is about.

### ABC-1 · A clause

The statement, which
goes on.

\`\`\`
a = b
\`\`\`

A remark.

*Derivation.* By hand:

\`\`\`
1.  a = c
2.  c = b
\`\`\`

\`\`\`
another = equation
\`\`\`

~~~~ts
const fence = \`
### ABC-9 · No heading
*Source.* no source
~~~
\`
fence.length // → 45
~~~~

\`\`\`json
{}
\`\`\`

\`\`\`ts no-run
never()
\`\`\`

*Source.* A book.

## A section

### ABC-2 · Bare
`

describe('parseChapter', () => {
  const chapter = parseChapter('planted', planted)

  it('reads a clause into its parts', () => {
    expect(chapter.title).toBe('A chapter')
    expect(chapter.clauses[0]).toEqual({
      id: 'ABC-1',
      title: 'A clause',
      chapter: 'planted',
      line: 5,
      text: 'The statement, which\ngoes on.\n\nA remark.',
      equations: ['a = b', 'another = equation'],
      derivation: 'By hand:\n\n1.  a = c\n2.  c = b',
      source: 'A book.',
      examples: [
        {
          code: 'const fence = `\n### ABC-9 · No heading\n*Source.* no source\n~~~\n`\nfence.length // → 45',
          line: 28,
          runs: true,
        },
        { code: 'never()', line: 41, runs: false },
      ],
    })
  })

  it('takes no heading out of a block, and ends a clause at the next heading of any depth', () => {
    expect(chapter.clauses.map(({ id }) => id)).toEqual(['ABC-1', 'ABC-2'])
    expect(chapter.clauses[1]).toEqual({
      id: 'ABC-2',
      title: 'Bare',
      chapter: 'planted',
      line: 48,
      text: '',
      equations: [],
      examples: [],
    })
  })

  it.each([
    ['### ABC-1 - A hyphen', "headed '### ABC-1 · Title'; got 'ABC-1 - A hyphen'"],
    ['### ABC-0 · Zero', 'a clause is headed'],
    ['### Prose', 'a clause is headed'],
    ['```\nno end', 'this block has no end'],
    ['~~~\n```', 'this block has no end'],
  ])('refuses %j', (text, message) => {
    expect(() => parseChapter('planted', `# Title\n\n${text}\n`)).toThrow(message)
  })

  it('refuses a text without a title', () => {
    expect(() => parseChapter('planted', 'Prose')).toThrow("planted: a chapter begins with '# Title'")
  })

  it('reads lines that end as on Windows alike', () => {
    expect(parseChapter('planted', planted.replaceAll('\n', '\r\n'))).toEqual(chapter)
  })
})

describe('parseExamples', () => {
  it('finds the blocks of any text, and their lines', () => {
    expect(parseExamples('planted', planted).map(({ line, runs }) => [line, runs])).toEqual([
      [28, true],
      [41, false],
    ])
    expect(parseExamples('readme', 'No chapter.\n\n```typescript\n1 // → 1\n```')).toEqual([
      { code: '1 // → 1', line: 4, runs: true },
    ])
  })
})

describe('the chapters', () => {
  const chapters = readChapters()
  const clauses = chapters.flatMap((chapter) => chapter.clauses)

  it('have every id once', () => {
    const ids = clauses.map(({ id }) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  it.each(clauses.map((clause) => [clause.id, clause] as const))('%s states something', (_, clause) => {
    expect(clause.text).toMatch(/\w\W{0,2}[.:]$/m)
  })

  it('define every map of the catalogue, with an equation, and every derivative with its derivation', () => {
    for (const entry of catalogue) {
      for (const map of mapNames) {
        if (entry.clauses[map] === undefined) continue
        const clause = clauses.find(({ id }) => id === entry.clauses[map])
        expect(clause?.equations, `${entry.name}, ${map}`).not.toHaveLength(0)
        if (map !== 'primal') expect(clause?.derivation, `${entry.name}, ${map}`).toBeDefined()
      }
    }
  })

  it('derive the limits that the catalogue has (NUM-4)', () => {
    const numerics = clauses.find(({ id }) => id === 'NUM-4')
    const rows = (numerics?.text ?? '').split('\n').map((line) => line.split('|').map((cell) => cell.trim()))
    for (const { name, limits, clauses: defined } of catalogue) {
      const row = rows.find((cells) => cells[1] === name)
      expect(row, name).toBeDefined()
      const [primalC, primal, pushforwardC, pushforward, pullbackC, pullback] = (row ?? []).slice(2, 8).map(Number)
      expect({ primal, pushforward, pullback }, name).toEqual(limits)
      const counts = { primal: primalC, pushforward: pushforwardC, pullback: pullbackC }
      const margin = name.endsWith('solve') ? 2 : 1
      for (const map of mapNames) {
        const c = defined[map] === undefined ? 0 : margin * counts[map]
        expect(limits[map], `${name}, ${map}`).toBe(c === 0 ? 0 : Math.max(4, 2 ** Math.ceil(Math.log2(c))))
      }
    }
  })

  it('say what every error code means (ERR-1)', () => {
    const errors = chapters.find(({ name }) => name === 'errors')
    const order = errors?.clauses.find(({ id }) => id === 'ERR-3')?.equations.join('\n')
    for (const code of Object.keys(errorCodes)) expect(order).toContain(code)
  })
})
