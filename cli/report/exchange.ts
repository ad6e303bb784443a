/** Everything about one call to a port: what was asked, what was answered and what is due, number by number. */
import { CotangentError } from '../../spec/errors.ts'
import type { Arrays } from '../../spec/operator.ts'
import type { Exchange } from '../recording.ts'
import { flow, formatNumber, type Paint, wrap } from './text.ts'

/** `due` is the exact answer, or the error that is due, or nothing where none was computed. */
export function exchangeLines(
  { map, call, answer }: Exchange,
  due: Arrays | Error | undefined,
  paint: Paint,
): readonly string[] {
  const options = Object.entries(call.options).map(([name, value]) => `${name} ${JSON.stringify(value)}`)
  const tangents = Object.entries(call.tangents ?? {}).map(([name, values]) => line(`tangent of ${name}`, values))
  return [
    `  ${paint('bold', `${map} of ${call.operator}`)}${options.length === 0 ? '' : `, ${options.join(', ')}`}`,
    ...Object.entries(call.arguments).flatMap(([name, values]) => line(name, values)),
    ...tangents.flat(),
    ...(call.cotangent === undefined ? [] : line('cotangent', call.cotangent)),
    ...answers(map === 'pullback', answer, due),
  ]
}

function answers(isPullback: boolean, answer: Exchange['answer'], due: Arrays | Error | undefined): readonly string[] {
  const name = (key: string): string => (isPullback ? `cotangent of ${key}` : key)
  if (answer instanceof Error || due instanceof Error) {
    return [...wrap(`got ${said(answer)}`, '    '), ...(due === undefined ? [] : wrap(`expected ${said(due)}`, '    '))]
  }
  return Object.keys({ ...due, ...answer }).flatMap((key) => [
    ...(due?.[key] === undefined ? [] : line(`expected ${name(key)}`, due[key])),
    ...(answer[key] === undefined ? [] : line(`got ${name(key)}`, answer[key])),
  ])
}

function said(answer: Arrays | Error): string {
  if (answer instanceof CotangentError) return `the error ${answer.code}: ${answer.message}`
  return answer instanceof Error ? `no answer: ${answer.message}` : 'an answer'
}

/** No entry is left out here: who replays wants to see all of them. */
function line(name: string, values: ArrayLike<number>): readonly string[] {
  const [first, ...rest] = `[${Array.from(values, formatNumber).join(', ')}]`.split(' ')
  return flow([`${name} ${first}`, ...rest], '      ', ' ').map((text, i) => (i === 0 ? text.slice(2) : text))
}
