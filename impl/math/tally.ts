/**
 * Who computed what: a tally of the maps of operators that have rules of their own, kept while somebody counts
 * (`autodiff/count.ts`). Elementwise functions and those that move entries about are not counted.
 */

/** How often the maps of one operator ran. */
export interface Calls {
  readonly primal: number
  readonly pushforward: number
  readonly pullback: number
  /** Of each argument, how often its cotangent was computed. */
  readonly cotangents: Readonly<Record<string, number>>
}

type Writable<T> = { -readonly [K in keyof T]: T[K] }
interface Counted extends Writable<Omit<Calls, 'cotangents'>> {
  readonly cotangents: Record<string, number>
}

let counts: Map<string, Counted> | undefined

/** Counts what happens until `stop` is called; counting inside of counting adds to both. */
export function startCounting(): { readonly stop: () => Readonly<Record<string, Calls>> } {
  const outer = counts
  const own = new Map<string, Counted>()
  counts = own
  return {
    stop() {
      counts = outer
      if (outer !== undefined) for (const [name, calls] of own) add(entryOf(outer, name), calls)
      return Object.fromEntries(own)
    },
  }
}

export function tally(name: string, map: 'primal' | 'pushforward'): void {
  if (counts !== undefined) entryOf(counts, name)[map]++
}

/** `wanted`: whose cotangents are computed, of arguments that `argument` names. */
export function tallyPullback(name: string, wanted: readonly boolean[], argument: (k: number) => string): void {
  if (counts === undefined) return
  const entry = entryOf(counts, name)
  entry.pullback++
  wanted.forEach((isWanted, k) => {
    if (isWanted) entry.cotangents[argument(k)] = (entry.cotangents[argument(k)] ?? 0) + 1
  })
}

function entryOf(among: Map<string, Counted>, name: string): Counted {
  let entry = among.get(name)
  if (entry === undefined) {
    entry = { primal: 0, pushforward: 0, pullback: 0, cotangents: {} }
    among.set(name, entry)
  }
  return entry
}

function add(to: Counted, { primal, pushforward, pullback, cotangents }: Calls): void {
  to.primal += primal
  to.pushforward += pushforward
  to.pullback += pullback
  for (const [name, count] of Object.entries(cotangents)) to.cotangents[name] = (to.cotangents[name] ?? 0) + count
}
