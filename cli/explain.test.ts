import { describe, expect, it } from 'vitest'
import { catalogue } from '../spec/catalogue.ts'
import { readChapters } from '../spec/chapters.ts'
import { explainClause } from './explain/clause.ts'
import { explainOperator } from './explain/operator.ts'
import { explanation } from './explain.ts'
import { width } from './report/text.ts'

const clauses = readChapters().flatMap((chapter) => chapter.clauses)

describe('explainClause', () => {
  it.each(clauses.map((clause) => [clause.id, clause] as const))('explains %s, without any law', (id, clause) => {
    const lines = explainClause(clause, [])
    expect(lines[0]).toContain(`${id} · ${clause.title}`)
    for (const equation of clause.equations) expect(lines).toContain(`    ${equation.split('\n')[0]}`)
    expect(lines.join('\n')).not.toContain('undefined')
  })

  it.each(clauses.map((clause) => [clause.id, clause] as const))(
    'leaves no Markdown in the prose of %s',
    (_, clause) => {
      const code = [...clause.equations, clause.derivation, ...clause.examples.map((one) => one.code)].join('\n')
      const isCode = (line: string): boolean => code.includes(line.trim())
      const lines = explainClause(clause, [])
        .flatMap((line) => line.split('\n'))
        .filter((line) => !isCode(line))
      expect(lines.join('\n')).not.toMatch(/\*\*|\w\*\W|^ *\||-{3}/m)
      // A row of a table may be as long as its words make it.
      const isRow = (line: string): boolean => /\S {2,}\S|─/.test(line)
      for (const line of lines) if (!isRow(line)) expect(line.length).toBeLessThanOrEqual(width)
    },
  )

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

describe('explanation', () => {
  const nothingInstalled = (): boolean => false

  it('gives the install line for what may be a law, where the laws cannot be read', async () => {
    await expect(explanation('exact', nothingInstalled)).rejects.toThrow(
      /^no clause or operator is called 'exact'; .*, install:\n {2}npm install --save-dev fast-check@[\d.]+ mathjs@[\d.]+$/,
    )
    expect((await explanation('exact'))[0]).toMatch(/^exact · /)
  })

  it('explains clauses and operators without them', async () => {
    const lines = await explanation('tri-9', nothingInstalled)
    expect(lines[0]).toMatch(/^TRI-9 · /)
    expect(lines.at(-1)).toMatch(/to see the laws: npm install/)
    expect((await explanation('locate', nothingInstalled))[0]).toMatch(/^locate /)
  })
})
