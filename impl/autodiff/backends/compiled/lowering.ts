/**
 * How a primitive becomes code, in one of three ways:
 *
 *   entries        each entry is an expression, of entries at the same place or anywhere: becomes part of a loop over
 *                  all places, or is written out for each place where there are few
 *   accumulation   the places of an input are run through, and each adds to entries of the output
 *   step           a call of the primitive as it is, with whole arrays in and out
 *
 * What is read at the same place in the same loop needs no array in between; that is all there is to fusion.
 */
import type { CallNode, GraphNode } from './graph.ts'

/** A place that is known, or JavaScript for it. */
export type Place = number | string

/** What code is written with. */
export interface Code {
  /** The entry at the place where the loop stands: a number of its own where the loop is written out. */
  here(node: GraphNode, place: Place): string
  /** The same for code that has it once: an expression where nothing else reads it, so that a choice may skip it. */
  once(node: GraphNode, place: Place): string
  /** The entry at any place. */
  at(node: GraphNode, place: Place): string
  /** The same for code that reads it several times, and in any case. */
  load(node: GraphNode, place: Place): string
  say(line: string): void
  /** A name for an array, or a function, that the code is to have. */
  captured(prefix: string, thing: object): string
  /** A new name. */
  fresh(prefix: string): string
  /** Adds to an entry of an accumulation. */
  accumulate(node: CallNode, place: Place, term: string): void
  /** The whole of a node as a plain value that a primitive takes. */
  whole(node: GraphNode): string
}

export interface Entries {
  readonly way: 'entries'
  /** The inputs that are read at the same place alone. */
  readonly aligned: readonly GraphNode[]
  entry(code: Code, place: Place): string
}

export interface Accumulation {
  readonly way: 'accumulation'
  /** How many places are run through. */
  readonly size: number
  readonly aligned: readonly GraphNode[]
  /** The places added to are known whatever the place is: the sums can be numbers of their own. */
  readonly isStatic: boolean
  add(code: Code, place: Place): void
}

export interface Step {
  readonly way: 'step'
  /** Writes the output into the array of this name. */
  run(code: Code, out: string): void
}

export type Lowering = Entries | Accumulation | Step

/** Up to so many entries are written out, each a number of its own. */
export const fewEntries = 8

export const isFew = (size: number): boolean => size <= fewEntries
