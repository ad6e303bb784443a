/**
 * mathjs as far as `symbolic` uses it, and how it is come by: this library has no dependencies, so it is loaded when
 * it is first needed, or handed in. That needs Node's module loader; elsewhere it has to be handed in.
 */
import { CotangentError } from '../../../spec/errors.ts'

export interface MathNode {
  toString(): string
  compile(): { evaluate(scope: object): unknown }
}

/** What is used of mathjs, version 14 or 15. */
export interface MathJs {
  parse(expression: string): MathNode
  derivative(expression: string, variable: string, options: { simplify: boolean }): MathNode
}

let loaded: MathJs | undefined

/** mathjs, installed beside this library. */
export function installedMathJs(): MathJs {
  loaded ??= load()
  return loaded
}

function load(): MathJs {
  try {
    const { createRequire } = process.getBuiltinModule('node:module')
    return createRequire(import.meta.url)('mathjs') as MathJs
  } catch (cause) {
    const error = new CotangentError('UNSUPPORTED', {
      operator: 'symbolic',
      constraint: 'mathjs is installed beside this library, or handed in as symbolic({ mathjs })',
      got: 'none that Node can load',
      expected: 'npm install mathjs',
    })
    error.cause = cause
    throw error
  }
}
