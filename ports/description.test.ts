import { expect, test } from 'vitest'
import { descriptionOf } from './description.ts'

const read = (value: unknown) => descriptionOf(value, (message) => new Error(message))
const good = { protocol: 1, name: 'n', version: '1', language: 'l', operators: {} }
const having = (operator: string, support: unknown) => ({ ...good, operators: { [operator]: support } })

test.each([
  [3, /^describe: the result is 3, expected an object$/],
  [[], /the result is \[\], expected an object/],
  [{ ...good, protocol: 2 }, /protocol is 2, expected 1/],
  [{ ...good, name: 3 }, /name is 3, expected a string/],
  [{ ...good, version: undefined }, /version is missing, expected a string/],
  [{ ...good, language: [] }, /language is \[\], expected a string/],
  [{ ...good, maxLength: 0 }, /maxLength is 0, expected a positive integer/],
  [{ ...good, maxLength: '8' }, /maxLength is 8, expected a positive integer/],
  [{ ...good, operators: ['locate'] }, /operators is \["locate"\], expected an object of operators by name/],
  [having('locate', 'primal'), /locate is primal, expected an object with maps/],
  [
    having('locate', { maps: 'primal' }),
    /locate.maps is primal, expected an array of "primal", "pushforward", "pullback"/,
  ],
  [having('locate', { maps: ['primal', 'adjoint'] }), /locate.maps is \["primal","adjoint"\], expected/],
  [having('locate', { maps: [], options: { a: 'b' } }), /locate.options is {"a":"b"}, expected an object of arrays/],
  [having('locate', { maps: [], options: { a: [null] } }), /locate.options is {"a":\[null\]}/],
  [
    having('locate', { maps: [], differentiable: ['knots'] }),
    /locate.differentiable is \["knots"\], expected an empty array/,
  ],
  [having('tridiagonal-solve', { maps: [], differentiable: ['dl', 'e'] }), /expected an array of dl, d, du, b/],
  [having('tridiagonal-solve', { maps: [], differentiable: 'dl' }), /differentiable is dl, expected an array of dl/],
  [having('later', { maps: [], differentiable: [3] }), /later.differentiable is \[3\], expected an array of names/],
])('%j is refused', (value, message) => {
  expect(() => read(value)).toThrow(message)
})

test('options, arguments and length may be limited, and operators named that the catalogue has not', () => {
  const whole = {
    ...good,
    operators: {
      later: { maps: ['primal'], options: { kind: ['a', 1] }, differentiable: ['x'] },
      'tridiagonal-solve': { maps: ['primal', 'pullback'], differentiable: ['b'] },
      locate: { maps: [], differentiable: [] },
    },
    maxLength: 8,
  }
  expect(read(whole)).toEqual(whole)
  expect(read(good)).toEqual(good)
})
