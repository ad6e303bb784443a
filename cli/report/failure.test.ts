import { describe, expect, it } from 'vitest'
import { checkFor, doubled, findingFor, hung } from '../fixtures/findings.ts'
import { type Context, problem } from './failure.ts'
import { plain, width } from './text.ts'

const context: Context = {
  titleOf: (law) => (law === 'exact' ? 'agrees with the exact answer' : law),
  flags: '',
  paint: plain,
}

describe('a violation', () => {
  it('says what, where, on which input, why and what to do next', () => {
    expect(problem(doubled, context)).toEqual([
      '✗ tridiagonal-solve: agrees with the exact answer (pullback)               TRI-9',
      '  the cotangent of dl, entry 0: expected -0.25, got -0.5 (K = 5e15, limit 32)',
      '  after 3 cases, shrunk to:',
      '    dl [1]  d [2, 1]  du [0]  b [1, 0]  cotangent [1, 0]',
      '  ratio got/expected is 2 in every entry',
      '  why it matters   npx cotangent explain TRI-9',
      '  run it again',
      '    npx cotangent replay tridiagonal-solve/exact/pullback:1718203:4:0:1',
    ])
  })

  it('keeps within 80 columns, but for a command that must not be broken', () => {
    const where = 'the cotangent of curvatures, entry 4, after a second call with other queries'
    const violation = { ...doubled.violation!, where, expected: '-0.3333333333333333', got: '0.16666666666666666' }
    const lines = problem({ ...doubled, violation }, { ...context, flags: ' --port "python3 a/long/way/to/port.py"' })
    const command = lines.find((line) => line.includes('replay'))
    expect(command).toMatch(/ --port "python3 a\/long\/way\/to\/port.py"$/)
    for (const line of lines) if (line !== command) expect(line.length).toBeLessThanOrEqual(width)
    expect(lines.join('\n')).toContain('expected -0.3333333333333333')
  })

  it('counts what is too long to print', () => {
    const input = { d: Array.from({ length: 4096 }, (_, i) => i) }
    const text = problem({ ...doubled, violation: { ...doubled.violation!, input } }, context).join('\n')
    expect(text).toContain('… 4096 in all')
    expect(text).not.toContain('4095')
  })

  it('prints options, −0, and a case that was not shrunk', () => {
    const violation = { ...doubled.violation!, input: { d: [-0] }, options: { extrapolation: 'none' } }
    const text = problem({ ...doubled, violation, shrinks: 0, after: 0 }, context).join('\n')
    expect(text).toContain('in the first case, with:  d [-0]  extrapolation "none"')
  })

  it('says so much even of a finding without details', () => {
    const bare = findingFor(checkFor('locate', 'purity'), { status: 'fail', clauses: ['OPR-4'] })
    expect(problem(bare, context)[0]).toMatch(/^✗ locate: purity +OPR-4$/)
  })
})

describe('a fault', () => {
  it('is no failure of a law, and keeps the end of the stderr', () => {
    const lines = problem(hung, context)
    expect(lines[0]).toMatch(/^! tridiagonal-solve: adjoint +not judged: hang$/)
    expect(lines.slice(1)).toEqual([
      '  pullback of tridiagonal-solve: no answer within 1000 ms',
      '  in the first case, with:  dl [1]',
      '  the end of its stderr:',
      '  | first line',
      '  | second line',
      '  run it again     npx cotangent replay tridiagonal-solve/adjoint:1718203:0',
    ])
  })

  it('has the options that were sent', () => {
    const sent = { ...hung.fault!, options: { flavour: 'vanilla' } }
    const text = problem({ ...hung, fault: sent }, context).join('\n')
    expect(text).toContain('with:  dl [1]  flavour "vanilla"')
  })

  it('cuts a long stderr at its start', () => {
    const stderr = Array.from({ length: 30 }, (_, i) => `line ${i}`).join('\n')
    const lines = problem({ ...hung, fault: { ...hung.fault!, stderr } }, context)
    expect(lines).toContain('  the end of its stderr (20 lines before it):')
    expect(lines).toContain('  | line 29')
    expect(lines).not.toContain('  | line 19')
  })
})
