import { describe, expect, it } from 'vitest'
import { inProcessPort } from '../ports/index.ts'
import { CotangentError } from '../spec/errors.ts'
import type { Operator } from '../spec/operator.ts'
import { type Exchange, recording } from './recording.ts'

/** Answers the right-hand side itself, in one array that it keeps, and then spoils its input. */
const kept = new Float64Array(2)
const untidy: Operator = {
  primal(args) {
    kept.set(Array.from(args.rhs))
    ;(args.rhs as number[])[0] = 99
    return kept
  },
  pushforward: (_args, tangents) => Float64Array.from(tangents.rhs),
  pullback() {
    throw new CotangentError('NOT_FINITE', 'too large')
  },
}
const call = (rhs: number[]) => ({ operator: 'quadratic-spline-slopes', arguments: { rhs }, options: {} })

describe('recording', () => {
  it('remembers what was asked and answered, and errors, untouched by what the port does later', async () => {
    const exchanges: Exchange[] = []
    const port = recording(inProcessPort({ 'quadratic-spline-slopes': untidy }), exchanges)
    await port.primal(call([1, 2]))
    await port.primal(call([3, 4]))
    await port.pushforward({ ...call([1, 2]), tangents: { rhs: [5, 6] } })
    await expect(port.pullback({ ...call([1, 2]), cotangent: [7, 8] })).rejects.toThrow('too large')
    expect(exchanges.map(({ map, call, answer }) => [map, call.arguments.rhs, answer])).toEqual([
      ['primal', [1, 2], { output: [1, 2] }],
      ['primal', [3, 4], { output: [3, 4] }],
      ['pushforward', [1, 2], { tangent: [5, 6] }],
      ['pullback', [1, 2], expect.any(CotangentError)],
    ])
    expect(exchanges[2].call.tangents).toEqual({ rhs: [5, 6] })
    expect(exchanges[3].call.cotangent).toEqual([7, 8])
  })
})
