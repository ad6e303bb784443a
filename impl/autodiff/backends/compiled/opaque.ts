/**
 * A primitive that is called as it is, on whole arrays: prepared for repeated calls where it can be (`prepare`), else
 * evaluated, and its output copied into an array that is there already.
 */

import type { Prepared } from '../../../math/primitive.ts'
import { entriesOf } from '../../../math/value.ts'
import type { CallNode } from './graph.ts'
import type { Step } from './lowering.ts'

export function opaque(node: CallNode): Step {
  return {
    way: 'step',
    run(code, out) {
      const given = code.captured('given', [])
      node.inputs.forEach((input, k) => {
        code.say(`${given}[${k}] = ${code.whole(input)}`)
      })
      code.say(`${code.captured('step', preparedOf(node))}.run(${given}, ${out})`)
    },
  }
}

function preparedOf({ primitive, inputs, params }: CallNode): Prepared {
  const shapes = inputs.map(({ shape }) => shape)
  return (
    primitive.prepare?.(shapes, params) ?? {
      run: (given, out) => out.set(entriesOf(primitive.evaluate(given, params))),
    }
  )
}
