import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogue, entryOf } from '../../spec/catalogue.ts'
import { checkCall, resolveOptions } from '../../spec/contract.ts'
import { entryFor, lengthOf, oracleSize } from '../../spec/entry.ts'
import { mapNames } from '../../spec/operator.ts'
import type { OperatorSupport } from '../../spec/port.ts'
import type { Case } from '../law.ts'
import { cases, type Draw, exampleCase, longest, smallestDrawn } from './cases.ts'

const support: OperatorSupport = { maps: mapNames }
const draw = (rest: Partial<Draw> = {}): Draw => ({
  places: 'any',
  lengths: 'any',
  systems: 'any',
  maxLength: longest,
  support,
  ...rest,
})

const entries = catalogue.map((entry) => [entry.name, entry] as const)
const spline = entryOf('quadratic-spline')!
const solve = entryOf('tridiagonal-solve')!

const numbersIn = ({ arguments: args, tangents, cotangent }: Case): number[] => [
  ...Object.values(args).flat(),
  ...Object.values(tangents).flat(),
  ...cotangent,
]

describe.each(entries)('cases of %s', (_, entry) => {
  it.each(['any', 'smooth', 'knots'] as const)('fulfil the contract, queries %s', (places) => {
    fc.assert(
      fc.property(cases(entry, draw({ places })), (input) => {
        const { arguments: args, options, tangents, cotangent } = input
        for (const map of mapNames) {
          if (entry.clauses[map] !== undefined) checkCall(entry, map, args, options, { tangents, cotangent })
        }
      }),
      { numRuns: 60 },
    )
  })

  it('are as small as the oracle wants them, and reach its size', () => {
    const drawn = fc.sample(cases(entry, draw({ lengths: 'oracle' })), { numRuns: 200, seed: 1 })
    const first = entry.arguments.find(({ length }) => length === 'n')!.name
    const lengths = drawn.map(({ arguments: args }) => args[first].length)
    expect(Math.min(...lengths)).toBe(smallestDrawn(entry))
    expect(Math.max(...lengths)).toBe(entry.oracleSize ?? oracleSize)
  })

  it('are no longer than asked', () => {
    fc.assert(
      fc.property(cases(entry, draw({ maxLength: 5 })), ({ arguments: args, cotangent }) =>
        [...Object.values(args), cotangent].every(({ length }) => length <= 5),
      ),
      { numRuns: 100 },
    )
  })

  it('shrink to the smallest, of short numbers', () => {
    const { counterexample } = fc.check(
      fc.property<[Case]>(cases(entry, draw()), () => false),
      { seed: 3 },
    )
    const [smallest] = counterexample!
    for (const { name, length } of entryFor(entry, resolveOptions(entry, smallest.options)).arguments) {
      expect(smallest.arguments[name]).toHaveLength(lengthOf(length, smallestDrawn(entry), 0))
    }
    expect(numbersIn(smallest).every((x) => `${x}`.length <= 2)).toBe(true)
  })
})

describe('cases', () => {
  it('are long now and then', () => {
    const drawn = fc.sample(cases(solve, draw()), { numRuns: 400, seed: 1 }).map(({ cotangent }) => cotangent.length)
    expect(Math.max(...drawn)).toBeGreaterThan(1000)
    expect(drawn.filter((n) => n > oracleSize).length).toBeGreaterThan(20)
    expect(drawn.filter((n) => n <= oracleSize).length).toBeGreaterThan(250)
  })

  it('shrink from long to just long enough', () => {
    const broken = fc.property(cases(solve, draw()), ({ cotangent }) => cotangent.length <= 20)
    const { counterexample } = fc.check(broken, { seed: 3, numRuns: 1000 })
    expect(counterexample![0].cotangent).toHaveLength(21)
  })

  it('hold queries in range where extrapolation is none, on either side', () => {
    const sides = new Set<string>()
    fc.assert(
      fc.property(cases(spline, draw({ lengths: 'oracle' })), ({ arguments: { knots, queries }, options }) => {
        const { extrapolation = 'none' } = options
        const { left, right } =
          typeof extrapolation === 'object' ? extrapolation : { left: extrapolation, right: extrapolation }
        const [low, high] = [knots[0], knots[knots.length - 1]]
        if (queries.some((q) => q < low)) sides.add('left')
        if (queries.some((q) => q > high)) sides.add('right')
        if (left === 'none') expect(queries.every((q) => q >= low)).toBe(true)
        if (right === 'none') expect(queries.every((q) => q <= high)).toBe(true)
      }),
      { numRuns: 300, seed: 1 },
    )
    expect(sides.size).toBe(2)
  })

  it('take options that the port takes, and leave a default out now and then', () => {
    const narrow = draw({ support: { maps: mapNames, options: { extrapolation: ['none'] } } })
    const drawn = fc
      .sample(cases(spline, narrow), { numRuns: 100, seed: 1 })
      .map(({ options }) => options.extrapolation)
    const kinds = new Set(drawn.map((value) => (typeof value === 'object' ? JSON.stringify(value) : value)))
    expect([...kinds].toSorted()).toEqual(['none', '{"left":"none","right":"none"}', undefined])
  })

  it('move the arguments alone that the port differentiates in', () => {
    const narrow = draw({ support: { maps: mapNames, differentiable: ['b'] } })
    for (const { tangents } of fc.sample(cases(solve, narrow), 20)) expect(Object.keys(tangents)).toEqual(['b'])
  })

  it('hold ties, where that is asked for: equal, level and opposite chords', () => {
    const entry = entryOf('makima')!
    const drawn = fc.sample(cases(entry, draw({ lengths: 'oracle', data: 'ties' })), { numRuns: 200, seed: 1 })
    const tied = drawn.filter(({ arguments: args, options }) => entry.switches!(args, options).includes(0))
    expect(tied.length).toBeGreaterThan(100)
    const chords = drawn.flatMap(({ arguments: { values } }) => values.slice(1).map((u, i) => u - values[i]))
    expect(chords.every(Number.isInteger)).toBe(true)
    expect(chords.filter((chord) => chord === 0).length).toBeGreaterThan(40)
  })

  it('hold zeros, both signs and more than a few magnitudes', () => {
    const numbers = fc.sample(cases(solve, draw({ lengths: 'oracle' })), { numRuns: 200, seed: 1 }).flatMap(numbersIn)
    const share = (has: (x: number) => boolean): number => numbers.filter(has).length / numbers.length
    expect(share((x) => x === 0)).toBeGreaterThan(0.03)
    expect(share((x) => x === 0)).toBeLessThan(0.3)
    expect(share((x) => x < 0)).toBeGreaterThan(0.25)
    expect(share((x) => Math.abs(x) > 1e6)).toBeGreaterThan(0.005)
  })
})

describe('exampleCase', () => {
  it.each(entries)('of %s fulfils the contract', (_, entry) => {
    const { arguments: args, options, tangents, cotangent } = exampleCase(entry)
    for (const map of mapNames) {
      if (entry.clauses[map] !== undefined) checkCall(entry, map, args, options, { tangents, cotangent })
    }
  })
})
