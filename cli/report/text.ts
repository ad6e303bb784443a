/** Text for people: colour that only underlines what the words say, short numbers, lines of at most 80 columns. */
import type { Numbers } from '../../properties/law.ts'

export const width = 80

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow'
export type Paint = (style: Style, text: string) => string

const codes: Readonly<Record<Style, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
}

/** Colour on a terminal only, and not where NO_COLOR is set to anything. */
export function paintFor(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv = process.env): Paint {
  if (!stream.isTTY || env.NO_COLOR || env.TERM === 'dumb') return plain
  return (style, text) => `\u001b[${codes[style][0]}m${text}\u001b[${codes[style][1]}m`
}

export const plain: Paint = (_, text) => text

/** A stability factor in at most five characters. */
export function formatK(K: number): string {
  if (Number.isNaN(K)) return 'NaN'
  if (K === Number.POSITIVE_INFINITY) return '∞'
  if (K === 0) return '0'
  if (K < 0.01) return '<0.01'
  if (K < 1) return K.toFixed(2)
  if (K < 10) return K.toFixed(1)
  if (K < 9999.5) return K.toFixed(0)
  return K.toExponential(0).replace('+', '')
}

/** The shortest decimal that reads back as the same double; −0 keeps its sign. */
export function formatNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : `${value}`
}

/** 18400 → 18 400 */
export function formatCount(count: number): string {
  return `${Math.round(count)}`.replace(/\B(?=(\d{3})+$)/g, ' ')
}

export function formatDuration(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`
  if (seconds < 119.5) return `${seconds.toFixed(0)} s`
  return `${(seconds / 60).toFixed(0)} min`
}

/** Up to so many entries an array is printed as it is. */
const plainEntries = 8
/** Of a longer one, equal neighbours are counted, and so many items are printed before the rest is only counted. */
const shownItems = 6
/** Fewer equal neighbours than this are no shorter when they are counted. */
const shortestRun = 3

/** `[1, 2, 3]`; where it is long `[0 ×12]` or `[1, 2, 3, 4, 5, 6, … 4096 in all]`. `--json` has every entry. */
export function formatArray(values: ArrayLike<number>): string {
  if (values.length <= plainEntries) return `[${Array.from(values, formatNumber).join(', ')}]`
  const items = runsOf(values).flatMap(({ value, length }) =>
    length < shortestRun ? Array.from({ length }, () => formatNumber(value)) : [`${formatNumber(value)} ×${length}`],
  )
  const rest = items.length > plainEntries ? `, … ${values.length} in all` : ''
  return `[${items.slice(0, rest === '' ? undefined : shownItems).join(', ')}${rest}]`
}

/** Neighbours that are the same double, taken together. */
function runsOf(values: ArrayLike<number>): readonly { readonly value: number; readonly length: number }[] {
  const runs: { value: number; length: number }[] = []
  for (const value of Array.from(values)) {
    const last = runs.at(-1)
    if (last !== undefined && Object.is(last.value, value)) last.length++
    else runs.push({ value, length: 1 })
  }
  return runs
}

/** `dl [1]`, `d [2, 1]`, … */
export function formatArrays(arrays: Numbers): readonly string[] {
  return Object.entries(arrays).map(([name, values]) => `${name} ${formatArray(values)}`)
}

/** Items side by side with a gap between, as many on a line as fit; a line starts with `indent`. */
export function flow(items: readonly string[], indent: string, gap = '  '): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const item of items) {
    if (line !== '' && indent.length + line.length + gap.length + item.length > width) {
      lines.push(indent + line)
      line = item
    } else {
      line = line === '' ? item : line + gap + item
    }
  }
  return line === '' ? lines : [...lines, indent + line]
}

/** Words of a text on lines that fit. */
export function wrap(text: string, indent: string): readonly string[] {
  return flow(text.split(/\s+/).filter(Boolean), indent, ' ')
}

/** Two texts at the two ends of a line; on two lines where they do not fit on one. */
export function ends(left: string, right: string): string {
  const space = width - left.length - right.length
  return space >= 2 ? left + ' '.repeat(space) + right : `${left}\n${right.padStart(width)}`
}

/** `1 check`, `2 checks` */
export function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`
}
