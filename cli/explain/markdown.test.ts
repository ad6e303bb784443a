import { describe, expect, it } from 'vitest'
import { width } from '../report/text.ts'
import { prose, unmarked } from './markdown.ts'

describe('prose', () => {
  it('wraps paragraphs and takes emphasis off them', () => {
    expect(prose('One *two*\n**three**.\n\nFour.')).toEqual(['  One two three.', '', '  Four.'])
    expect(prose('')).toEqual([])
    for (const line of prose('word '.repeat(50))) expect(line.length).toBeLessThanOrEqual(width)
  })

  it('wraps the items of a list under their own text', () => {
    const item = 'word '.repeat(20).trim()
    const lines = prose(`- **First.** ${item}\n  and on\n- Second\n10. Tenth`)
    expect(lines[0]).toMatch(/^ {2}- First\. word/)
    expect(lines[1]).toMatch(/^ {4}word/)
    expect(lines[1]).toMatch(/ and on$/)
    expect(lines.slice(2)).toEqual(['  - Second', '  10. Tenth'])
  })

  it('lays a table out in columns', () => {
    expect(prose('| name | K | about |\n|---|---|---|\n| `a` | 3 | |\n| longer | 32 | *x* \\| y |')).toEqual([
      '  name    K   about',
      '  ──────  ──  ─────',
      '  `a`     3',
      '  longer  32  x | y',
    ])
  })

  it('folds the cells of a table that is too wide, with the widest column giving way', () => {
    const long = 'several words that go on and on '.repeat(5).trim()
    const lines = prose(`| code | when |\n|---|---|\n| A | ${long} |\n| B | short |`)
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(width)
    expect(lines[2]).toMatch(/^ {2}A {5}several words/)
    expect(lines[3]).toMatch(/^ {8}\S/)
    expect(lines.slice(-2)).toEqual(['', '  B     short'])
  })

  it('does not break a word, though the line gets too long', () => {
    const word = 'x'.repeat(100)
    expect(prose(`| a |\n|---|\n| ${word} |`)[2]).toBe(`  ${word}`)
  })
})

describe('unmarked', () => {
  it('leaves products and stars alone', () => {
    expect(unmarked('a * b, *c*, **d e** and 2 ** 3')).toBe('a * b, c, d e and 2 ** 3')
  })
})
