import { describe, expect, it } from 'vitest'
import type { Check, Finding } from '../../properties/law.ts'
import { checkFor, doubled, findingFor, hung } from '../fixtures/findings.ts'
import { type Verdict, verdictOf } from './verdict.ts'

const checks = [
  checkFor('tridiagonal-solve', 'exact', 'pullback'),
  checkFor('tridiagonal-solve', 'adjoint'),
  checkFor('locate', 'exact', 'primal'),
]
const verdict = (checks: readonly Check[], findings: readonly Finding[], part?: string): Verdict =>
  verdictOf({ checks, findings, ...(part === undefined ? {} : { part }) })
const passes = checks.map((check) => findingFor(check))
const unsupported = checks.map((check) => findingFor(check, { status: 'unsupported', cases: 0 }))

describe('verdictOf', () => {
  it('is 0 where every supported check passes', () => {
    expect(verdict(checks, passes)).toMatchObject({ exitCode: 0, passed: 3, cases: 300, notRun: 0 })
    expect(verdict(checks, [passes[0], passes[1], unsupported[2]]).exitCode).toBe(0)
  })

  it('is 1 for a violation, whatever else there is', () => {
    expect(verdict(checks, [doubled, hung]).exitCode).toBe(1)
  })

  it('is 3 for a fault, for a lost check, for a pass without a case, and where nothing was judged', () => {
    expect(verdict(checks, [passes[0], hung, passes[2]]).exitCode).toBe(3)
    expect(verdict(checks, passes.slice(1))).toMatchObject({ exitCode: 3, notRun: 1 })
    const empty = findingFor(checks[0], { cases: 0 })
    expect(verdict(checks, [empty, passes[1], passes[2]])).toMatchObject({ exitCode: 3, passed: 2, notRun: 1 })
    expect(verdict(checks, unsupported)).toMatchObject({ exitCode: 3, unsupported: 3 })
    expect(verdict([], []).exitCode).toBe(3)
  })
  it('is 0 for a part in which there is nothing to do, and for no other reason', () => {
    expect(verdict([], [], '3/50').exitCode).toBe(0)
    expect(verdict(checks, unsupported, '3/50').exitCode).toBe(0)
    expect(verdict(checks, [hung, unsupported[1], unsupported[2]], '3/50').exitCode).toBe(3)
    expect(verdict(checks, unsupported.slice(1), '3/50').exitCode).toBe(3)
    expect(verdict(checks, [doubled], '3/50').exitCode).toBe(1)
  })
})
