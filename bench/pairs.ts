/**
 * Interleaved pairs: how much slower is `head` than `base`, on a machine that is never quiet.
 *
 * Both run in turn (AB, BA, AB, …) in batches of at least 0.5 ms, alike in length, for about a second; the figure is
 * exp(median log(head/base)) over the pairs. What disturbs the machine for longer than a pair disturbs
 * both alike and cancels; what disturbs one batch is an outlier, which a median does not see. Means are
 * not compared, nor times of another run: the same code moves by 2 to 16 % between launches.
 *
 * The pairs are taken in rounds, each with subjects and buffers of its own. The interval is still that of
 * one process: code layout and the neighbours of the machine are in it only as far as they changed
 * within the run, so a gate must ask several processes.
 */
import { bootstrapMedian, median } from './statistics.ts'
import type { Subject, SubjectMaker } from './subject.ts'

export interface PairSettings {
  /** How long to take pairs; default 1. Warming up comes on top. */
  readonly seconds?: number
  /** The shortest batch; default 5e5. */
  readonly batchNanoseconds?: number
  /** How often both subjects are made anew; default 3. */
  readonly rounds?: number
  /** Of the bootstrap; default 1. */
  readonly seed?: number
}

export interface Timing {
  readonly name: string
  /** Median over the batches, for one repetition: for orientation, not for comparison. */
  readonly nanoseconds: number
}

export interface Comparison {
  /** Time of head over time of base, for one repetition of each. */
  readonly ratio: number
  /** Bootstrap interval of the ratio, 95 %. */
  readonly low: number
  readonly high: number
  readonly pairs: number
  readonly head: Timing
  readonly base: Timing
}

/** Pairs that a round takes at least, however long a batch is. */
const fewestPairs = 5
/** How long each subject runs before it is measured, at least: V8 optimizes in the background. */
const warmUpNanoseconds = 5e7

export async function compare(
  makeHead: SubjectMaker,
  makeBase: SubjectMaker,
  settings: PairSettings = {},
): Promise<Comparison> {
  const { seconds = 1, batchNanoseconds = 5e5, rounds = 3, seed = 1 } = settings
  const logRatios: number[] = []
  const headTimes: number[] = []
  const baseTimes: number[] = []
  const names = { head: '', base: '' }
  // No more than there is time for when batches are as short as can be: a subject may have a clock of its own.
  const mostPairs = fewestPairs + Math.ceil((1e9 * seconds) / rounds / (2 * batchNanoseconds))
  for (let round = 0; round < rounds; round++) {
    const [head, base] = await calibratedAlike(await makeHead(), await makeBase(), batchNanoseconds)
    names.head = head.name
    names.base = base.name
    const end = performance.now() + (1e3 * seconds) / rounds
    for (let pair = 0; pair < fewestPairs || (pair < mostPairs && performance.now() < end); pair++) {
      const headFirst = pair % 2 === 0
      const first = await (headFirst ? head : base).time()
      const second = await (headFirst ? base : head).time()
      const [headTime, baseTime] = headFirst ? [first, second] : [second, first]
      headTimes.push(headTime)
      baseTimes.push(baseTime)
      logRatios.push(Math.log(headTime / baseTime))
    }
  }
  const { low, high } = bootstrapMedian(logRatios, seed)
  return {
    ratio: Math.exp(median(logRatios)),
    low: Math.exp(low),
    high: Math.exp(high),
    pairs: logRatios.length,
    head: { name: names.head, nanoseconds: median(headTimes) },
    base: { name: names.base, nanoseconds: median(baseTimes) },
  }
}

/** Of two subjects that do the same, the maker of the faster one, by a short comparison. */
export async function faster(
  one: SubjectMaker,
  other: SubjectMaker,
  settings: PairSettings = {},
): Promise<SubjectMaker> {
  const { ratio } = await compare(one, other, { ...settings, seconds: 0.1 * (settings.seconds ?? 1), rounds: 1 })
  return ratio <= 1 ? one : other
}

/**
 * Where one repetition of the slower is longer than a batch has to be, batches of the other are made as long: whoever
 * shares the processor takes a part of every long batch, but of few short ones, and the long would look the slower
 * for it (measured: fivefold, with ten at two CPUs).
 */
async function calibratedAlike(
  headSubject: Subject,
  baseSubject: Subject,
  batchNanoseconds: number,
): Promise<readonly [Calibrated, Calibrated]> {
  const head = await calibrated(headSubject, batchNanoseconds)
  const base = await calibrated(baseSubject, batchNanoseconds)
  if (head.shortest > Math.max(batchNanoseconds, base.shortest))
    return [head, await calibrated(baseSubject, head.shortest)]
  if (base.shortest > batchNanoseconds) return [await calibrated(headSubject, base.shortest), base]
  return [head, base]
}

interface Calibrated {
  readonly name: string
  /** Nanoseconds of one repetition in the fastest batch so far. */
  readonly shortest: number
  /** Nanoseconds of one repetition, by one batch. */
  time(): Promise<number>
}

/** Warms the subject up and finds the number of repetitions that makes a batch long enough. */
async function calibrated(subject: Subject, batchNanoseconds: number): Promise<Calibrated> {
  let repetitions = 1
  let spent = 0
  let shortest = Number.POSITIVE_INFINITY
  for (;;) {
    const taken = await subject.batch(repetitions)
    if (!(taken >= 0)) throw new RangeError(`${subject.name}: a batch took ${taken} ns`)
    spent += taken
    shortest = Math.min(shortest, taken / repetitions)
    const isLongEnough = taken >= batchNanoseconds
    if (isLongEnough && spent >= warmUpNanoseconds) break
    // Aims a fifth above the mark, so that noise seldom makes a batch too short.
    if (!isLongEnough)
      repetitions = Math.ceil(repetitions * Math.min(10, (1.2 * batchNanoseconds) / Math.max(taken, 1)))
  }
  return {
    name: subject.name,
    shortest,
    time: async () => (await subject.batch(repetitions)) / repetitions,
  }
}
