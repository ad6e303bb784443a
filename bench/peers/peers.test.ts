import { describe, expect, it } from 'vitest'
import { makeSystem } from '../systems.ts'
import { thomas, thomasFactors, thomasReady } from './thomas.ts'
import { twistedFactors, twistedReady } from './twisted.ts'

describe.each([3, 4, 64])('the peers on %i rows', (n) => {
  const { dl, d, du, b } = makeSystem(n, 'dominant')
  const ready = thomasReady(thomasFactors(dl, d, du), b, new Float64Array(n))

  const twisted = new Float64Array(n)
  twistedReady(twistedFactors(dl, d, du), b, twisted)

  it.each([
    ['from the diagonals', thomas(dl, d, du, b)],
    ['with ready factors', ready],
    ['with twisted factors', twisted],
  ])('solves the system %s', (_, x) => {
    for (let i = 0; i < n; i++) {
      const row = (i > 0 ? dl[i - 1] * x[i - 1] : 0) + d[i] * x[i] + (i < n - 1 ? du[i] * x[i + 1] : 0)
      expect(row).toBeCloseTo(b[i], 14)
    }
  })
})
