import { expect, it } from 'vitest'
import { growthBetween } from './growth.ts'

it('a cost of n log₂ n grows per element as the logarithm does', async () => {
  const subject = (n: number) => () => ({
    name: `${n}`,
    batch: (repetitions: number) => repetitions * n * Math.log2(n),
  })
  const growth = await growthBetween(
    { name: 'n log n', makerOf: subject, from: 1024, to: 32768 },
    { seconds: 0, rounds: 1 },
  )
  expect(growth).toMatchObject({ from: 1024, to: 32768 })
  expect(growth.perElement).toBeCloseTo(1.5, 12)
  expect(growth.low).toBeCloseTo(1.5, 12)
  expect(growth.high).toBeCloseTo(1.5, 12)
  expect(growth.exponent).toBeCloseTo(1 + Math.log(1.5) / Math.log(32), 12)
})
