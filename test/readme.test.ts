/**
 * Holds the README to what the project does: its table to the catalogue, its commands to the scripts and to
 * runs of them, its quoted finding to the finding itself. Its TypeScript runs in `examples.test.ts`, but for
 * what needs a test runner of its own, which runs here.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { comparisonPlans } from '../bench/comparisons.ts'
import { rowHead } from '../bench/report.ts'
import { operators } from '../impl/index.ts'
import { inProcessPort } from '../ports/index.ts'
import { checksOf } from '../properties/index.ts'
import { parseExamples } from '../spec/chapters.ts'
import { catalogue } from '../spec/index.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const readme = readFileSync(`${root}README.md`, 'utf8')
const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
const ci = readFileSync(`${root}.ci/run`, 'utf8')

function cotangent(...args: readonly string[]): { status: number | null; stdout: string } {
  return spawnSync(process.execPath, [`${root}dist/cli/main.js`, ...args], { cwd: root, encoding: 'utf8' })
}

describe('the table', () => {
  it('has every operator that is no integral, with its limits and the number of its checks', async () => {
    const checks = checksOf(await inProcessPort(operators).describe())
    for (const { name, limits, clauses } of catalogue.filter(({ integralOf }) => integralOf === undefined)) {
      const row = readme.split('\n').find((line) => line.startsWith(`${name} `))
      const shown = (['primal', 'pushforward', 'pullback'] as const).map((map) =>
        clauses[map] === undefined ? '–' : expect.stringMatching(new RegExp(`^[\\d.]+/${limits[map]}$`)),
      )
      const count = checks.filter(({ operator }) => operator === name).length
      expect(row?.trim().split(/\s+/)).toEqual([name, ...shown, `${count}/${count}`, '✓'])
    }
    expect(readme).toContain(`all ${checks.length} checks pass`)
  })
})

describe('the commands', () => {
  it('the two that suffice are scripts, and CI runs them', () => {
    const commands = [...readme.matchAll(/^npm ci && npm (?:run )?(\w+)/gm)].map(([, script]) => script)
    expect(commands).toEqual(['verify', 'test'])
    for (const script of commands) expect(scripts).toHaveProperty(script)
    expect(ci).toMatch(/^npm ci$/m)
    expect(ci).toMatch(/^npm run verify$/m)
    expect(ci).toMatch(/^npm test /m)
  })

  it.each(['verify', 'replay', 'explain', 'serve'])('cotangent %s is there', (command) => {
    expect(readme).toContain(`| \`cotangent ${command}`)
    expect(cotangent(command, '--help').status).toBe(0)
  })

  it('verify has the options that are named', () => {
    const help = cotangent('verify', '--help').stdout
    for (const [option] of readme.matchAll(/--(?:json|shard|bail|runs|seed|time|operators|laws|port|reference)\b/g)) {
      expect(help).toContain(option)
    }
  })

  it('the port in Python conforms, and lies in the package where it is said to', () => {
    const [, port] = readme.match(/^npx cotangent verify --port "(.*)"$/m)!
    const [, installed] = readme.match(/`node_modules\/cotangent\/(\S+)`/)!
    expect(port).toBe(`python3 ${installed}`)
    const { status, stdout } = cotangent('verify', '--port', port, '--runs', '4', '--seed', '1')
    expect(stdout).toContain('conforms')
    expect(status).toBe(0)
  }, 120_000)

  it('explains the clause that the finding names', () => {
    const [, clause] = readme.match(/npx cotangent explain (\S+)/)!
    const { status, stdout } = cotangent('explain', clause)
    expect(status).toBe(0)
    expect(stdout).toContain(clause)
  })
})

it('the quoted finding is what verify says of swapped cotangents', () => {
  const port = `node ${root}cli/fixtures/port.mjs swapped`
  const run = ['--operators', 'tridiagonal-solve', '--laws', 'exact', '--seed', '11']
  const { status, stdout } = cotangent('verify', '--port', port, ...run)
  const [, quoted] = readme.match(/```\n(✗ [\s\S]*?)```/)!
  expect(status).toBe(1)
  expect(stdout).toContain(quoted.trim())
}, 120_000)

describe('the laws in a test runner', () => {
  const [{ code }] = parseExamples('README.md', readme).filter(({ code }) => code.includes("'node:test'"))

  /** From a string, in this folder, the package can be imported by its own name. */
  function node(source: string): { status: number | null; stdout: string } {
    const quick = source.replace('runs: 100', 'runs: 10')
    return spawnSync(process.execPath, ['--input-type=module', '--eval', quick], { cwd: root, encoding: 'utf8' })
  }

  it('pass', async () => {
    const description = await inProcessPort({ 'tridiagonal-solve': operators['tridiagonal-solve'] }).describe()
    const due = checksOf(description).filter(({ unsupported }) => unsupported === undefined).length
    const { status, stdout } = node(code)
    expect(stdout).toMatch(new RegExp(`^\\S+ pass ${due}$`, 'm'))
    expect(stdout).toMatch(/^\S+ fail 0$/m)
    expect(status).toBe(0)
  })

  it('fail where the operator is wrong', () => {
    const planted = '{ ...operators[$1], pushforward: ({ b }) => b }'
    const { status, stdout } = node(code.replace(/operators\[('[^']+')\]/, planted))
    expect(stdout).toMatch(/exact\/pushforward/)
    expect(status).toBe(1)
  })
})

it('the bench has the rows that are quoted, under the same head', () => {
  const [, only] = readme.match(/npm run bench -- --only "(.*)"/)!
  const [, quoted] = readme.match(/^(ratio of times[\s\S]*?)\n```$/m)!
  const [head, ...rows] = quoted.split('\n')
  expect(head).toBe(rowHead())
  const names = comparisonPlans([], [], undefined).map(({ name }) => name)
  expect(rows.map((row) => row.split(/ {2,}/)[0])).toEqual(names.filter((name) => new RegExp(only).test(name)))
})
