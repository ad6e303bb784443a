import { describe, expect, it } from 'vitest'
import { CotangentError } from '../../spec/errors.ts'
import type { Exchange } from '../recording.ts'
import { exchangeLines } from './exchange.ts'
import { plain, width } from './text.ts'

const asked: Exchange = {
  map: 'pullback',
  call: { operator: 'tridiagonal-solve', arguments: { d: [2], b: [-0] }, options: {}, cotangent: [1] },
  answer: { d: [0], b: [-0.5] },
}

describe('exchangeLines', () => {
  it('has every number that went to the port, came back, or should have', () => {
    expect(exchangeLines(asked, { d: [0], b: [0.5] }, plain)).toEqual([
      '  pullback of tridiagonal-solve',
      '    d [2]',
      '    b [-0]',
      '    cotangent [1]',
      '    expected cotangent of d [0]',
      '    got cotangent of d [0]',
      '    expected cotangent of b [0.5]',
      '    got cotangent of b [-0.5]',
    ])
  })

  it('has options and tangents, and no expectation where none was computed', () => {
    const call = { ...asked.call, options: { extrapolation: 'none' }, tangents: { b: [3] } }
    const lines = exchangeLines({ map: 'pushforward', call, answer: { tangent: [1] } }, undefined, plain)
    expect(lines[0]).toBe('  pushforward of tridiagonal-solve, extrapolation "none"')
    expect(lines).toContain('    tangent of b [3]')
    expect(lines.at(-1)).toBe('    got tangent [1]')
    expect(lines.join()).not.toContain('expected')
  })

  it('sets an error against an answer', () => {
    const error = new CotangentError('SINGULAR', 'no solution')
    const lines = exchangeLines({ ...asked, answer: error }, { d: [0], b: [0] }, plain)
    expect(lines.slice(-2)).toEqual(['    got the error SINGULAR: no solution', '    expected an answer'])
    expect(exchangeLines(asked, error, plain).slice(-2)).toEqual([
      '    got an answer',
      '    expected the error SINGULAR: no solution',
    ])
  })

  it('breaks long arrays and leaves nothing out', () => {
    const values = Array.from({ length: 100 }, (_, i) => i + 0.5)
    const lines = exchangeLines({ ...asked, answer: { d: values } }, undefined, plain)
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(width)
    expect(lines.join(' ')).toContain('99.5]')
  })
})
