/** The scenarios of a program: which operators fit its shapes, and their exact results from Jacobian and Hessian. */
import { type Shape, sizeOf } from '../../math/shape.ts'
import { type DenseMatrix, entriesOf, ofShape, type Plain, shapeOf } from '../../math/value.ts'
import { kindOf } from '../arguments.ts'
import type { OperatorName } from '../backend.ts'
import type { Point, Program, Scenario, ScenarioCase } from './program.ts'

export function scenariosOf(program: Program): Scenario[] {
  const [first] = program.points
  const shapes = activeShapes(first)
  const isScalar = shapeOf(first.value).length === 0
  const inNumbers = shapes.every((shape) => shape.length === 0)
  const operators: OperatorName[] = ['jacobian', 'pushforward', 'pullback']
  if (inNumbers) operators.push('derivative')
  if (isScalar) operators.push('gradient')
  if (first.hessian !== undefined) {
    operators.push('hvp', 'hessian')
    if (inNumbers && shapes.length === 1) operators.push('secondDerivative')
  }
  const asked = program.operators ?? operators
  return operators
    .filter((operator) => asked.includes(operator))
    .map((operator) => ({
      name: `${program.name}/${operator}`,
      program,
      operator,
      cases: [caseOf(operator, program.points[0]), caseOf(operator, program.points[1])],
    }))
}

/** The shapes of the arguments that are differentiated in. */
function activeShapes({ args }: Point): Shape[] {
  return args
    .filter((argument) => kindOf(argument) === 'active')
    .map((argument) => shapeOf(Array.isArray(argument) ? Float64Array.from(argument) : (argument as Plain)))
}

function caseOf(operator: OperatorName, point: Point): ScenarioCase {
  const { args, value, jacobians, hessian } = point
  const shapes = activeShapes(point)
  const shape = shapeOf(value)
  switch (operator) {
    case 'jacobian':
      return { args, value, results: jacobians }
    case 'derivative':
      return { args, value, results: jacobians.map(({ data }) => ofShape(shape, data)) }
    case 'gradient':
      return { args, value, results: jacobians.map(({ data }, j) => ofShape(shapes[j], data)) }
    case 'pushforward': {
      const tangents = shapes.map(simple)
      const total = new Float64Array(sizeOf(shape))
      jacobians.forEach((jacobian, j) => {
        product(jacobian, entriesOf(tangents[j])).forEach((entry, i) => {
          total[i] += entry
        })
      })
      return { args, value, seed: alone(tangents), results: [ofShape(shape, total)] }
    }
    case 'pullback': {
      const cotangent = simple(shape)
      const results = jacobians.map((jacobian, j) =>
        ofShape(shapes[j], product(transposed(jacobian), entriesOf(cotangent))),
      )
      return { args, value, seed: cotangent, results }
    }
    case 'hvp': {
      const tangents = shapes.map(simple)
      const whole = product(hessian!, Float64Array.from(tangents.flatMap((tangent) => [...entriesOf(tangent)])))
      let from = 0
      const results = shapes.map((own) => {
        const to = from + sizeOf(own)
        const part = ofShape(own, whole.slice(from, to))
        from = to
        return part
      })
      return { args, value, seed: alone(tangents), results }
    }
    case 'hessian':
      return { args, value, results: [hessian!] }
    case 'secondDerivative':
      return { args, value, results: [ofShape(shape, hessian!.data)] }
  }
}

/** 1, −½, 1, −½, …: products with it are exact where the numbers are short. */
const simple = (shape: Shape): Plain =>
  ofShape(
    shape,
    Float64Array.from({ length: sizeOf(shape) }, (_, i) => (i % 2 === 0 ? 1 : -0.5)),
  )

const alone = (tangents: readonly Plain[]): unknown => (tangents.length === 1 ? tangents[0] : tangents)

function product({ rows, columns, data }: DenseMatrix, x: Float64Array): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => {
    let total = 0
    for (let j = 0; j < columns; j++) total += data[i * columns + j] * x[j]
    return total
  })
}

function transposed({ rows, columns, data }: DenseMatrix): DenseMatrix {
  const out = new Float64Array(data.length)
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = data[i * columns + j]
  return { rows: columns, columns: rows, data: out }
}
