import { describe, expect, it } from 'vitest'
import { openTarget, targetFlags } from './target.ts'

describe('targetFlags', () => {
  const flags = (command: string, timeout = 5000): string => targetFlags({ kind: 'command', command, timeout }, 5000)

  it('names the target as the command line does', () => {
    expect(targetFlags({ kind: 'built-in' }, 5000)).toBe('')
    expect(targetFlags({ kind: 'reference' }, 5000)).toBe(' --reference')
    expect(flags('python3 port.py')).toBe(' --port "python3 port.py"')
    expect(flags('python3 port.py', 200)).toBe(' --port "python3 port.py" --timeout 200')
  })

  it('quotes so that a shell gives the same text back', () => {
    expect(flags('"/a b/python" -u $HOME')).toBe(` --port '"/a b/python" -u $HOME'`)
    expect(flags(`sh -c 'echo "x"'`)).toBe(` --port 'sh -c '\\''echo "x"'\\'''`)
  })
})

describe('openTarget', () => {
  it('opens the built-in operators under the package’s own name', async () => {
    const port = await openTarget({ kind: 'built-in' })
    expect(await port.describe()).toMatchObject({ name: 'cotangent', language: 'JavaScript' })
    await port.close()
  })
})
