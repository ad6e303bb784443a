import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { installLine, manifest, requirePeers } from './package.ts'
import { UsageError } from './usage.ts'

const root = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))

describe('manifest', () => {
  it('is the one of this package', () => {
    expect(manifest()).toEqual(root)
  })
})

describe('requirePeers', () => {
  it('says nothing where all are there', () => {
    expect(() => requirePeers(['vitest', 'mathjs'], () => true)).not.toThrow()
  })

  it('names the missing ones alone, with the versions that were tested', () => {
    const call = (): void => requirePeers(['vitest', 'fast-check', 'mathjs'], (peer) => peer === 'vitest')
    expect(call).toThrow(UsageError)
    expect(call).toThrow(
      /^this needs fast-check and mathjs; install:\n {2}npm install --save-dev fast-check@[\d.]+ mathjs@[\d.]+$/,
    )
  })

  it('asks for the very versions that the repository is tested with', () => {
    const { vitest, mathjs } = root.devDependencies
    expect(installLine(['vitest', 'mathjs'])).toBe(`npm install --save-dev vitest@${vitest} mathjs@${mathjs}`)
    expect(installLine(['fast-check'])).toBe(`npm install --save-dev fast-check@${root.devDependencies['fast-check']}`)
  })
})
