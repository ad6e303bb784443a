import { describe, expect, it } from 'vitest'
import { compileNativePeers, type NativePeers } from './native.ts'
import { checkNativeSplines, checkNativeSystems } from './same-system.ts'

describe('the peers in C', () => {
  it('solve the systems that are meant, or are left out with a reason', async () => {
    const peers = await compileNativePeers()
    if (typeof peers === 'string') {
      expect(peers).toContain('left out')
      return
    }
    try {
      await checkNativeSystems(peers, [2, 3, 64, 1000])
      await checkNativeSplines(peers, [2, 3, 64, 1000])
      expect(await peers.subject('thomas', 64).batch(100)).toBeGreaterThan(0)
      await expect(peers.checksum('thomas', 1)).rejects.toThrow('n must be at least 2')
    } finally {
      await peers.close()
    }
  })

  it('are left out where there is no compiler', async () => {
    expect(await compileNativePeers('no-such-compiler')).toMatch(/^C peers left out: .*no-such-compiler/)
  })
})

describe('peers that compute something else are refused', () => {
  const others: NativePeers = {
    compiler: '',
    kernels: ['thomas', 'gsl-spline'],
    notes: [],
    subject: () => ({ name: '', batch: () => 0 }),
    checksum: async () => 1,
    close: async () => {},
  }

  it('by checkNativeSystems', async () => {
    await expect(checkNativeSystems(others, [64])).rejects.toThrow('C thomas solves another system of 64 rows')
  })

  it('by checkNativeSplines', async () => {
    await expect(checkNativeSplines(others, [64])).rejects.toThrow('GSL evaluates another spline of 64 knots')
  })
})
