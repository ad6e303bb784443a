/** Ports: anything that answers the three maps, in this process or in any language over stdin and stdout. */
export { inProcessPort } from './in-process.ts'
export { type Input, type Output, serve } from './serve.ts'
export { openStdioPort, type StdioSettings } from './stdio.ts'
