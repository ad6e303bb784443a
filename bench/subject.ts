/** What is measured: something that runs a batch of repetitions and says how long they took. */

export interface Subject {
  readonly name: string
  /** The nanoseconds that `repetitions` repetitions took, by the subject's own clock. */
  batch(repetitions: number): number | Promise<number>
}

/** Makes a subject with buffers of its own: what is measured must not hang on where one buffer happens to lie. */
export type SubjectMaker = () => Subject | Promise<Subject>

/**
 * A function of this process, called with `held`.
 *
 * `held` goes through a mutable array: typed arrays that V8 can see to be constant have their address and
 * length written into the machine code, which no caller of a library gets (measured: a plain loop 2.5
 * times faster). The last result is stored, so that no call is dead.
 */
export function functionSubject<Held>(name: string, held: Held, call: (held: Held) => unknown): Subject {
  const box = [held]
  const sink: unknown[] = [undefined]
  return {
    name,
    batch(repetitions) {
      const start = process.hrtime.bigint()
      for (let i = 0; i < repetitions; i++) sink[0] = call(box[0])
      return Number(process.hrtime.bigint() - start)
    },
  }
}
