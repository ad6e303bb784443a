/**
 * A port that lets the process breathe. Answers of a port in this process come without ever leaving the
 * microtask queue, so a long check would keep messages, timers and signals waiting until its end.
 */
import type { Port } from '../../spec/port.ts'

/** The longest time in milliseconds between two turns of the event loop. */
const breath = 100

export function breathing(port: Port): Port {
  let last = performance.now()
  const turn = async (): Promise<void> => {
    if (performance.now() - last < breath) return
    await new Promise<void>((resolve) => setImmediate(resolve))
    last = performance.now()
  }
  return {
    async describe() {
      return port.describe()
    },
    async primal(call) {
      await turn()
      return port.primal(call)
    },
    async pushforward(call) {
      await turn()
      return port.pushforward(call)
    },
    async pullback(call) {
      await turn()
      return port.pullback(call)
    },
    async close() {
      await port.close()
    },
  }
}
