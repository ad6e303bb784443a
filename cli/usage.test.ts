import { describe, expect, it } from 'vitest'
import { closest, didYouMean } from './usage.ts'

const operators = ['tridiagonal', 'tridiagonal-multiply', 'tridiagonal-solve', 'locate']

describe('closest', () => {
  it('finds what differs by a few letters, whatever the case', () => {
    expect(closest('tridiagonal-sove', operators)[0]).toBe('tridiagonal-solve')
    expect(closest('LOCAT', operators)).toEqual(['locate'])
    expect(closest('tri-9', ['TRI-8', 'TRI-9', 'NUM-1'])[0]).toBe('TRI-9')
  })

  it('finds what contains the word', () => {
    expect(closest('solve', operators)).toEqual(['tridiagonal-solve'])
  })

  it('finds nothing where nothing is near', () => {
    expect(closest('zzzzzz', operators)).toEqual([])
    expect(didYouMean('zzzzzz', operators)).toBe('')
  })
})

describe('didYouMean', () => {
  it('is a clause to put behind a message', () => {
    expect(didYouMean('locat', operators)).toBe(' (did you mean locate?)')
  })
})
