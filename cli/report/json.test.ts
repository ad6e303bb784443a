import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { PortFault } from '../../spec/port.ts'
import { doubled, findingFor, hung } from '../fixtures/findings.ts'
import { findingLine, footerLine, refusalLine } from './json.ts'
import type { Run } from './report.ts'

const check = { id: doubled.check, operator: doubled.operator, law: doubled.law }
const port = { name: 'p', version: '1', language: 'C', operators: {} }
const run: Run = { version: '0.1.0', port, seed: 1, seconds: 2, checks: [check], findings: [doubled], troubles: [] }

/** What is written, as a reader gets it. */
const read = (line: string): Record<string, unknown> => JSON.parse(line)

describe('a finding', () => {
  it('is one line of JSON with the token where there is a case', () => {
    expect(findingLine(doubled)).toMatch(/^\{.*\}\n$/)
    expect(read(findingLine(doubled))).toEqual({ ...doubled, replay: `${doubled.check}:1718203:4:0:1` })
    expect(read(findingLine(hung))).toMatchObject({ status: 'fault', replay: `${hung.check}:1718203:0` })
    expect(read(findingLine(findingFor(check)))).not.toHaveProperty('replay')
  })

  it('keeps every entry, and writes what JSON has no number for as strings', () => {
    const input = { d: Array.from({ length: 50 }, (_, i) => i), b: [Number.NaN, -0] }
    const violation = { ...doubled.violation!, K: Number.POSITIVE_INFINITY, input }
    const line = findingLine({ ...doubled, largestK: { dl: Number.POSITIVE_INFINITY }, violation })
    expect(read(line)).toMatchObject({
      largestK: { dl: 'Infinity' },
      violation: { K: 'Infinity', input: { d: input.d, b: ['NaN', -0] } },
    })
  })
})

describe('the footer', () => {
  it('has the counts, the verdict and the exit code', () => {
    expect(read(footerLine(run))).toMatchObject({
      footer: { port: { name: 'p' }, seed: 1, expected: 1, actual: 1, failed: 1, passed: 0, exit: 1 },
    })
  })

  it('is all there is of a port that does not say what it supports', () => {
    const fault = { kind: 'crash' as const, message: 'm', stderr: 's' }
    expect(read(refusalLine(new PortFault(fault.kind, fault.message, fault.stderr)))).toEqual({
      footer: { expected: 0, actual: 0, fault, exit: 3 },
    })
  })
})

describe('the README', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const [, section] = /\n### What `--json` prints\n(.*?)\n##/s.exec(readme) ?? ['', '']
  const documented = (table: string): readonly string[] =>
    table
      .split('\n')
      .flatMap((row) => (/^\| `/.test(row) ? [...row.split('|')[1].matchAll(/`(\w+)`/g)] : []).map(([, name]) => name))

  it('has every member and no other', () => {
    const [finding, footer] = section.split('`footer`:')
    const fails = Object.keys(read(findingLine({ ...doubled, map: 'pullback' })))
    const faults = Object.keys(read(findingLine(hung)))
    expect(new Set(documented(finding))).toEqual(new Set([...fails, ...faults, 'unsupported']))
    const whole = read(footerLine({ ...run, cutOff: 'interrupted' })).footer as object
    const refused = read(refusalLine(new PortFault('crash', 'm'))).footer as object
    expect(new Set(documented(footer))).toEqual(new Set([...Object.keys(whole), ...Object.keys(refused)]))
  })
})
