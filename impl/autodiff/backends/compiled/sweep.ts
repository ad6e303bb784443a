/**
 * Whole matrices from compiled products with unit vectors: a Jacobian from as many pushforwards as it has columns or
 * pullbacks as it has rows, whichever are fewer; a Hessian from products H eₖ.
 */
import { type Shape, sizeOf } from '../../../math/shape.ts'
import { isTraced, ofShape, type Value } from '../../../math/value.ts'
import type { Executor } from '../../backend.ts'
import type { Problem } from '../../problem.ts'
import { eager } from './eager.ts'
import { CompiledExecutor, compiledExecutor } from './executor.ts'

/** A matrix for each active argument, of as many rows as the value has entries. */
export function sweptJacobian(problem: Problem): Executor {
  const columns = compiledExecutor('pushforward', problem)
  if (!(columns instanceof CompiledExecutor)) return eager.jacobian(problem)
  const sizes = problem.shapes.map(sizeOf)
  const rows = sizeOf(columns.valueShape)
  const byRows = rows < problem.size ? compiledExecutor('pullback', problem) : undefined
  const fill = byRows instanceof CompiledExecutor ? rowByRow(byRows, sizes) : columnByColumn(columns, problem)
  return swept(problem, eager.jacobian(problem), (inputs) => {
    const matrices = sizes.map((size) => ({ rows, columns: size, data: new Float64Array(rows * size) }))
    fill(
      inputs,
      matrices.map(({ data }) => data),
    )
    return matrices
  })
}

/** One matrix of all active entries. */
export function sweptHessian(problem: Problem): Executor {
  const products = compiledExecutor('hvp', problem)
  if (!(products instanceof CompiledExecutor)) return eager.hessian(problem)
  const { shapes, size } = problem
  const parts = shapes.map((shape) => new Float64Array(sizeOf(shape)))
  return swept(problem, eager.hessian(problem), (inputs) => {
    const data = new Float64Array(size * size)
    let column = 0
    forEachUnit(shapes, (seeds) => {
      products.write(parts, inputs, seeds)
      let row = 0
      for (const part of parts) for (const entry of part) data[row++ * size + column] = entry
      column++
    })
    return [{ rows: size, columns: size, data }]
  })
}

type Fill = (inputs: readonly Value[], matrices: readonly Float64Array[]) => void

function columnByColumn(products: CompiledExecutor, { shapes }: Problem): Fill {
  const column = new Float64Array(sizeOf(products.valueShape))
  return (inputs, matrices) => {
    forEachUnit(shapes, (seeds, j, k) => {
      products.write([column], inputs, seeds)
      const size = sizeOf(shapes[j])
      for (let i = 0; i < column.length; i++) matrices[j][i * size + k] = column[i]
    })
  }
}

function rowByRow(products: CompiledExecutor, sizes: readonly number[]): Fill {
  const rows = sizes.map((size) => new Float64Array(size))
  return (inputs, matrices) => {
    forEachUnit([products.valueShape], (seeds, _, i) => {
      products.write(rows, inputs, seeds)
      for (const [j, row] of rows.entries()) matrices[j].set(row, i * sizes[j])
    })
  }
}

/** Calls with every unit direction: entry k of tangent j is 1. The seeds are the same arrays each time. */
function forEachUnit(shapes: readonly Shape[], call: (seeds: readonly Value[], j: number, k: number) => void): void {
  const entries = shapes.map((shape) => new Float64Array(sizeOf(shape)))
  shapes.forEach((_, j) => {
    for (let k = 0; k < entries[j].length; k++) {
      entries[j][k] = 1
      call(
        shapes.map((shape, other) => ofShape(shape, entries[other])),
        j,
        k,
      )
      entries[j][k] = 0
    }
  })
}

/** The value costs a call of the function, where it is asked for. */
function swept(
  problem: Problem,
  followed: Executor,
  matrices: (inputs: readonly Value[]) => readonly Value[],
): Executor {
  const results = (inputs: readonly Value[], seeds: readonly Value[]): readonly Value[] =>
    inputs.some(isTraced) ? followed.run(inputs, seeds).results : matrices(inputs)
  return { results, run: (inputs, seeds) => ({ value: problem.call(inputs), results: results(inputs, seeds) }) }
}
