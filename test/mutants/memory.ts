/** Bugs of maps that change their input or remember earlier calls (OPR-4). */
import type { Operators } from '../../spec/operator.ts'
import type { Mutant } from './mutant.ts'

const solve = 'tridiagonal-solve'
const multiply = 'tridiagonal-multiply'
const slopes = 'quadratic-spline-slopes'
const rhs = 'quadratic-spline-rhs'

/** Longer than anything that is drawn. */
const room = 2 ** 13

type Change = (operator: Operators[string]) => Partial<Operators[string]>

const changed =
  (name: string, change: Change): Mutant['plant'] =>
  (built) => ({ ...built, [name]: { ...built[name], ...change(built[name]) } })

export const memoryMutants: readonly Mutant[] = [
  {
    id: 'pullback-accumulates',
    origin: 'torch: gradients add up in their buffers',
    operators: [slopes],
    wrong: 'The pullback adds into a buffer that still holds the last answer.',
    plant: changed(slopes, (operator) => {
      const buffer = new Float64Array(room)
      return {
        pullback(args, cotangent, options) {
          operator.pullback(args, cotangent, options).rhs.forEach((x, i) => {
            buffer[i] += x
          })
          return { rhs: buffer.slice(0, args.rhs.length) }
        },
      }
    }),
    caughtBy: ['pure/pullback', 'linear-maps/pullback'],
    remembers: true,
  },
  {
    id: 'output-reused',
    origin: 'planted',
    operators: [solve],
    wrong: 'The output is a view of one buffer, which the next call overwrites.',
    plant: changed(solve, (operator) => {
      const buffer = new Float64Array(room)
      return {
        primal(args, options) {
          const x = operator.primal(args, options)
          buffer.set(x)
          return buffer.subarray(0, x.length)
        },
      }
    }),
    caughtBy: ['pure/primal'],
    remembers: true,
  },
  {
    id: 'pieces-reused',
    origin: 'planted',
    operators: ['locate'],
    wrong: 'The pieces are a view of one buffer, which the next call overwrites.',
    plant: changed('locate', (operator) => {
      const buffer = new Float64Array(room)
      return {
        primal(args, options) {
          const pieces = operator.primal(args, options)
          buffer.set(pieces)
          return buffer.subarray(0, pieces.length)
        },
      }
    }),
    caughtBy: ['pure/primal'],
    byNoOther: true,
    remembers: true,
  },
  {
    id: 'right-hand-side-overwritten',
    origin: 'planted',
    operators: [solve],
    wrong: 'The system is solved in place, in the caller’s right-hand side.',
    plant: changed(solve, (operator) => ({
      primal(args, options) {
        const x = operator.primal(args, options)
        if (Array.isArray(args.b)) args.b.splice(0, x.length, ...x)
        return x
      },
    })),
    caughtBy: ['pure/primal'],
    remembers: true,
  },
  {
    id: 'cotangent-overwritten',
    origin: 'pyadjoint #264',
    operators: [slopes],
    wrong: 'The backward recurrence runs in the caller’s cotangent.',
    plant: changed(slopes, (operator) => ({
      pullback(args, cotangent, options) {
        const { rhs } = operator.pullback(args, cotangent, options)
        if (Array.isArray(cotangent)) cotangent.splice(0, rhs.length, ...rhs)
        return { rhs }
      },
    })),
    caughtBy: ['pure/pullback'],
    remembers: true,
  },
  {
    id: 'other-bits-every-other-time',
    origin: 'planted',
    operators: [multiply],
    wrong: 'Every other call sums in another order, one unit in the last place away.',
    plant: changed(multiply, (operator) => {
      let calls = 0
      return {
        primal(args, options) {
          const y = operator.primal(args, options)
          return calls++ % 2 === 0 ? y : y.map((x) => x * (1 + 2 ** -52))
        },
      }
    }),
    caughtBy: ['pure/primal'],
    remembers: true,
  },
  {
    id: 'cotangent-of-the-last-call',
    origin: 'the rrule for Tridiagonal that read ȳ where its argument was ΔΩ',
    operators: [solve],
    wrong: 'The pullback reads a cotangent from outside, which an earlier call left there.',
    plant: changed(solve, (operator) => {
      let stale: ArrayLike<number> = []
      return {
        pullback(args, cotangent, options) {
          const right = operator.pullback(args, cotangent, options)
          const wrong = stale.length === cotangent.length ? operator.pullback(args, stale, options) : right
          stale = Array.from(cotangent)
          return wrong
        },
      }
    }),
    caughtBy: ['linear-maps/pullback'],
    remembers: true,
  },
  {
    id: 'factors-of-the-last-matrix',
    origin: 'ReverseDiff.jl: compiled tapes bake constants in',
    operators: [solve],
    wrong: 'The matrix of the first call of a length is kept for all later ones.',
    plant: changed(solve, (operator) => {
      const kept = new Map<number, { dl: ArrayLike<number>; d: ArrayLike<number>; du: ArrayLike<number> }>()
      return {
        primal(args, options) {
          operator.primal(args, options)
          const n = args.d.length
          const matrix = kept.get(n) ?? { dl: [...Array.from(args.dl)], d: Array.from(args.d), du: Array.from(args.du) }
          kept.set(n, matrix)
          return operator.primal({ ...args, ...matrix }, options)
        },
      }
    }),
    caughtBy: ['exact/primal'],
    remembers: true,
  },
  {
    id: 'stale-after-an-error',
    origin: 'planted',
    operators: [multiply],
    wrong: 'After a refusal the answer is that to the call before.',
    plant: changed(multiply, (operator) => {
      let last: Float64Array | undefined
      let hasFailed = false
      return {
        primal(args, options) {
          try {
            const y = operator.primal(args, options)
            const answered = hasFailed && last?.length === y.length ? last : y
            hasFailed = false
            last = y
            return answered
          } catch (error) {
            hasFailed = true
            throw error
          }
        },
      }
    }),
    caughtBy: ['bad-input'],
    byNoOther: true,
    remembers: true,
  },
  {
    id: 'kept-by-data-alone',
    origin: 'planted',
    operators: ['akima'],
    wrong: 'The last answer is given again to the same arguments, whatever the options.',
    plant: changed('akima', (operator) => {
      let last: { readonly key: string; readonly y: Float64Array } | undefined
      return {
        primal(args, options) {
          const y = operator.primal(args, options)
          const key = JSON.stringify(args)
          if (last?.key !== key) last = { key, y }
          return last.y.slice()
        },
      }
    }),
    caughtBy: ['pure/primal'],
    remembers: true,
  },
  {
    id: 'kept-by-ends-of-knots',
    origin: 'planted',
    operators: [rhs],
    wrong: 'Knots of as many, between the same ends, are taken for those of the call before.',
    plant: changed(rhs, (operator) => {
      let last: ArrayLike<number> = []
      return {
        pullback(args, cotangent, options) {
          const { knots } = args
          const right = operator.pullback(args, cotangent, options)
          const end = knots.length - 1
          const isSame = last.length === knots.length && last[0] === knots[0] && last[end] === knots[end]
          if (isSame) return operator.pullback({ ...args, knots: last }, cotangent, options)
          last = Array.from(knots)
          return right
        },
      }
    }),
    caughtBy: ['pure/pullback'],
    remembers: true,
  },
]
