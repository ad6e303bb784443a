/**
 * The Markdown of a chapter's prose for a terminal: paragraphs, lists and tables on lines of at most 80 columns,
 * without the marks of emphasis. Knows what the chapters use and no more: no nested list, no link, no quote.
 */
import { width, wrap } from '../report/text.ts'

/** Blocks with an empty line between, each line with an indent of two. */
export function prose(text: string): readonly string[] {
  const blocks = text === '' ? [] : text.split('\n\n')
  return blocks.flatMap((block, i) => [...(i > 0 ? [''] : []), ...blockLines(block)])
}

/** Without Markdown's emphasis; code keeps its backticks, which say that a word is meant as it stands. */
export const unmarked = (text: string): string => text.replace(/\*{1,2}([^\s*](?:[^*]*[^\s*])?)\*{1,2}/g, '$1')

const margin = '  '

function blockLines(block: string): readonly string[] {
  if (block.startsWith('|')) return tableLines(block.split('\n').map(cellsOf))
  if (bullet.test(block)) return block.split(/\n(?=(?:[-*]|\d+\.) )/).flatMap(itemLines)
  return wrap(unmarked(block), margin)
}

const bullet = /^(?:[-*]|\d+\.) +/

function itemLines(item: string): readonly string[] {
  const [mark] = bullet.exec(item)!
  const lines = wrap(unmarked(item.slice(mark.length)), margin + ' '.repeat(mark.length))
  return lines.map((line, i) => (i === 0 ? margin + mark + line.trimStart() : line))
}

const gap = '  '

/** Cells between bars; a bar behind a backslash is text. */
const cellsOf = (line: string): readonly string[] =>
  line
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => unmarked(cell.trim().replaceAll('\\|', '|')))

/** The second row is Markdown's rule between the head and the rest. */
function tableLines([head, , ...rows]: readonly (readonly string[])[]): readonly string[] {
  const widths = columnWidths([head, ...rows])
  const rule = widths.map((columns) => '─'.repeat(columns))
  const wrapped = rows.map((cells) => rowLines(cells, widths))
  // Rows of several lines need a line between them to be told apart.
  const isTall = wrapped.some((lines) => lines.length > 1)
  return [
    ...rowLines(head, widths),
    ...rowLines(rule, widths),
    ...wrapped.flatMap((lines, i) => (isTall && i > 0 ? ['', ...lines] : lines)),
  ]
}

/** As wide as the widest cell; where that is too much, the widest column gives way, down to its longest word. */
function columnWidths(rows: readonly (readonly string[])[]): readonly number[] {
  const cells = (column: number): readonly string[] => rows.map((row) => row[column] ?? '')
  const widest = (texts: readonly string[]): number => Math.max(...texts.map((text) => text.length))
  const widths = rows[0].map((_, column) => widest(cells(column)))
  const least = rows[0].map((_, column) => widest(cells(column).flatMap((cell) => cell.split(' '))))
  const space = width - margin.length - gap.length * (widths.length - 1)
  for (let excess = widths.reduce((sum, one) => sum + one, -space); excess > 0; excess--) {
    const slack = widths.map((one, column) => (one > least[column] ? one : 0))
    const column = slack.indexOf(Math.max(...slack))
    if (slack[column] === 0) break
    widths[column]--
  }
  return widths
}

function rowLines(cells: readonly string[], widths: readonly number[]): readonly string[] {
  const columns = widths.map((columns, i) => folded(cells[i] ?? '', columns))
  const height = Math.max(1, ...columns.map((lines) => lines.length))
  return Array.from({ length: height }, (_, line) =>
    (margin + columns.map((lines, i) => (lines[line] ?? '').padEnd(widths[i])).join(gap)).trimEnd(),
  )
}

/** Words on lines of so many columns; a longer word has a line of its own. */
function folded(text: string, columns: number): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(' ').filter(Boolean)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= columns) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
