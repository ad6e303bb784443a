import { expect, test } from 'vitest'
import { akima, linearInterpolation, makima, pchip, steffen } from './faces.ts'

test.each([akima, makima, pchip, steffen])(
  'through two knots $name is the line, with its digits far outside',
  (kind) => {
    const data = [
      [0, 0.7645160206762499],
      [0, 1],
    ] as const
    const options = { extrapolation: 'extension' } as const
    const [curve, line] = [kind(...data, options), linearInterpolation(...data, options)]
    expect(curve.evaluate([-7900, 0.5])).toEqual(line.evaluate([-7900, 0.5]))
    expect(curve.pullback([-7900], [1])).toEqual(line.pullback([-7900], [1]))
    expect(curve.derivativePullback([-7900], [1])).toEqual(line.derivativePullback([-7900], [1]))
  },
)
