/**
 * `catmull-rom`: at each knot the slope of the parabola through it and its neighbours, at an end that of the parabola
 * through the three knots there (HER-7 to HER-9).
 */
import type { SlopeRule } from './slope-rule.ts'
import { parabolaAtEnd, parabolaInside, threePoint } from './three-point.ts'

export const catmullRom: SlopeRule = threePoint({ inner: parabolaInside, end: parabolaAtEnd })
