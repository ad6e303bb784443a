import { describe, expect, it } from 'vitest'
import { parseOptions } from './options.ts'

describe('parseOptions', () => {
  it('has defaults, and shorter ones for --quick', () => {
    expect(parseOptions([])).toMatchObject({
      suite: 'kernels',
      sizes: [64, 1e3, 1e4, 1e5, 1e6],
      knots: [64],
      seconds: 1,
      json: undefined,
      help: false,
    })
    expect(parseOptions(['--quick'])).toMatchObject({ sizes: [64, 1000], seconds: 0.2 })
    expect(parseOptions(['--quick', '--sizes', '5,2'])).toMatchObject({ sizes: [5, 2], knots: [5, 2], seconds: 0.2 })
  })

  it('takes the word autodiff', () => {
    expect(parseOptions(['autodiff', '--only', 'spline'])).toMatchObject({ suite: 'autodiff' })
  })

  it('matches row names without regard to case', () => {
    expect(parseOptions(['--only', 'c thomas']).only.test('solve / C Thomas')).toBe(true)
    expect(parseOptions([]).only.test('anything')).toBe(true)
  })

  it.each([
    [['--sizes', '64,x'], "got 'x'"],
    [['--sizes', ''], "got ''"],
    [['--sizes', '1'], "got '1'"],
    [['--sizes', '2.5'], "got '2.5'"],
    [['--seconds', '0'], "got '0'"],
    [['--seconds', 'soon'], "got 'soon'"],
    [['--only', '('], "got '('"],
    [['--fast'], 'fast'],
    [['fast'], 'fast'],
    [['autodiff', 'autodiff'], 'autodiff autodiff'],
  ])('refuses %j', (args, message) => {
    expect(() => parseOptions(args)).toThrow(message)
  })
})
