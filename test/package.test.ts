/** What the package contains and offers: every entry there is, and nothing that only its developers need. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../', import.meta.url))
const manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))

/** The paths that `npm pack` would put into the package. */
function packed(): readonly string[] {
  const report = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [{ files }]: [{ files: { path: string }[] }] = JSON.parse(report)
  return files.map(({ path }) => path)
}

it('has all that its users need and no tests, fixtures, benchmarks or build records', () => {
  const paths = packed()
  expect(paths).toEqual(
    expect.arrayContaining([
      'README.md',
      'LICENSE',
      'CHANGELOG.md',
      'CONTRIBUTING.md',
      'dist/cli/main.js',
      'dist/cli/suite/laws.suite.js',
      'dist/doors/autodiff.js',
      'spec/chapters/tridiagonal.md',
      'spec/schema/request.json',
      'ports/python/port.py',
    ]),
  )
  expect(
    paths.filter((path) => /\.test\.|test_|fixtures|mutants|bench|tsbuildinfo|pycache|coverage/.test(path)),
  ).toEqual([])
})

it('offers entries that are there, types first', () => {
  const entries = Object.entries(manifest.exports as Record<string, string | Record<string, string>>)
  for (const [name, targets] of entries.filter(([, target]) => typeof target !== 'string')) {
    expect(Object.keys(targets), name).toEqual(['types', 'default'])
    for (const path of Object.values(targets)) expect(existsSync(`${root}${path}`), path).toBe(true)
  }
})

it('depends on nothing at run time', () => {
  expect(manifest.dependencies ?? {}).toEqual({})
  for (const peer of Object.keys(manifest.peerDependencies)) {
    expect(manifest.peerDependenciesMeta[peer], peer).toEqual({ optional: true })
  }
})

it('takes the peers that it is tested with, whose versions the command names for installing', () => {
  for (const [peer, range] of Object.entries<string>(manifest.peerDependencies)) {
    const tested: string = manifest.devDependencies[peer]
    const majors = range.split(' || ').map((alternative) => /^\^(\d+)\./.exec(alternative)?.[1])
    expect(majors, peer).toContain(/^(\d+)\.\d+\.\d+$/.exec(tested)?.[1])
  }
})

it('has types that compile without those of Node', () => {
  const entries = Object.values<string | { types: string }>(manifest.exports)
  const roots = entries.flatMap((entry) => (typeof entry === 'string' ? [] : `${root}${entry.types}`))
  const program = ts.createProgram(roots, {
    strict: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts'],
    types: [],
    skipLibCheck: false,
    noEmit: true,
  })
  const messages = ts.getPreEmitDiagnostics(program).map(({ messageText, file }) => [file?.fileName, messageText])
  expect(messages).toEqual([])
  expect(program.getSourceFiles().filter(({ fileName }) => fileName.includes('@types/node'))).toEqual([])
})
