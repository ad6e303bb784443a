import { describe, expect, it } from 'vitest'
import { checkFor, doubled, findingFor } from '../fixtures/findings.ts'
import { linePerOperator, movingLine, type ProgressSettings } from './progress.ts'

const checks = [
  checkFor('tridiagonal-solve', 'exact', 'pullback'),
  checkFor('tridiagonal-solve', 'adjoint'),
  { ...checkFor('locate', 'adjoint'), unsupported: 'no pullback' },
]

/** Settings with a clock that is set by hand and what was written. */
function trial(): { settings: ProgressSettings; written: string[]; clock: { milliseconds: number } } {
  const written: string[] = []
  const clock = { milliseconds: 0 }
  const settings = {
    checks,
    casesOf: () => 1000,
    write: (text: string) => written.push(text),
    now: () => clock.milliseconds,
  }
  return { settings, written, clock }
}

describe('movingLine', () => {
  it('is one line with operator, law, cases and the time left', () => {
    const { settings, written, clock } = trial()
    const progress = movingLine(settings, 80)
    progress.running('tridiagonal-solve/exact/pullback', 100)
    clock.milliseconds = 4000
    progress.running('tridiagonal-solve/exact/pullback', 500)
    expect(written).toEqual([
      '\r\u001b[2Ktridiagonal-solve · exact pullback · 100 cases',
      '\r\u001b[2Ktridiagonal-solve · exact pullback · 500 cases · 15 s left',
    ])
    progress.end()
    expect(written.at(-1)).toBe('\r\u001b[2K')
    expect(written.join('')).not.toContain('\n')
  })

  it('counts finished checks, and those under way at the same time', () => {
    const { settings, written } = trial()
    const progress = movingLine(settings, 80)
    progress.done(findingFor(checks[0], { cases: 1000 }))
    progress.running('tridiagonal-solve/adjoint', 234)
    expect(written.at(-1)).toContain('tridiagonal-solve · adjoint · 1 234 cases')
  })

  it('counts down where a time is given, and never leaves its line', () => {
    const { settings, written, clock } = trial()
    const progress = movingLine({ ...settings, seconds: 60 }, 30)
    clock.milliseconds = 20_000
    progress.running('tridiagonal-solve/exact/pullback', 1)
    expect(written[0].length).toBe('\r\u001b[2K'.length + 29)
    const wide = movingLine({ ...settings, seconds: 60 }, 80)
    clock.milliseconds = 30_000
    wide.running('tridiagonal-solve/exact/pullback', 1)
    expect(written.at(-1)).toContain('50 s left')
  })

  it('erases nothing where nothing was shown', () => {
    const { settings, written } = trial()
    movingLine(settings, 80).end()
    expect(written).toEqual([])
  })
})

describe('linePerOperator', () => {
  it('writes a line once all checks of an operator are done', () => {
    const { settings, written } = trial()
    const progress = linePerOperator(settings)
    progress.done(findingFor(checks[1], { cases: 1000, milliseconds: 1500 }))
    expect(written).toEqual([])
    progress.done(doubled)
    expect(written).toEqual(['✗ tridiagonal-solve: 1 of 2 checks pass, 1 009 cases, 1.8 s\n'])
    progress.done(findingFor(checks[2], { status: 'unsupported', cases: 0 }))
    expect(written[1]).toBe('– locate: unsupported\n')
    progress.end()
    expect(written).toHaveLength(2)
  })

  it('owns up to checks that never came', () => {
    const { settings, written } = trial()
    const progress = linePerOperator(settings)
    progress.done(findingFor(checks[1], { cases: 1000, milliseconds: 1500 }))
    progress.end()
    expect(written).toEqual(['! tridiagonal-solve: 1 of 2 checks pass, 1 000 cases, 1.5 s\n'])
  })
})
