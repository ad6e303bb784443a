import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allocationOf } from './allocation.ts'
import { heldCalls } from './interpolants.ts'

describe('allocationOf', () => {
  const given = globalThis.gc
  beforeAll(() => {
    setFlagsFromString('--expose-gc')
    globalThis.gc = runInNewContext('gc')
  })
  afterAll(() => {
    globalThis.gc = given
  })

  it('sees nothing where nothing is allocated', () => {
    const numbers = new Float64Array(8)
    expect(allocationOf('none', () => numbers.fill(1))?.allocates).toBe(false)
  })

  it('sees one boxed number a call', () => {
    const held: { number: unknown } = { number: 0 }
    let count = 0
    expect(allocationOf('boxed', () => (held.number = ++count + 0.5))).toMatchObject({ allocates: true })
  })

  it('sees an array buffer a call', () => {
    const held = { array: new Float64Array(0) }
    const found = allocationOf('buffer', () => (held.array = new Float64Array(100)))
    expect(found?.allocates).toBe(true)
  })

  it.each(['cubic-spline', 'pchip'] as const)('sees nothing of a held %s', { timeout: 60_000 }, (kind) => {
    for (const [name, call] of heldCalls(kind))
      expect(allocationOf(name, call)).toMatchObject({ name, allocates: false })
  })

  it('says nothing where the collector is not exposed', () => {
    const exposed = globalThis.gc
    globalThis.gc = undefined
    expect(allocationOf('none', () => 0)).toBeUndefined()
    globalThis.gc = exposed
  })
})
