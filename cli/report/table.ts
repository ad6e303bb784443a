/**
 * The table of operators: for each map the largest stability factor K that was seen and its limit, for the
 * pullback also by argument, and how many laws passed. A sign and a word say what a colour says.
 */

import type { Check, Finding } from '../../properties/law.ts'
import { entryOf } from '../../spec/catalogue.ts'
import { differentiableArguments } from '../../spec/entry.ts'
import { type MapName, mapNames } from '../../spec/operator.ts'
import { flow, formatK, type Paint, width } from './text.ts'
import { isPass } from './verdict.ts'

/** What was asked and found of one operator. */
interface Row {
  readonly operator: string
  readonly checks: readonly Check[]
  readonly findings: readonly Finding[]
}

export function table(checks: readonly Check[], findings: readonly Finding[], paint: Paint): readonly string[] {
  const operators = [...new Set(checks.map((check) => check.operator))]
  const nameWidth = Math.max('operator'.length, ...operators.map((name) => name.length))
  const line = (...cells: readonly string[]): string =>
    [cells[0].padEnd(nameWidth), ...cells.slice(1, -1).map((cell, i) => cell.padEnd(columnWidths[i])), cells.at(-1)]
      .join('  ')
      .trimEnd()
  const header = [
    line('operator', ...mapNames, 'laws'),
    paint('dim', line('', ...mapNames.map(() => 'K/limit'), 'passed')),
  ]
  const rows = operators.flatMap((operator) => {
    const row: Row = {
      operator,
      checks: checks.filter((check) => check.operator === operator),
      findings: findings.filter((finding) => finding.operator === operator),
    }
    const { text, sign, notes } = lawsCell(row)
    const cells = mapNames.map((map) => mapCell(row, map))
    const whole = line(operator, ...cells, [text, notes].filter(Boolean).join(' '))
    const fits = whole.length <= width
    return [
      colourOf(sign, fits ? whole : line(operator, ...cells, text), paint),
      ...(fits ? [] : [`  ${notes}`]),
      ...byArgument(row).map((text) => paint('dim', text)),
    ]
  })
  return [...header, ...rows]
}

const columnWidths = mapNames.map((map) => Math.max(map.length, 8))

type Sign = '✓' | '✗' | '!' | '–'

function colourOf(sign: Sign, line: string, paint: Paint): string {
  const style = { '✓': 'green', '✗': 'red', '!': 'yellow', '–': undefined } as const
  const colour = style[sign]
  return colour === undefined ? line : line.replace(sign, paint(colour, sign))
}

/** `9/9 ✓`, `7/9 ✗ 2 fail`, `5/9 ! 4 faults`, `unsupported`. */
function lawsCell({ checks, findings }: Row): {
  readonly text: string
  readonly sign: Sign
  readonly notes: string
} {
  const count = (status: Finding['status']): number => findings.filter((finding) => finding.status === status).length
  const unsupported = count('unsupported')
  if (unsupported === checks.length) return { text: 'unsupported', sign: '–', notes: '' }
  const passed = findings.filter(isPass).length
  const failed = count('fail')
  const faults = count('fault')
  const judged = checks.length - unsupported
  const notRun = judged - passed - failed - faults
  const sign: Sign = failed > 0 ? '✗' : faults > 0 ? '!' : notRun > 0 ? '–' : '✓'
  const notes = [
    failed > 0 ? `${failed} fail` : '',
    faults > 0 ? `${faults} fault${faults === 1 ? '' : 's'}` : '',
    notRun > 0 ? `${notRun} not run` : '',
    unsupported > 0 ? `${unsupported} unsupported` : '',
  ].filter(Boolean)
  return { text: `${passed}/${judged} ${sign}`, sign, notes: notes.join(', ') }
}

/** `0.81/32`; a dash where nothing was measured. */
function mapCell(row: Row, map: MapName): string {
  const measured = Object.values(largestOf(row, map))
  const limit = entryOf(row.operator)?.limits[map]
  return measured.length === 0 || limit === undefined ? '–' : `${formatK(Math.max(...measured))}/${limit}`
}

/** For a pullback in more than one argument: `dl 1.9  d 2.0  du –  b 1.2`; a dash where nothing was measured. */
function byArgument(row: Row): readonly string[] {
  const largest = largestOf(row, 'pullback')
  const entry = entryOf(row.operator)
  const names = new Set([...(entry === undefined ? [] : differentiableArguments(entry)), ...Object.keys(largest)])
  if (names.size < 2 || Object.keys(largest).length === 0) return []
  return flow(
    Array.from(names, (name) => `${name} ${Object.hasOwn(largest, name) ? formatK(largest[name]) : '–'}`),
    '  ',
  )
}

/** The largest K by output or argument name, over every check of this map that measured one against its limit; that of a violation included. */
function largestOf({ findings }: Row, map: MapName): Readonly<Record<string, number>> {
  const largest: Record<string, number> = {}
  for (const finding of findings) {
    if (finding.map !== map || finding.limit === undefined) continue
    const { argument = map, K: violating } = finding.violation ?? {}
    const measured = Object.entries(finding.largestK)
    if (violating !== undefined) measured.push([argument, violating])
    for (const [name, K] of measured) largest[name] = larger(largest[name] ?? 0, K)
  }
  return largest
}

/** NaN is worse than any number. */
const larger = (a: number, b: number): number => (Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : Math.max(a, b))
