/**
 * The gaps that small steps beside a place are measured by. Differences of six or seven values are exact up to degree
 * 6, whatever the step; a polynomial of higher degree, which is one through many knots, wants a step that is small
 * beside the distance to every knot, so there the narrowest gap stands for all.
 */
import type { Case, Subject } from '../law.ts'
import { promisesOf } from './trial.ts'

/** What reproduces no more is made of pieces that are of no higher degree, and its integral of one more. */
const exactDegree = 5

export function gapsOf(subject: Subject, input: Case): readonly number[] {
  const { knots } = input.arguments
  const gaps = knots.slice(1).map((t, i) => t - knots[i])
  const narrowest = Math.min(...gaps)
  return promisesOf(subject, input).reproduces > exactDegree ? gaps.map(() => narrowest) : gaps
}
