import { describe, expect, it } from 'vitest'
import { checkFor, findingFor } from './fixtures/findings.ts'
import { readToken, tokenOf } from './token.ts'
import { UsageError } from './usage.ts'

const check = checkFor('tridiagonal-solve', 'exact', 'pullback')
const tokenFor = (path: string): string => tokenOf(findingFor(check, { path, seed: -7 }))!

describe('a token', () => {
  it('has check, seed and path', () => {
    expect(tokenFor('4:0:1')).toBe('tridiagonal-solve/exact/pullback:-7:4:0:1')
    expect(tokenOf(findingFor(check))).toBeUndefined()
  })

  it('writes repeats short, and whole numbers only', () => {
    expect(tokenFor('5:3:3:3:1:11:1')).toBe(`${check.id}:-7:5:3x3:1:11:1`)
    expect(tokenFor('3:33:33')).toBe(`${check.id}:-7:3:33x2`)
    expect(tokenFor('1:1')).toBe(`${check.id}:-7:1x2`)
  })

  it.each(['0', '4:0:1', '1:1:1:2:2:3', '12:2:2:22:22:2', 'example'])('reads %s back', (path) => {
    expect(readToken(tokenFor(path))).toEqual({ check: check.id, seed: -7, path })
  })

  it.each([
    'exact',
    'exact:1',
    'exact:x:0',
    'Exact:1:0',
    'exact:1:0:',
    'exact:1:x3',
    'exact:1:3x',
    'exact:1:3x0',
    'exact:1:3x999999',
  ])('refuses %s', (text) => {
    expect(() => readToken(text)).toThrow(UsageError)
  })
})
