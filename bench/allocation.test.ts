import { spawnSync } from 'node:child_process'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allocationOf } from './allocation.ts'

/** As built: `npm test` builds first. */
const dist = new URL('../dist/bench/', import.meta.url).href

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

  // What V8 makes of a call depends on what ran before it: each list of calls has a process of its own.
  it.each([
    ['a held cubic spline', 'interpolants.js', "heldCalls('cubic-spline')"],
    ['a held pchip', 'interpolants.js', "heldCalls('pchip')"],
    ['prepared gradients in place', 'autodiff/held-gradients.js', 'heldGradients()'],
  ])('sees nothing of %s', { timeout: 60_000 }, (_what, file, calls) => {
    const script = `
      import { allocationOf } from '${dist}allocation.js'
      import * as held from '${dist}${file}'
      const found = held.${calls}.map(([name, call]) => allocationOf(name, call))
      console.log(JSON.stringify(found.filter(({ allocates }) => allocates)), found.length)
    `
    const args = ['--expose-gc', '--input-type=module', '--eval', script]
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    expect(stdout + stderr).toMatch(/^\[\] [1-9]\n$/)
  })

  it('says nothing where the collector is not exposed', () => {
    const exposed = globalThis.gc
    globalThis.gc = undefined
    expect(allocationOf('none', () => 0)).toBeUndefined()
    globalThis.gc = exposed
  })
})
