import { describe, expect, test } from 'vitest'
import { entryFor } from './entry.ts'
import {
  catalogue,
  checkCall,
  differentiableArguments,
  type Entry,
  entryOf,
  lengthOf,
  mapNames,
  resolveOptions,
} from './index.ts'

const hasDerivatives = ({ clauses }: Entry): boolean => clauses.pullback !== undefined

/** Kinds whose clauses derive how the condition of the problem enters their limits. */
const illConditioned = ['lagrange-interpolation']

describe('the catalogue (OPR-6)', () => {
  test('has every operator once, under a stable name', () => {
    const names = catalogue.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/)
    for (const entry of catalogue) expect(entryOf(entry.name)).toBe(entry)
    expect(entryOf('no-such-operator')).toBeUndefined()
    expect(entryOf('toString')).toBeUndefined()
  })

  describe.each(catalogue)('$name', (entry) => {
    const { arguments: args, options, cotangent } = entry.example

    test('has an example that fulfils its contract, in all of its maps', () => {
      const extras = { tangents: hasDerivatives(entry) ? args : {}, cotangent }
      for (const map of mapNames) {
        if (entry.clauses[map] === undefined) continue
        const { n, m } = checkCall(entry, map, args, options, extras)
        if (hasDerivatives(entry)) expect(cotangent).toHaveLength(lengthOf(entry.output, n, m))
      }
      const active = entryFor(entry, resolveOptions(entry, options))
      expect(Object.keys(args)).toEqual(active.arguments.map(({ name }) => name))
    })

    test('has an example that can show a transposed, reversed or ignored cotangent', () => {
      if (!hasDerivatives(entry)) return
      expect(cotangent.toReversed()).not.toEqual(cotangent)
      expect(cotangent.some((x) => x !== 1)).toBe(true)
      if (args.dl !== undefined && args.du !== undefined) expect(args.dl).not.toEqual(args.du)
    })

    test('has a primal, and both derivative maps or neither', () => {
      expect(entry.clauses.primal).toBeDefined()
      expect(entry.clauses.pushforward === undefined).toBe(entry.clauses.pullback === undefined)
      expect(differentiableArguments(entry).length > 0).toBe(hasDerivatives(entry))
    })

    test('has arguments of one name each, and an argument that has n entries', () => {
      const names = entry.arguments.map(({ name }) => name)
      expect(new Set(names).size).toBe(names.length)
      expect(entry.arguments.some(({ length }) => length === 'n')).toBe(true)
      const usesM = [entry.output, ...entry.arguments.map(({ length }) => length)].includes('m')
      expect(entry.arguments.some(({ length }) => length === 'm')).toBe(usesM)
      for (const group of entry.linear) for (const name of group) expect(names).toContain(name)
      for (const { argument } of entry.kinks) expect(names).toContain(argument)
      const roles = entry.arguments.map(({ role }) => role)
      if (roles.includes('queries')) expect(roles).toContain('knots')
      if (entry.system !== undefined) {
        for (const role of ['subdiagonal', 'diagonal', 'superdiagonal']) expect(roles).toContain(role)
      }
    })

    test('has options whose default is one of their values', () => {
      for (const spec of Object.values(entry.options)) {
        expect(spec.values).toContain(spec.default)
        expect(new Set(spec.values).size).toBe(spec.values.length)
      }
    })

    test('has limits of zero, or powers of two from 4 to 64, or says how the condition enters (NUM-4)', () => {
      for (const limit of Object.values(entry.limits)) {
        if (limit > 64) expect(illConditioned).toContain(entry.integralOf ?? entry.name)
        else expect([0, 4, 8, 16, 32, 64]).toContain(limit)
      }
    })
  })
})

test.each([
  ['n', 5],
  ['n-1', 4],
  ['m', 7],
  ['n*n', 25],
  ['2', 2],
] as const)('%s means %d entries where n is 5 and m is 7', (size, length) => {
  expect(lengthOf(size, 5, 7)).toBe(length)
})
