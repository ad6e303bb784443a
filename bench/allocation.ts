/**
 * Whether a call allocates: the growth of the heap and of the array buffers over 10 000 calls, after a
 * warm-up long enough for V8 to optimize, and a collection. Needs `node --expose-gc`.
 */

export interface Allocation {
  readonly name: string
  /** Bytes over all measured calls together. */
  readonly heapBytes: number
  readonly arrayBufferBytes: number
  readonly allocates: boolean
}

export const measuredCalls = 10_000
const warmUpCalls = 20_000
/** And that long at least: V8 optimizes in the background, and leaves traces on the heap when it is done. */
const warmUpMilliseconds = 100
const tries = 5
/** A call that allocates nothing shows some 300 bytes in all; one boxed number a call would be 160 000. */
const noise = 2_000

/** What `call` allocates, or nothing where the collector is not exposed. */
export function allocationOf(name: string, call: () => unknown): Allocation | undefined {
  const collect = globalThis.gc
  if (collect === undefined) return undefined
  const end = performance.now() + warmUpMilliseconds
  do {
    for (let i = 0; i < warmUpCalls; i++) call()
  } while (performance.now() < end)
  const heap: number[] = []
  const buffers: number[] = []
  for (let attempt = 0; attempt < tries; attempt++) {
    collect()
    const before = process.memoryUsage()
    for (let i = 0; i < measuredCalls; i++) call()
    const after = process.memoryUsage()
    heap.push(after.heapUsed - before.heapUsed)
    buffers.push(after.arrayBuffers - before.arrayBuffers)
  }
  const heapBytes = secondLeast(heap)
  const arrayBufferBytes = secondLeast(buffers)
  return { name, heapBytes, arrayBufferBytes, allocates: heapBytes > noise || arrayBufferBytes > noise }
}

/**
 * What a call allocates shows in every try, what V8 does in the background in some: the least would do,
 * but for a collection amid the calls that happens to end at the noise; so the second least.
 */
const secondLeast = (tries: readonly number[]): number => tries.toSorted((a, b) => a - b)[1]
