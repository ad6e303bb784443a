import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Diagonals, exponent, matrixOf, type Row, shape } from './matrices.ts'
import { moderateReal } from './numbers.ts'

const rows = (minLength: number): fc.Arbitrary<Row[]> =>
  fc.array(fc.record({ below: moderateReal, on: moderateReal, above: moderateReal, exponent }), {
    minLength,
    maxLength: 8,
  })

/** Row i of the matrix against its diagonal entry; for `columns`, column i. */
const margins = ({ dl, d, du }: Diagonals, columns = false): number[] => {
  const n = d.length
  return d.map((entry, i) => {
    const beside = columns ? [dl[(i + 1) % n], du[(i + n - 1) % n]] : [dl[i], du[i]]
    return Math.abs(entry) - beside.reduce((sum, x) => sum + Math.abs(x), 0)
  })
}

describe('matrixOf', () => {
  // By 1 but for rounding; difference quotients take away up to three quarters (law `finite-differences`).
  it('is dominant by more than any step takes away where it is called so', () => {
    fc.assert(
      fc.property(rows(1), fc.boolean(), (drawn, isCyclic) => {
        expect(Math.min(...margins(matrixOf('dominant', drawn, isCyclic)))).toBeGreaterThan(3 / 4)
        expect(Math.min(...margins(matrixOf('dominant-columns', drawn, isCyclic), true))).toBeGreaterThan(3 / 4)
      }),
    )
  })

  it('has entries in the corners if it is cyclic, and only then', () => {
    fc.assert(
      fc.property(rows(3), (drawn) => {
        const plain = matrixOf('general', drawn, false)
        const ring = matrixOf('general', drawn, true)
        const last = drawn.length - 1
        expect([plain.dl[0], plain.du[last]]).toEqual([0, 0])
        expect([ring.dl[0], ring.du[last]]).not.toContain(0)
      }),
    )
  })

  it('has no zero where a zero would cut it in parts', () => {
    fc.assert(
      fc.property(rows(2), fc.constantFrom('general', 'scaled-rows', 'scaled-columns'), (drawn, kind) => {
        const { dl, d, du } = matrixOf(kind, drawn, false)
        return ![...dl.slice(1), ...d, ...du.slice(0, -1)].includes(0)
      }),
    )
  })

  it('has a zero pivot anywhere, in a block of two rows that has an inverse', () => {
    const places = new Set<number>()
    fc.assert(
      fc.property(rows(2), fc.boolean(), (drawn, isCyclic) => {
        const { dl, d, du } = matrixOf('zero-pivot', drawn, isCyclic)
        const n = d.length
        const at = d.indexOf(0)
        places.add(at)
        expect(at).toBeGreaterThanOrEqual(0)
        expect(du[at] * dl[at + 1]).not.toBe(0)
        expect([dl[at], du[(at + n - 1) % n], du[at + 1], dl[(at + 2) % n]]).toEqual([0, 0, 0, 0])
      }),
      { seed: 1 },
    )
    expect(places.size).toBe(7)
  })

  it('is triangular, diagonal or symmetric where it is called structured, and dominant', () => {
    const found = new Set<string>()
    fc.assert(
      fc.property(rows(4), fc.boolean(), (drawn, isCyclic) => {
        const { dl, d, du } = matrixOf('structured', drawn, isCyclic)
        const [isUpper, isLower] = [dl, du].map((diagonal) => diagonal.every((x) => x === 0))
        const isSymmetric = du.every((x, i) => x === dl[(i + 1) % dl.length])
        expect(isUpper || isLower || isSymmetric).toBe(true)
        found.add(JSON.stringify([isUpper, isLower, isSymmetric]))
        expect(Math.min(...margins({ dl, d, du }))).toBeGreaterThan(3 / 4)
      }),
      { seed: 1 },
    )
    expect(found.size).toBe(4)
  })

  it('is scaled by rows, by columns', () => {
    fc.assert(
      fc.property(rows(3), (drawn) => {
        const general = matrixOf('general', drawn, true)
        const byRows = matrixOf('scaled-rows', drawn, true)
        const byColumns = matrixOf('scaled-columns', drawn, true)
        const n = drawn.length
        drawn.forEach(({ exponent: e }, i) => {
          const next = (i + 1) % n
          expect(byRows.dl[i]).toBe(general.dl[i] * 2 ** e)
          expect(byRows.du[i]).toBe(general.du[i] * 2 ** e)
          expect(byColumns.d[i]).toBe(general.d[i] * 2 ** e)
          expect(byColumns.dl[next]).toBe(general.dl[next] * 2 ** e)
        })
      }),
    )
  })

  it('is nearly singular: the last pivot all but vanishes', () => {
    const flat = (on: number): Row => ({ below: 1, on, above: 2, exponent: 3 })
    const { dl, d, du } = matrixOf('nearly-singular', [flat(4), flat(7)], false)
    const pivot = d[1] - (dl[1] * du[0]) / d[0]
    expect(pivot / d[1]).toBeGreaterThan(2 ** -14)
    expect(pivot / d[1]).toBeLessThan(2 ** -12)
  })

  it('is asymmetric nearly always: symmetry hides a missing transpose', () => {
    const samples = fc.sample(fc.tuple(shape, rows(3)), { numRuns: 200, seed: 1 })
    const symmetric = samples.filter(([kind, drawn]) => {
      const { dl, du } = matrixOf(kind, drawn, false)
      return dl.slice(1).every((x, i) => x === du[i])
    })
    expect(symmetric.length).toBeLessThan(20)
    expect(new Set(samples.map(([kind]) => kind)).size).toBe(8)
  })
})
