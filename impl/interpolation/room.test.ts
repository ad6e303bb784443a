/** Room is zeroed and never shared, whether from a block or not. */
import { expect, test } from 'vitest'
import { roomFor } from './room.ts'

test('every array has the length asked for, zeros, and numbers of its own', () => {
  const lengths = Array.from({ length: 400 }, (_, i) => (i * i * 7) % 1500)
  const arrays = lengths.map((length, i) => {
    const array = roomFor(length)
    expect(array).toEqual(new Float64Array(length))
    return array.fill(i)
  })
  arrays.forEach((array, i) => {
    expect(array).toEqual(new Float64Array(lengths[i]).fill(i))
  })
})
