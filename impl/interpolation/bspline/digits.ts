/**
 * The arithmetics that a spline is carried out in: doubles, twice their digits, and for the most uneven knots as many as
 * ever are of use. Which one it is, `condition.ts` says.
 */
import { DoubleDoubles, Register } from '../double-double.ts'
import type { Arithmetic } from './arithmetic.ts'
import { composed } from './composed-register.ts'
import { PlainRegister } from './plain-register.ts'
import { WideRegister, WideRow, wideBits } from './wide.ts'

export const plain: Arithmetic = {
  bits: 53,
  row: (length) => new DoubleDoubles(length, true),
  register: () => new PlainRegister(),
}

const DoubledRegister = composed(Register)

export const doubled: Arithmetic = {
  bits: 104,
  row: (length) => new DoubleDoubles(length),
  register: () => new DoubledRegister(),
}

const WideLoops = composed(WideRegister)

export const wide: Arithmetic = {
  bits: wideBits,
  row: (length) => new WideRow(length),
  register: () => new WideLoops(),
}
