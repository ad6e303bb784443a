/** The options of `npm run bench`. */
import { parseArgs } from 'node:util'

export interface BenchOptions {
  /** What to measure: the kernels, or the backends of the differentiation interface. */
  readonly suite: 'kernels' | 'autodiff'
  /** Rows of the systems. */
  readonly sizes: readonly number[]
  /** Knots of the interpolants. */
  readonly knots: readonly number[]
  readonly seconds: number
  readonly only: RegExp
  readonly json: string | undefined
  readonly help: boolean
}

export const usage = `npm run bench [-- options]
npm run bench -- autodiff [options]

  How fast the tridiagonal solves and the interpolants are, against plain JavaScript, C, LAPACK and GSL,
  and their pullbacks against their evaluation.
  Every figure is a ratio by interleaved pairs with a 95 % interval; below 1, the first of the two is faster.

  With autodiff: what each backend costs for each program and operator, prepared and not (calls of the program,
  time, allocation), and prepared gradients against gradients written by hand. --only and --seconds apply.

  --sizes 64,1000    rows of the systems; default 64,1000,10000,100000,1000000; and knots, to 100000, of the
                     interpolants, with ten queries a knot; default 64. The growth of the interpolants is that
                     from the least of those from 1000 on to the largest
  --seconds 1        how long to take pairs for a ratio
  --only REGEXP      only rows whose name matches, for instance 'C Thomas', growth or allocation
  --json FILE        where the figures go; default bench/results/<date>.json
  --quick            64 and 1000 rows, 64 knots, 0.2 s a ratio: to see that it runs
  --help
`

/** Throws an Error that says what is wrong with the arguments. */
export function parseOptions(args: readonly string[]): BenchOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      sizes: { type: 'string' },
      seconds: { type: 'string' },
      only: { type: 'string', default: '' },
      json: { type: 'string' },
      quick: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (positionals.length > 1 || (positionals.length === 1 && positionals[0] !== 'autodiff')) {
    throw new Error(`the only word to give is autodiff; got '${positionals.join(' ')}'`)
  }
  const sizes = values.sizes ?? (values.quick ? '64,1000' : '64,1000,10000,100000,1000000')
  const seconds = values.seconds ?? (values.quick ? '0.2' : '1')
  return {
    suite: positionals.length === 1 ? 'autodiff' : 'kernels',
    sizes: sizes.split(',').map(parseSize),
    knots: (values.sizes ?? '64').split(',').map(parseSize),
    seconds: parseSeconds(seconds),
    only: parsePattern(values.only),
    json: values.json,
    help: values.help,
  }
}

function parseSize(text: string): number {
  const size = Number(text)
  // Two rows are the fewest that have off-diagonals; beyond 10⁷ the systems no longer fit beside each other.
  if (!Number.isInteger(size) || size < 2 || size > 1e7) {
    throw new Error(`--sizes takes whole numbers from 2 to 10000000 with commas between; got '${text}'`)
  }
  return size
}

function parseSeconds(text: string): number {
  const seconds = Number(text)
  if (!(seconds > 0 && seconds <= 3600)) throw new Error(`--seconds takes a number above 0, to 3600; got '${text}'`)
  return seconds
}

function parsePattern(text: string): RegExp {
  try {
    return new RegExp(text, 'i')
  } catch (error) {
    throw new Error(`--only takes a regular expression; got '${text}'`, { cause: error })
  }
}
