/** What the reference answers over doubles: for laws that ask it at lengths where fractions take too long. */
import { numberOperators } from '../reference/index.ts'
import type { MapName } from '../spec/operator.ts'
import type { Answers } from './ask.ts'
import type { Case } from './law.ts'

export function referenceAnswer(
  map: MapName,
  name: string,
  { arguments: args, options, tangents, cotangent }: Case,
): Answers {
  const operator = numberOperators[name]
  switch (map) {
    case 'primal':
      return { output: operator.primal(args, options) }
    case 'pushforward':
      return { tangent: operator.pushforward(args, tangents, options) }
    case 'pullback':
      return operator.pullback(args, cotangent, options)
  }
}
