import { expect, test } from 'vitest'
import * as ports from './index.ts'

test('the public face is this and nothing more', () => {
  expect(Object.keys(ports).sort()).toEqual(['inProcessPort', 'openStdioPort', 'serve'])
})
