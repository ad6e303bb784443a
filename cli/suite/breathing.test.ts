import { describe, expect, it } from 'vitest'
import { inProcessPort } from '../../ports/index.ts'
import type { Operator } from '../../spec/operator.ts'
import type { Port } from '../../spec/port.ts'
import { breathing } from './breathing.ts'

const identity: Operator = {
  primal: (args) => Float64Array.from(args.rhs),
  pushforward: (_args, tangents) => Float64Array.from(tangents.rhs),
  pullback: (_args, cotangent) => ({ rhs: Float64Array.from(cotangent) }),
}
const call = { operator: 'quadratic-spline-slopes', arguments: { rhs: [1] }, options: {} }

/** Whether a timer gets its turn while the port is kept busy for `milliseconds`. */
async function timerFires(port: Port, milliseconds: number): Promise<boolean> {
  let fired = false
  const timer = setTimeout(() => {
    fired = true
  }, 1)
  const end = performance.now() + milliseconds
  while (performance.now() < end) await port.primal(call)
  clearTimeout(timer)
  return fired
}

describe('breathing', () => {
  it('gives the event loop a turn where the port alone does not', async () => {
    const port = inProcessPort({ 'quadratic-spline-slopes': identity })
    expect(await timerFires(port, 300)).toBe(false)
    expect(await timerFires(breathing(port), 300)).toBe(true)
  })

  it('changes no answer', async () => {
    const port = breathing(inProcessPort({ 'quadratic-spline-slopes': identity }, { name: 'p' }))
    expect((await port.describe()).name).toBe('p')
    expect(await port.pushforward({ ...call, tangents: { rhs: [2] } })).toEqual(Float64Array.of(2))
    expect(await port.pullback({ ...call, cotangent: [3] })).toEqual({ rhs: Float64Array.of(3) })
    await port.close()
  })
})
