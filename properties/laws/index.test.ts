/**
 * No law is there for nothing: each has a mutant that it alone catches, so that dropping the law would let
 * the bug pass. The built-in implementation passes them all.
 *
 * `kinks` holds nothing that `exact` does not; it draws where the other hardly ever does. Its mutant, which
 * needs four queries that are all knots, would be found by `exact` in some thousands of cases.
 */
import { describe, expect, it } from 'vitest'
import { operators } from '../../impl/index.ts'
import { inProcessPort } from '../../ports/index.ts'
import { mutants } from '../../test/mutants/index.ts'
import { checksOf, runCheck } from '../index.ts'
import { laws } from './index.ts'

const description = await inProcessPort(operators).describe()
const checks = checksOf(description)
const alone = mutants.filter(({ byNoOther }) => byNoOther === true)

const lawsOf = (caughtBy: readonly string[]): string[] => [...new Set(caughtBy.map((suffix) => suffix.split('/')[0]))]

describe('the built-in implementation', () => {
  it.each(laws.map(({ id }) => [id]))('passes %s', async (law) => {
    for (const check of checks.filter((one) => one.law === law)) {
      const finding = await runCheck(inProcessPort(operators), description, check, { seed: 20, runs: 10 })
      expect(finding).toMatchObject({ check: check.id, status: 'pass' })
      expect(finding.cases).toBeGreaterThanOrEqual(5)
    }
  })
})

describe.each(laws.map(({ id }) => [id]))('%s', (law) => {
  it('has a mutant that no other law catches', () => {
    expect(alone.filter(({ caughtBy }) => lawsOf(caughtBy).join() === law)).not.toEqual([])
  })
})

describe.each(alone)('$id', ({ operators: names, caughtBy, plant }) => {
  it(`is caught by ${lawsOf(caughtBy).join(' and ')} alone`, async () => {
    const others = checks.filter(({ operator, law }) => names.includes(operator) && !lawsOf(caughtBy).includes(law))
    for (const check of others) {
      const finding = await runCheck(inProcessPort(plant(operators)), description, check, { seed: 30, runs: 12 })
      expect(finding).toMatchObject({ check: check.id, status: 'pass' })
    }
  })
})
