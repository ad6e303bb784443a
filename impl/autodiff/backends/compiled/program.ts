/**
 * A program: JavaScript for some nodes of a graph, made with `new Function`.
 *
 *   run(out₀, out₁, …, x₀, x₁, …)     writes each output's entries into its array, and gives the returned number
 *
 * A run allocates nothing; its arrays are made with the program, so a program does not run inside of itself. An output
 * may be one of the inputs: then it is written to last. Nothing is checked: that is for those who call.
 */
import { type Shape, sizeOf } from '../../../math/shape.ts'
import type { Value } from '../../../math/value.ts'
import type { GraphNode, InputNode } from './graph.ts'
import { stagesFor } from './schedule.ts'
import { Writer } from './writer.ts'

export interface Program {
  readonly source: string
  readonly run: (...values: (Float64Array | Value | unknown)[]) => number | undefined
}

/** One place of the argument list: what is not read may be anything. */
export type Parameter = InputNode | undefined

export function programFor(
  name: string,
  parameters: readonly Parameter[],
  outputs: readonly GraphNode[],
  returned?: GraphNode,
): Program {
  const inputNames = parameters.map((_, k) => `x${k}`)
  const inputs = new Map<InputNode, string>()
  parameters.forEach((node, k) => {
    if (node !== undefined) inputs.set(node, inputNames[k])
  })
  const outNames = outputs.map((_, k) => `out${k}`)
  const outs = new Map(outputs.map((node, k) => [outNames[k], node]))
  const writer = new Writer(inputs, outs)
  for (const stage of stagesFor(returned === undefined ? outputs : [...outputs, returned])) writer.stage(stage)
  for (const [out, node] of outs) writer.output(out, node)
  if (returned !== undefined) writer.say(`return ${writer.at(returned, 0)}`)
  const shapes = outputs.map(({ shape }) => shape)
  const guard = aliasGuard(name, outNames, shapes, inputNames, parameters)
  const source = `function ${name}(${[...outNames, ...inputNames].join(', ')}) {\n${guard}${writer.text}}`
  const make = new Function(...writer.captures.values.keys(), `'use strict'\nreturn ${source}`)
  return { source, run: make(...writer.captures.values.values()) as Program['run'] }
}

/** Where an output is an input too, it is computed elsewhere first: entries are read after others are written. */
function aliasGuard(
  name: string,
  outNames: readonly string[],
  shapes: readonly Shape[],
  inputNames: readonly string[],
  parameters: readonly Parameter[],
): string {
  const aliases = outNames.flatMap((out, k) =>
    parameters.flatMap((input, j) => {
      if (input === undefined || input.shape.length === 0 || sizeOf(input.shape) !== sizeOf(shapes[k])) return []
      return [`${out} === ${inputNames[j]}${input.shape.length === 2 ? '.data' : ''}`]
    }),
  )
  if (aliases.length === 0) return ''
  const own = outNames.map((out, k) => `    const own_${out} = new Float64Array(${sizeOf(shapes[k])})\n`)
  const call = `${name}(${[...outNames.map((out) => `own_${out}`), ...inputNames].join(', ')})`
  const back = outNames.map((out) => `    ${out}.set(own_${out})\n`)
  const body = `${own.join('')}    const value = ${call}\n${back.join('')}    return value\n`
  return `  if (${aliases.join(' || ')}) {\n${body}  }\n`
}
