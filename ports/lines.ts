/** Cuts a stream of bytes into lines (PRT-1): a message is a line of UTF-8, however the bytes arrive. */

export interface LineSplitter {
  push(chunk: Buffer): void
  /** What came after the last line end. */
  rest(): string
}

const lineFeed = 0x0a

export function lineSplitter(onLine: (line: string) => void): LineSplitter {
  // Pieces of the line under way: joined once, so that a long line costs what its length does.
  let pieces: Buffer[] = []
  const joined = (): string => Buffer.concat(pieces).toString('utf8')
  return {
    push(chunk) {
      let start = 0
      for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
        pieces.push(chunk.subarray(start, end))
        const line = joined()
        pieces = []
        start = end + 1
        onLine(line)
      }
      if (start < chunk.length) pieces.push(chunk.subarray(start))
    },
    rest: joined,
  }
}
