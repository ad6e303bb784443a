/** Parts of the package that need a package beside it, loaded when they are first called. */

/** What `load` gives; where it finds no `peer`, an error with the line that installs it. */
export async function withPeer<T>(caller: string, peer: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (error) {
    // Node names the package, bundlers and browsers the specifier.
    if (!(error instanceof Error) || !error.message.includes(peer)) throw error
    throw new Error(`${caller} needs ${peer}; install:\n  npm install --save-dev ${peer}`, { cause: error })
  }
}
