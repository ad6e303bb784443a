import { describe, expect, it } from 'vitest'
import type { Finding } from '../../properties/law.ts'
import { checkFor, doubled, findingFor, hung } from '../fixtures/findings.ts'
import { type Run, report } from './report.ts'
import { plain, width } from './text.ts'

const checks = [
  checkFor('tridiagonal-solve', 'exact', 'pullback'),
  checkFor('tridiagonal-solve', 'adjoint'),
  checkFor('locate', 'exact', 'primal'),
]
const passes = checks.map((check) => findingFor(check))

function reportOf(findings: readonly Finding[], more: Partial<Run> = {}): string {
  const port = { name: 'numpy-splines', version: '2.3', language: 'Python 3.11', operators: { locate: { maps: [] } } }
  const run = { version: '0.1.0', port, seed: 1718203, seconds: 41, checks, findings, troubles: [], ...more }
  return report(run, { titleOf: (law) => law, flags: '', paint: plain })
}
const lastLine = (text: string): string | undefined => text.trimEnd().split('\n').at(-1)

describe('report', () => {
  it('opens with version, port, seed, time and cases', () => {
    expect(reportOf(passes).split('\n').slice(0, 2)).toEqual([
      'cotangent 0.1.0 · port numpy-splines 2.3 (Python 3.11) · seed 1718203 · 41 s',
      '300 cases',
    ])
  })

  it('ends with what it comes to', () => {
    expect(lastLine(reportOf(passes))).toBe('conforms: all 3 checks pass')
    expect(lastLine(reportOf([doubled, passes[1], passes[2]]))).toBe('1 of 3 checks fails')
    expect(lastLine(reportOf([doubled, hung]))).toBe('1 of 3 checks fails · 1 could not be judged · 1 did not run')
    expect(lastLine(reportOf([passes[0], hung, passes[2]]))).toBe(
      '2 of 3 checks pass, none fails · 1 could not be judged',
    )
    expect(lastLine(reportOf([passes[0]], { cutOff: 'interrupted' }))).toBe(
      '1 of 3 checks pass, none fails · 2 did not run · cut off: interrupted',
    )
    expect(lastLine(reportOf([]))).toBe('nothing could be judged · 3 did not run')
  })

  it('says that there is nothing to do in an empty part, without a table', () => {
    const text = reportOf([], { checks: [], part: '3/50' })
    expect(lastLine(text)).toBe('conforms: nothing to do in part 3/50')
    expect(text).not.toContain('K/limit')
    expect(lastLine(reportOf([], { checks: [] }))).toBe('nothing could be judged')
  })

  it('counts unsupported operators, and single checks of the others', () => {
    const lacking = (i: number): Finding => findingFor(checks[i], { status: 'unsupported', cases: 0 })
    expect(lastLine(reportOf([passes[0], lacking(1), lacking(2)]))).toBe(
      'conforms: the one check passes · 1 operator unsupported · 1 check unsupported',
    )
    expect(lastLine(reportOf([lacking(0), lacking(1), lacking(2)]))).toBe(
      'nothing could be judged · 2 operators unsupported',
    )
  })

  it('puts violations before faults, in the order of the checks', () => {
    const text = reportOf([hung, passes[2], doubled])
    expect(text.indexOf('✗ tridiagonal-solve: exact')).toBeGreaterThan(0)
    expect(text.indexOf('✗ tridiagonal-solve: exact')).toBeLessThan(text.indexOf('! tridiagonal-solve: adjoint'))
  })

  it('prints a few faults in full and counts the others', () => {
    const many = Array.from({ length: 9 }, (_, i) => checkFor('tridiagonal-solve', `law-${i}`))
    const faults = many.map((check) => findingFor(check, { status: 'fault', ...(hung.fault && { fault: hung.fault }) }))
    const text = reportOf(faults, { checks: many })
    expect(text.match(/not judged: hang/g)).toHaveLength(3)
    expect(text).toContain('! and 6 more checks that could not be judged:')
    expect(text).toContain('tridiagonal-solve/law-8 (hang)')
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(width)
  })

  it('names operators that the catalogue has not, and trouble outside of the checks', () => {
    const port = { name: 'p', version: '1', language: 'C', operators: { 'no-such-spline': { maps: [] } } }
    const text = reportOf(passes, { port, troubles: ['a process died'] })
    expect(text).toContain('not in the catalogue, so not judged: no-such-spline')
    expect(text).toContain('! a process died')
  })
})
