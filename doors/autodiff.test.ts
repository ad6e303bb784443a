import { expect, it } from 'vitest'
import { defineOperator } from '../impl/math/index.ts'
import { gradient, reverse, verifyOperator } from './autodiff.ts'
import { withPeer } from './lazily.ts'

const cube = defineOperator({
  name: 'cube',
  primal: (x: number) => x ** 3,
  pullback: ([x], bar) => [3 * x * x * bar],
})

it('differentiates, and verifies what it differentiates with', async () => {
  expect(gradient(cube, reverse(), 2)).toBe(12)
  const report = await verifyOperator(cube, { example: [1], domain: (x: number) => x > -2 })
  expect(report.operator).toBe('cube')
})

it('says how to install what is missing, and passes other errors on', async () => {
  const missing = new Error("Cannot find package 'fast-check' imported from …")
  await expect(withPeer('verifyOperator', 'fast-check', () => Promise.reject(missing))).rejects.toThrow(
    'verifyOperator needs fast-check; install:\n  npm install --save-dev fast-check',
  )
  const other = new Error('out of memory')
  await expect(withPeer('verifyOperator', 'fast-check', () => Promise.reject(other))).rejects.toBe(other)
})
