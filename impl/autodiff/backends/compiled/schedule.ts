/**
 * What is computed when. Code comes in stages, each with scalars first, then loops, one for each number of places,
 * then steps:
 *
 *   a node stands in the first stage where what it reads is there; what it reads at the same place may be computed
 *   in the same loop, everything else has to be complete;
 *   a node of a loop then sinks to the loop where it is first read at the same place, so that no array lies between.
 *
 * So everything over the same places that does not wait for a sum or a step becomes one loop.
 */
import { broadcast } from '../../../math/elementwise.ts'
import { sizeOf } from '../../../math/shape.ts'
import { reshapePrimitive } from '../../../math/structure.ts'
import { type CallNode, type GraphNode, isCall } from './graph.ts'
import { isFew, type Lowering } from './lowering.ts'
import { lowered } from './lowerings.ts'

export interface Scheduled {
  readonly node: CallNode
  readonly lowering: Lowering
  /** Over how many places it loops; none: it is written out, or a step. */
  readonly loop: number | undefined
  stage: number
  /** Read by one node of the same lines alone: it can stand where it is read. */
  isPartOfReader: boolean
}

export interface Stage {
  readonly writtenOut: readonly Scheduled[]
  readonly loops: ReadonlyMap<number, readonly Scheduled[]>
  readonly steps: readonly Scheduled[]
}

/** So many expressions stand inside of each other at most. */
const deepest = 8

/** The node whose entries, in order, are those of `node`: the same in another shape is not computed. */
export function unshaped(node: GraphNode): GraphNode {
  return isCall(node, reshapePrimitive) ? unshaped(node.inputs[0]) : node
}

/** The node that is computed for `node`: of a number at every place, the number. */
export function computed(node: GraphNode): GraphNode {
  const plain = unshaped(node)
  return isCall(plain, broadcast) ? computed(plain.inputs[0]) : plain
}

/** The stages that compute `outputs`, and nothing else. */
export function stagesFor(outputs: readonly GraphNode[]): Stage[] {
  const members = new Map<GraphNode, Scheduled>()
  for (const node of needed(outputs)) members.set(node, placed(node, members))
  const readers = readersOf(members)
  sink([...members.values()], members, readers)
  inline(members, readers, new Set(outputs.map(computed)))
  const last = Math.max(0, ...[...members.values()].map(({ stage }) => stage))
  return Array.from({ length: last + 1 }, (_, stage) => grouped([...members.values()].filter((m) => m.stage === stage)))
}

/** All calls that the outputs depend on, inputs before what reads them. */
function needed(outputs: readonly GraphNode[]): CallNode[] {
  const found = new Set<CallNode>()
  const waiting = outputs.map(computed)
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.kind !== 'call' || found.has(node)) continue
    found.add(node)
    waiting.push(...node.inputs.map(computed))
  }
  return [...found].sort((a, b) => a.id - b.id)
}

function placed(node: CallNode, members: ReadonlyMap<GraphNode, Scheduled>): Scheduled {
  const lowering = lowered(node)
  const member: Scheduled = { node, lowering, loop: loopOf(node, lowering), stage: 0, isPartOfReader: false }
  for (const { input, isAligned } of readsOf(member)) {
    const source = members.get(input)
    if (source === undefined) continue
    const canShare = isAligned && isInSuchALoop(source, member)
    member.stage = Math.max(member.stage, canShare || isWrittenOut(source) ? source.stage : source.stage + 1)
  }
  return member
}

function loopOf(node: CallNode, lowering: Lowering): number | undefined {
  const size = sizeOf(node.shape)
  if (lowering.way === 'step') return undefined
  if (lowering.way === 'entries') return isFew(size) ? undefined : size
  return isFew(lowering.size) && isFew(size) ? undefined : lowering.size
}

function readsOf({ node, lowering }: Scheduled): { input: GraphNode; isAligned: boolean }[] {
  const aligned: readonly GraphNode[] = lowering.way === 'step' ? [] : lowering.aligned
  return node.inputs.map((input) => ({ input: computed(input), isAligned: aligned.includes(input) }))
}

const isWrittenOut = ({ lowering, loop }: Scheduled): boolean => lowering.way !== 'step' && loop === undefined

/** Whether what `source` computes at a place of its loop can be read in the loop of `reader`. */
const isInSuchALoop = (source: Scheduled, reader: Scheduled): boolean =>
  source.lowering.way === 'entries' && source.loop !== undefined && source.loop === reader.loop

/** For each node those that read it, once for each time. */
function readersOf(members: ReadonlyMap<GraphNode, Scheduled>): Map<Scheduled, Scheduled[]> {
  const readers = new Map<Scheduled, Scheduled[]>()
  for (const member of members.values()) {
    for (const { input } of readsOf(member)) {
      const source = members.get(input)
      if (source === undefined) continue
      const known = readers.get(source)
      if (known === undefined) readers.set(source, [member])
      else known.push(member)
    }
  }
  return readers
}

/** Moves what a later loop reads into that loop, unless that would keep two arrays for it in the place of one. */
function sink(
  members: readonly Scheduled[],
  byNode: ReadonlyMap<GraphNode, Scheduled>,
  readers: ReadonlyMap<Scheduled, readonly Scheduled[]>,
): void {
  const latest = new Map<Scheduled, number>()
  for (const member of members.toReversed()) {
    if (member.lowering.way !== 'entries' || member.loop === undefined) continue
    for (const reader of readers.get(member) ?? []) {
      const isShared = readsOf(reader).every(({ input, isAligned }) => input !== member.node || isAligned)
      const limit = isShared && isInSuchALoop(member, reader) ? reader.stage : reader.stage - 1
      latest.set(member, Math.min(latest.get(member) ?? Number.POSITIVE_INFINITY, limit))
    }
    const sources = readsOf(member).filter(({ input }) => byNode.get(input)?.loop === member.loop)
    if (sources.length <= 1) member.stage = Math.max(member.stage, latest.get(member) ?? 0)
  }
}

/** Marks what is read once, up to a depth that a parser does not mind. */
function inline(
  members: ReadonlyMap<GraphNode, Scheduled>,
  readers: ReadonlyMap<Scheduled, readonly Scheduled[]>,
  outputs: ReadonlySet<GraphNode>,
): void {
  const depths = new Map<GraphNode, number>()
  for (const member of members.values()) {
    const [reader, ...others] = readers.get(member) ?? []
    if (reader === undefined || others.length > 0 || outputs.has(member.node)) continue
    if (member.lowering.way !== 'entries' || reader.lowering.way === 'step') continue
    const isInSameLines = reader.stage === member.stage && reader.loop === member.loop
    const isReadOncePerPlace = sizeOf(member.node.shape) === placesOf(reader)
    const depth = 1 + Math.max(0, ...readsOf(member).map(({ input }) => depths.get(input) ?? 0))
    if (!isInSameLines || !isReadOncePerPlace || depth > deepest) continue
    member.isPartOfReader = true
    depths.set(member.node, depth)
  }
}

const placesOf = ({ node, lowering }: Scheduled): number =>
  lowering.way === 'accumulation' ? lowering.size : sizeOf(node.shape)

function grouped(members: readonly Scheduled[]): Stage {
  const loops = new Map<number, Scheduled[]>()
  for (const member of members) {
    if (member.loop !== undefined) loops.set(member.loop, [...(loops.get(member.loop) ?? []), member])
  }
  return {
    writtenOut: members.filter(isWrittenOut),
    loops,
    steps: members.filter(({ lowering }) => lowering.way === 'step'),
  }
}
