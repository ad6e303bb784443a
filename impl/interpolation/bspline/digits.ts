/**
 * The arithmetics that a spline is carried out in: doubles, twice their digits, and for the most uneven knots as many as
 * ever are of use. Which one it is, `condition.ts` says.
 */
import { WideRegister, WideRow } from '../../wide.ts'
import { DoubleDoubles, Register } from '../double-double.ts'
import type { Arithmetic } from './arithmetic.ts'
import { composed } from './composed-register.ts'
import { PlainRegister } from './plain-register.ts'

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

function wideOf(bits: number): Arithmetic {
  const Loops = composed(
    class extends WideRegister {
      constructor() {
        super(bits)
      }
    },
  )
  return { bits, row: (length) => new WideRow(length), register: () => new Loops() }
}

/** As many bits as products of two still convert to a double with, and so are quick to measure; and four times as many. */
export const wide: Arithmetic = wideOf(448)
export const widest: Arithmetic = wideOf(1792)
