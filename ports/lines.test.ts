import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineSplitter } from './lines.ts'

test('the same lines come out however the bytes are cut', () => {
  const text = fc.array(
    fc.string({ unit: 'grapheme' }).map((line) => line.replaceAll('\n', ' ')),
    { minLength: 1 },
  )
  fc.assert(
    fc.property(text, fc.array(fc.nat(40)), (lines, cuts) => {
      const bytes = Buffer.from(lines.join('\n'))
      const got: string[] = []
      const splitter = lineSplitter((line) => got.push(line))
      let start = 0
      for (const cut of cuts) {
        splitter.push(bytes.subarray(start, start + cut))
        start += cut
      }
      splitter.push(bytes.subarray(start))
      expect([...got, splitter.rest()]).toEqual(lines)
    }),
  )
})
