/**
 * The laws against the corpus of planted bugs (`test/mutants`): every law that is named there catches the
 * mutant, by one of its own clauses, with a short counterexample that replays in one run.
 */
import { afterAll, describe, expect, it } from 'vitest'
import { operators } from '../impl/index.ts'
import { inProcessPort } from '../ports/index.ts'
import { mutants } from '../test/mutants/index.ts'
import type { Mutant } from '../test/mutants/mutant.ts'
import { type Check, checksOf, type Finding, laws, runCheck } from './index.ts'

/** Two keep all tests within minutes; add more after a change of the draws. Against an oracle, which takes its time, one where no hint is waited for. */
const seeds = [1, 2]
const seedsOf = ({ hint }: Mutant, { law }: Check): readonly number[] =>
  hint === undefined && (law === 'exact' || law === 'kinks') ? seeds.slice(0, 1) : seeds
/** Several times the default of the command; most fall within ten. */
const runs = 400

const description = await inProcessPort(operators).describe()
const checks = checksOf(description)

/** A mutant may have a state, so each run gets one of its own. */
const judge = (mutant: Mutant, check: Check, seed: number, path?: string): Promise<Finding> =>
  runCheck(inProcessPort(mutant.plant(operators)), description, check, {
    seed,
    runs,
    ...(path === undefined ? {} : { path }),
  })

/** The checks of the mutant's operators that must catch it. */
const dueChecks = ({ operators, caughtBy }: Mutant): readonly Check[] =>
  checks.filter(({ id, operator }) => operators.includes(operator) && caughtBy.includes(id.slice(operator.length + 1)))

const numbersIn = ({ violation }: Finding): number[] => Object.values(violation!.input).flatMap((array) => [...array])

interface Kill {
  readonly mutant: Mutant
  readonly finding: Finding
}
const kills: Kill[] = []

describe.each(mutants)('$id', (mutant) => {
  const due = dueChecks(mutant)

  it(`is caught: ${mutant.wrong}`, async () => {
    expect(due.map(({ id, operator }) => id.slice(operator.length + 1)).toSorted()).toEqual(mutant.caughtBy.toSorted())
    const hints: (string | undefined)[] = []
    for (const check of due) {
      for (const seed of seedsOf(mutant, check)) {
        const finding = await judge(mutant, check, seed)
        expect(finding, `${check.id}, seed ${seed}`).toMatchObject({ status: 'fail' })
        expect(finding.clauses).toContain(finding.violation!.clause)
        if (check.law === 'exact') hints.push(finding.violation!.hint)
        kills.push({ mutant, finding })
        if (seed === seeds[0] && mutant.remembers === undefined) {
          const replayed = await judge(mutant, check, seed, finding.path)
          expect(replayed.cases).toBe(1)
          expect(replayed.violation).toMatchObject({ where: finding.violation!.where, input: finding.violation!.input })
        }
      }
    }
    if (mutant.hint !== undefined) expect(hints.join('\n')).toContain(mutant.hint)
  })
})

describe('the corpus', () => {
  it('has every id once', () => {
    const ids = mutants.map(({ id }) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  it.each(laws.map(({ id }) => [id]))('has two mutants or more for %s', (law) => {
    const caught = mutants.filter(({ caughtBy }) => caughtBy.some((suffix) => suffix.split('/')[0] === law))
    expect(caught.length).toBeGreaterThanOrEqual(2)
  })
})

/** Bugs that need long input, or show in the last digits alone, have no short counterexample. */
describe('counterexamples', () => {
  it('are short', () => {
    const counts = kills
      .filter(({ mutant }) => mutant.rows === undefined)
      .map(({ finding }) => numbersIn(finding).length)
      .toSorted((a, b) => a - b)
    expect(counts.length).toBeGreaterThan(200)
    expect(counts[Math.floor(counts.length / 2)]).toBeLessThanOrEqual(8)
    expect(counts[Math.floor(counts.length * 0.8)]).toBeLessThanOrEqual(14)
    expect(counts[Math.floor(counts.length * 0.97)]).toBeLessThanOrEqual(32)
  })

  it('are of short numbers', () => {
    const lengths = kills
      .map(({ finding }) => Math.max(0, ...numbersIn(finding).map((x) => `${x}`.length)))
      .toSorted((a, b) => a - b)
    expect(lengths[Math.floor(lengths.length * 0.9)]).toBeLessThanOrEqual(6)
  })
})

afterAll(() => {
  const worst = kills.toSorted((a, b) => numbersIn(b.finding).length - numbersIn(a.finding).length).slice(0, 3)
  const shown = worst.map(({ mutant, finding }) => `${mutant.id} by ${finding.check}: ${numbersIn(finding).length}`)
  console.info(`${kills.length} kills; the longest counterexamples: ${shown.join(', ')}`)
})
