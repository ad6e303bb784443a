/**
 * `catmull-rom`: at each knot the slope of the parabola through it and its neighbours, at an end that of the parabola
 * through the three knots there (HER-7 to HER-9). Reproduces parabolas from three knots on; overshoots where data turn.
 */
import type { SlopeRule } from './slope-rule.ts'
import { setParabolaAtEnd, setParabolaInside, threePoint } from './three-point.ts'

export const catmullRom: SlopeRule = threePoint(() => ({ inner: setParabolaInside, end: setParabolaAtEnd }))
