import { describe, expect, it } from 'vitest'
import { operators } from '../impl/index.ts'
import { inProcessPort } from '../ports/index.ts'
import { entryOf } from '../spec/catalogue.ts'
import { CotangentError } from '../spec/errors.ts'
import type { Operators } from '../spec/operator.ts'
import { type Description, type OperatorSupport, type Port, PortFault } from '../spec/port.ts'
import { mutants } from '../test/mutants/index.ts'
import { type Check, checksOf, examplePath, type Finding, runCheck } from './index.ts'

const built = inProcessPort(operators)
const whole = await built.describe()
const settings = { seed: 5, runs: 20 }

const check = (id: string): Check => checksOf(whole).find((one) => one.id === id)!

/** What is declared of these operators alone. */
const declaring = (support: Record<string, OperatorSupport>): Description => ({ ...whole, operators: support })

async function runAll(port: Port, description: Description, runs = settings.runs): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const one of checksOf(description)) findings.push(await runCheck(port, description, one, { ...settings, runs }))
  return findings
}

const failing = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ status }) => status !== 'pass' && status !== 'unsupported')

describe('runCheck', () => {
  it('knows no other checks', async () => {
    const stranger = { id: 'locate/beauty', operator: 'locate', law: 'beauty' }
    await expect(runCheck(built, whole, stranger, settings)).rejects.toThrow(/there is no check 'locate\/beauty'/)
  })

  it('reports progress, the largest K and its limit', async () => {
    const seen: number[] = []
    const onProgress = (cases: number): number => seen.push(cases)
    const finding = await runCheck(built, whole, check('tridiagonal-solve/exact/pullback'), { ...settings, onProgress })
    expect(finding).toMatchObject({ status: 'pass', cases: 20, limit: 32, seed: 5 })
    expect(Object.keys(finding.largestK).toSorted()).toEqual(['b', 'd', 'dl', 'du'])
    expect(seen).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
  })

  it('takes an argument without entries for one that was not measured', async () => {
    const description = { ...whole, maxLength: 1 }
    const finding = await runCheck(built, description, check('tridiagonal-solve/exact/pullback'), settings)
    expect(Object.keys(finding.largestK).toSorted()).toEqual(['b', 'd'])
  })

  it('stops drawing when its time is over', async () => {
    const endless = { seed: 5, runs: 1e6, endAfter: 100 }
    const finding = await runCheck(built, whole, check('locate/exact/primal'), endless)
    expect(finding.status).toBe('pass')
    expect(finding.cases).toBeGreaterThan(0)
    expect(finding.cases).toBeLessThan(1e6)
  })
})

describe('a port that gives no usable answer', () => {
  const hang = (isHung: (length: number) => boolean): { port: Port; calls: () => number } => {
    let calls = 0
    const port: Port = {
      ...built,
      async pullback(call) {
        calls++
        if (isHung(call.arguments.d.length)) throw new PortFault('hang', 'no answer in 5000 ms', 'swap is full')
        return built.pullback(call)
      },
    }
    return { port, calls: () => calls }
  }

  it('is a fault at once, shown by the example if that faults too', async () => {
    const { port, calls } = hang(() => true)
    const example = entryOf('tridiagonal-solve')!.example.arguments
    const finding = await runCheck(port, whole, check('tridiagonal-solve/exact/pullback'), settings)
    expect(finding).toMatchObject({
      status: 'fault',
      path: examplePath,
      cases: 1,
      fault: { kind: 'hang', message: 'no answer in 5000 ms', stderr: 'swap is full', input: example },
    })
    expect(finding.shrinks).toBeUndefined()
    expect(calls()).toBe(2)
    const again = await runCheck(port, whole, check('tridiagonal-solve/exact/pullback'), {
      ...settings,
      path: examplePath,
    })
    expect(again).toMatchObject({ status: 'fault', path: examplePath })
  })

  it('is a fault at the case that was drawn, unshrunk, where the example is answered', async () => {
    const { port, calls } = hang((n) => n > 4)
    const finding = await runCheck(port, whole, check('tridiagonal-solve/exact/pullback'), settings)
    expect(finding).toMatchObject({ status: 'fault', fault: { kind: 'hang' } })
    expect(finding.fault?.input?.d.length).toBeGreaterThan(4)
    expect(calls()).toBe(finding.cases + 1)
    const path = finding.path!
    const replayed = await runCheck(port, whole, check('tridiagonal-solve/exact/pullback'), { ...settings, path })
    expect(replayed).toMatchObject({ status: 'fault', cases: 1 })
  })

  it('is shown by what it was sent, not by the valid case that bad input was planted in', async () => {
    const port: Port = {
      ...built,
      async primal(call) {
        if (Object.values(call.arguments).some((values) => Array.from(values).some(Number.isNaN)))
          throw new PortFault('crash', 'exited with code 1')
        return built.primal(call)
      },
    }
    const finding = await runCheck(port, whole, check('quadratic-spline/bad-input'), { seed: 5, runs: 200 })
    expect(finding).toMatchObject({ status: 'fault', fault: { kind: 'crash' } })
    expect(finding.fault?.options).toBeDefined()
    expect(
      Object.values(finding.fault?.input ?? {})
        .flat()
        .some(Number.isNaN),
    ).toBe(true)
    const replay = { seed: 5, runs: 1, path: finding.path! }
    const again = await runCheck(port, whole, check('quadratic-spline/bad-input'), replay)
    expect(again.fault?.input).toEqual(finding.fault?.input)
  })

  it('is a fault where its answer has the wrong shape', async () => {
    const short: Operators = {
      ...operators,
      locate: { ...operators.locate, primal: (args) => new Float64Array(args.knots.length) },
    }
    const finding = await runCheck(inProcessPort(short), whole, check('locate/exact/primal'), settings)
    expect(finding).toMatchObject({ status: 'fault', fault: { kind: 'wrong-shape' } })
  })
})

describe('a port that answers SINGULAR to everything', () => {
  it('fails every law that wants an answer', async () => {
    const { plant } = mutants.find(({ id }) => id === 'solve-everything-singular')!
    const findings = await runAll(
      inProcessPort(plant(operators)),
      declaring({ 'tridiagonal-solve': whole.operators['tridiagonal-solve'] }),
      2,
    )
    const passed = findings.filter(({ status }) => status === 'pass')
    expect(passed.map(({ check }) => check)).toEqual(['tridiagonal-solve/bad-input'])
  })
})

describe('a port with limits', () => {
  it('is asked for nothing longer than it takes', async () => {
    let longest = 0
    const measure = (...arrays: readonly ArrayLike<number>[]): void => {
      longest = Math.max(longest, ...arrays.map(({ length }) => length))
    }
    const port: Port = {
      ...built,
      async primal(call) {
        measure(...Object.values(call.arguments))
        return built.primal(call)
      },
      async pushforward(call) {
        measure(...Object.values(call.arguments), ...Object.values(call.tangents))
        return built.pushforward(call)
      },
      async pullback(call) {
        measure(...Object.values(call.arguments), call.cotangent)
        return built.pullback(call)
      },
    }
    expect(failing(await runAll(port, { ...whole, maxLength: 5 }, 8))).toEqual([])
    expect(longest).toBe(5)
  })

  it('is held to the arguments and options that it declares, and to no others', async () => {
    const description = declaring({
      'tridiagonal-solve': { maps: ['primal', 'pushforward', 'pullback'], differentiable: ['b'] },
      'quadratic-spline': {
        maps: ['primal', 'pullback'],
        options: { extrapolation: ['none'] },
        differentiable: ['values', 'queries'],
      },
    })
    const refuse = (argument: string): never => {
      throw new CotangentError('INVALID_OPTION', `this port has no ${argument}`, { argument })
    }
    const solve = operators['tridiagonal-solve']
    const spline = operators['quadratic-spline']
    const table: Operators = {
      'tridiagonal-solve': {
        ...solve,
        pushforward(args, tangents, options) {
          for (const name of ['dl', 'd', 'du']) if (Object.hasOwn(tangents, name)) refuse(name)
          return solve.pushforward(args, tangents, options)
        },
        pullback: (args, cotangent, options) => ({ b: solve.pullback(args, cotangent, options).b }),
      },
      'quadratic-spline': {
        primal(args, options = {}) {
          if (JSON.stringify(options).includes('extension')) refuse('extrapolation')
          return spline.primal(args, options)
        },
        pushforward: () => refuse('pushforward'),
        pullback(args, cotangent, options = {}) {
          if (JSON.stringify(options).includes('extension')) refuse('extrapolation')
          const { values, queries } = spline.pullback(args, cotangent, options)
          return { values, queries }
        },
      },
    }
    const findings = await runAll(inProcessPort(table, description), description)
    expect(failing(findings)).toEqual([])
    expect(findings.filter(({ status }) => status === 'pass').length).toBeGreaterThan(15)
    const { largestK } = findings.find(({ check }) => check === 'tridiagonal-solve/exact/pullback')!
    expect(Object.keys(largestK)).toEqual(['b'])
  })

  it('fails where what it declares is wrong', async () => {
    const description = declaring({
      'tridiagonal-solve': { maps: ['primal', 'pushforward', 'pullback'], differentiable: ['b'] },
    })
    const solve = operators['tridiagonal-solve']
    const forward: Operators = {
      'tridiagonal-solve': {
        ...solve,
        pullback: (args, cotangent, options) => ({ b: solve.primal({ ...args, b: cotangent }, options) }),
      },
    }
    const port = inProcessPort(forward, description)
    const finding = await runCheck(port, description, check('tridiagonal-solve/adjoint-identity'), {
      ...settings,
      runs: 100,
    })
    expect(finding).toMatchObject({ status: 'fail', violation: { clause: 'OPR-3' } })
  })
})
