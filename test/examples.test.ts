/**
 * Runs every TypeScript block of the chapters, of `docs/` and of the READMEs as a test.
 *
 * In a block, `expression // → value` asserts that the expression, awaited, equals the value: numbers
 * exactly and with the sign of their zeros, typed arrays compared as arrays. `expression // → throws CODE`
 * asserts a `CotangentError` of that code. A block without an assertion fails; one marked `ts no-run` is
 * only shown. Imports of this package's entries are taken to the sources, by the `exports` of package.json.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { type Example, parseExamples } from '../spec/chapters.ts'
import { CotangentError } from '../spec/errors.ts'

const root = new URL('../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')

const files = [
  'README.md',
  'CONTRIBUTING.md',
  'ports/python/README.md',
  'spec/README.md',
  ...readdirSync(new URL('docs/', root)).map((name) => `docs/${name}`),
  ...readdirSync(new URL('spec/chapters/', root)).map((name) => `spec/chapters/${name}`),
].filter((path) => path.endsWith('.md') && existsSync(new URL(path, root)))

const examples = files.flatMap((path) => parseExamples(path, read(path)).map((example) => ({ path, example })))

describe('the examples', () => {
  for (const { path, example } of examples.filter(({ example }) => example.runs))
    it(`${path}:${example.line}`, () => run(path, example), 60_000)

  it('are found in every chapter', () => {
    for (const path of files.filter((file) => file.startsWith('spec/chapters/')))
      expect(
        examples.filter((one) => one.path === path && one.example.runs),
        path,
      ).not.toHaveLength(0)
  })
})

describe('a planted example', () => {
  const planted = (code: string): Promise<void> => run('planted', { code, line: 1, runs: true })

  it.each([
    '[1, 0] // → [1, 0]',
    'new Float64Array([1, 2]) // → [1, 2]',
    '({ a: new Float64Array(1) }) // → { a: [0] }',
    'await Promise.resolve(1) // → 1',
    "const x: number = 2\nx // → 2\nimport { CotangentError } from 'cotangent/spec'\nnew CotangentError('SINGULAR', '').code // → 'SINGULAR'",
    "import { CotangentError as E } from 'cotangent/spec'\n(() => {\n  throw new E('SINGULAR', '')\n})() // → throws SINGULAR",
  ])('passes where it is right: %j', async (code) => {
    await planted(code)
  })

  it.each([
    ['1 + 1 // → 3', 'planted:1: 1 + 1'],
    ['0.1 + 0.2 // → 0.3', 'planted:1'],
    ['[-0] // → [0]', 'planted:1'],
    ['new Float64Array([1, 2]) // → [1]', 'planted:1'],
    ['({ a: 1, b: 2 }) // → { a: 1 }', 'planted:1'],
    ['1 // → throws SINGULAR', 'got 1'],
    [
      "import { CotangentError } from 'cotangent/spec'\n(() => {\n  throw new CotangentError('SINGULAR', '')\n})() // → throws NOT_FINITE",
      'planted:2',
    ],
    ['JSON.parse("") // → throws SINGULAR', 'SyntaxError'],
    ['1 + 1', 'planted:1: no assertion'],
    ['const x = 1 // → 1', 'planted:1: an assertion must follow an expression'],
    ['[\n  1, // → 1\n] // → [1]', 'planted:2: an assertion must follow an expression'],
    ['1 // →', 'planted:1'],
    ['const x = // → 1', 'planted:1'],
    ["import { gradient } from 'cotangent/nowhere'\n1 // → 1", "package.json exports no 'cotangent/nowhere'"],
    ["import { nothing } from 'cotangent/spec'\n1 // → 1", "'cotangent/spec' exports no nothing"],
  ])('fails where it is wrong: %j', async (code, message) => {
    await expect(planted(code)).rejects.toThrow(message)
  })
})

async function run(path: string, example: Example): Promise<void> {
  const { code, assertions } = instrument(path, example)
  if (assertions === 0)
    throw new Error(`${path}:${example.line}: no assertion: write 'expression // → value' or mark it no-run`)
  const AsyncFunction = Object.getPrototypeOf(run).constructor as new (
    ...source: string[]
  ) => (check: typeof checkValue, load: typeof loadNames) => Promise<void>
  await new AsyncFunction('__check', '__load', code)(checkValue, loadNames)
}

/** The block as the body of an async function: imports become loads, assertions become checks. */
function instrument(path: string, { code, line }: Example): { code: string; assertions: number } {
  const source = ts.createSourceFile('example.ts', code, ts.ScriptTarget.ES2022, true)
  const lineAt = (position: number): number => line + source.getLineAndCharacterOfPosition(position).line
  const edits: { start: number; end: number; text: string }[] = []
  const asserted = new Set<number>()
  for (const statement of source.statements) {
    const start = statement.getStart(source)
    if (ts.isImportDeclaration(statement)) edits.push({ start, end: statement.end, text: loadOf(statement) })
    if (!ts.isExpressionStatement(statement)) continue
    const comment = ts
      .getTrailingCommentRanges(code, statement.end)
      ?.find(({ pos, end }) => /^\/\/ →/.test(code.slice(pos, end)))
    if (comment === undefined) continue
    asserted.add(comment.pos)
    const expression = code.slice(statement.expression.getStart(source), statement.expression.end)
    const expected = code.slice(comment.pos, comment.end).replace(/^\/\/ →\s*/, '')
    const what = JSON.stringify(`${path}:${lineAt(start)}: ${expression}`)
    const refusal = /^throws ([A-Z_]+)$/.exec(expected)
    const wanted = refusal === null ? `{ value: (${expected}) }` : `{ code: '${refusal[1]}' }`
    edits.push({ start, end: comment.end, text: `;await __check(${what}, async () => (${expression}), ${wanted});` })
  }
  for (const { index } of code.matchAll(/\/\/ →/g)) {
    if (!asserted.has(index))
      throw new Error(`${path}:${lineAt(index)}: an assertion must follow an expression of its own`)
  }
  // Imports are hoisted, as they are in a module.
  const isLoad = (text: string): boolean => text.includes('__load(')
  const loads = edits.filter(({ text }) => isLoad(text)).map(({ text }) => text)
  let body = code
  for (const { start, end, text } of edits.toSorted((a, b) => b.start - a.start))
    body = body.slice(0, start) + (isLoad(text) ? '' : text) + body.slice(end)
  const { outputText, diagnostics = [] } = ts.transpileModule([...loads, body].join('\n'), {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  })
  if (diagnostics.length > 0)
    throw new Error(`${path}:${line}: ${ts.flattenDiagnosticMessageText(diagnostics[0].messageText, ' ')}`)
  return { code: outputText.replace(/^export \{\};?$/m, ''), assertions: asserted.size }
}

function loadOf({ importClause, moduleSpecifier }: ts.ImportDeclaration): string {
  if (importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return ''
  const bindings = importClause?.namedBindings
  const load = (names: readonly string[]): string =>
    `await __load(${moduleSpecifier.getText()}, ${JSON.stringify(names)})`
  if (bindings === undefined)
    return `${importClause?.name === undefined ? '' : `const { default: ${importClause.name.text} } = `}${load([])};`
  if (ts.isNamespaceImport(bindings)) return `const ${bindings.name.text} = ${load([])};`
  const values = bindings.elements.filter(({ isTypeOnly }) => !isTypeOnly)
  const named = values.map(({ name, propertyName }) => `${(propertyName ?? name).text}: ${name.text}`)
  return `const { ${named.join(', ')} } = ${load(values.map(({ name, propertyName }) => (propertyName ?? name).text))};`
}

/** A module by the name that a user imports it by. A type that is imported without `type` is missing here, too. */
async function loadNames(specifier: string, names: readonly string[]): Promise<Record<string, unknown>> {
  const module: Record<string, unknown> = await import(/* @vite-ignore */ sourceOf(specifier))
  const missing = names.find((name) => !(name in module))
  if (missing !== undefined) throw new Error(`'${specifier}' exports no ${missing}`)
  return module
}

function sourceOf(specifier: string): string {
  const { name, exports } = JSON.parse(read('package.json')) as {
    name: string
    exports: Record<string, { default?: string }>
  }
  if (specifier !== name && !specifier.startsWith(`${name}/`)) return specifier
  const compiled = exports[`.${specifier.slice(name.length)}`]?.default
  if (compiled === undefined) throw new Error(`package.json exports no '${specifier}'`)
  return fileURLToPath(new URL(compiled.replace(/^\.\/dist\//, './').replace(/\.js$/, '.ts'), root))
}

async function checkValue(
  what: string,
  evaluate: () => Promise<unknown>,
  wanted: { value: unknown } | { code: string },
): Promise<void> {
  if ('value' in wanted) {
    expect(plain(await evaluate()), what).toStrictEqual(plain(wanted.value))
    return
  }
  let got: unknown
  try {
    got = JSON.stringify(plain(await evaluate()))
  } catch (error) {
    if (!(error instanceof CotangentError)) throw new Error(`${what}: threw ${String(error)}`)
    expect(error.code, what).toBe(wanted.code)
    return
  }
  throw new Error(`${what}: expected ${wanted.code}, got ${got}`)
}

/** Typed arrays as arrays, at any depth. */
function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return Array.from(value as Float64Array)
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]))
}
