import { describe, expect, it } from 'vitest'
import { catalogue } from '../spec/catalogue.ts'
import { readChapters } from '../spec/chapters.ts'
import { explainClause } from './explain/clause.ts'
import { explainOperator } from './explain/operator.ts'
import { width } from './report/text.ts'

const clauses = readChapters().flatMap((chapter) => chapter.clauses)

describe('explainClause', () => {
  it.each(clauses.map((clause) => [clause.id, clause] as const))('explains %s, without any law', (id, clause) => {
    const lines = explainClause(clause, [])
    expect(lines[0]).toContain(`${id} · ${clause.title}`)
    for (const equation of clause.equations) expect(lines).toContain(`    ${equation.split('\n')[0]}`)
    expect(lines.join('\n')).not.toContain('undefined')
  })

  it('leaves no mark of emphasis in the prose; lists and tables stay as they are written', () => {
    for (const clause of clauses) {
      const prose = explainClause(clause, []).filter((line) => /^ {2}[^\s|-]/.test(line))
      expect(prose.join(' '), clause.id).not.toMatch(/\*\*|\w\*\W/)
    }
  })

  it('gives the map that a clause defines in numbers', () => {
    const multiply = clauses.find(({ id }) => id === 'TRI-6')!
    const lines = explainClause(multiply, [])
    expect(lines).toContain('    pullback, cotangent [1, 2]')
    expect(lines.at(-1)).toBe('    → dl [2]  d [1, 4]  du [2]  x [7, 10]')
  })
})

describe('explainOperator', () => {
  it.each(catalogue.map((entry) => [entry.name, entry] as const))('explains %s within 80 columns', (name, entry) => {
    const lines = explainOperator(entry)
    expect(lines[0]).toMatch(new RegExp(`^${name} +an operator$`))
    for (const { name } of entry.arguments) expect(lines.join('\n')).toContain(`    ${name}`)
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(width)
  })
})
