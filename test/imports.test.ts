/**
 * Who may import whom: the rooms of the house keep to their doors.
 *
 * Every import counts, however it is written: static, `export … from`, dynamic, of a type alone, `require`.
 * Tests and their fixtures may import what they need and are left out; so is `test/`, which belongs to no room.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

interface Rule {
  /** The rooms whose files may be imported, besides the room itself. */
  readonly rooms: readonly string[]
  /** The packages that may be imported; `*`: any. */
  readonly packages: readonly string[]
  /** Whether Node's own modules may be: what runs in a browser has none. */
  readonly node: boolean
}

const every = ['spec', 'reference', 'impl', 'properties', 'ports', 'doors', 'bench', 'cli']
const rules: Readonly<Record<string, Rule>> = {
  spec: { rooms: [], packages: [], node: false },
  reference: { rooms: ['spec'], packages: ['mathjs'], node: false },
  impl: { rooms: ['spec'], packages: [], node: false },
  ports: { rooms: ['spec'], packages: [], node: true },
  properties: { rooms: ['spec', 'reference'], packages: ['fast-check'], node: false },
  doors: { rooms: ['impl', 'properties', 'spec'], packages: [], node: false },
  bench: { rooms: every, packages: ['*'], node: true },
  cli: { rooms: every, packages: ['*'], node: true },
}

/** The one file of the spec that reads the disk: for the command and the tests, not for what is imported everywhere. */
const extractor = 'spec/chapters.ts'

/** What a file imports, as it is written there; `undefined` stands for an import whose name is computed. */
function importsOf(path: string, text: string): (string | undefined)[] {
  const found: (string | undefined)[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
      if (node.moduleSpecifier !== undefined) found.push(literal(node.moduleSpecifier))
    } else if (ts.isExternalModuleReference(node)) {
      found.push(literal(node.expression))
    } else if (ts.isImportTypeNode(node)) {
      found.push(ts.isLiteralTypeNode(node.argument) ? literal(node.argument.literal) : undefined)
    } else if (ts.isCallExpression(node)) {
      const { expression } = node
      const isRequire = ts.isIdentifier(expression) && expression.text === 'require'
      if (expression.kind === ts.SyntaxKind.ImportKeyword || isRequire) found.push(literal(node.arguments[0]))
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest))
  return found
}

const literal = (node: ts.Node | undefined): string | undefined =>
  node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined

/** What a file of the project imports and may not, in words. */
function violations(path: string, text: string): string[] {
  const room = path.split('/')[0]
  const rule = rules[room]
  return importsOf(path, text).flatMap((specifier) => {
    const verdict = objection(path, room, rule, specifier)
    return verdict === undefined ? [] : [`${path}: ${verdict}`]
  })
}

function objection(path: string, room: string, rule: Rule, specifier: string | undefined): string | undefined {
  const mayAll = rule.packages.includes('*')
  if (specifier === undefined) return mayAll ? undefined : 'an import whose name is computed cannot be checked'
  if (specifier.startsWith('.') || specifier.startsWith('/')) {
    const target = posix.join(posix.dirname(path), specifier)
    const targetRoom = target.split('/')[0]
    if (targetRoom !== room && !rule.rooms.includes(targetRoom)) return `${room} may not import ${target}`
    if (target === extractor && !mayAll) return `${target} reads the disk: ${room} may not import it`
    if (/\.test\.ts$/.test(target)) return `${target} is a test`
    return undefined
  }
  if (specifier.startsWith('node:')) {
    return rule.node || path === extractor ? undefined : `${room} may not import Node's ${specifier}`
  }
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
  return mayAll || rule.packages.includes(name) ? undefined : `${room} may not import the package ${name}`
}

const root = new URL('../', import.meta.url)
const sources = Object.keys(rules).flatMap((room) =>
  readdirSync(new URL(`${room}/`, root), { recursive: true, encoding: 'utf8' })
    .filter(
      (name) =>
        /\.[cm]?[jt]s$/.test(name) && !/\.test\.ts$|(^|\/)fixtures\//.test(name) && !/(^|\/)node_modules\//.test(name),
    )
    .map((name) => `${room}/${name}`),
)

describe('imports', () => {
  it.each(Object.keys(rules))('of %s keep to the rules', (room) => {
    const files = sources.filter((path) => path.startsWith(`${room}/`))
    expect(files.flatMap((path) => violations(path, readFileSync(new URL(path, root), 'utf8')))).toEqual([])
  })

  it('are read from the files that are there', () => {
    for (const path of ['spec/catalogue.ts', 'impl/index.ts', 'impl/tridiagonal/solve.ts'])
      expect(sources).toContain(path)
  })
})

describe('on planted files', () => {
  it.each([
    ['spec/a.ts', "import { x } from '../impl/x.ts'", 'spec/a.ts: spec may not import impl/x.ts'],
    ['spec/a.ts', "import fs from 'node:fs'", "spec/a.ts: spec may not import Node's node:fs"],
    ['spec/a.ts', "import * as math from 'mathjs'", 'spec/a.ts: spec may not import the package mathjs'],
    ['impl/b/c.ts', "export { x } from '../../reference/x.ts'", 'impl/b/c.ts: impl may not import reference/x.ts'],
    ['impl/c.ts', "export * from 'mathjs'", 'impl/c.ts: impl may not import the package mathjs'],
    ['impl/c.ts', "const x = await import('mathjs')", 'impl/c.ts: impl may not import the package mathjs'],
    ['impl/c.ts', 'const x = await import(`fast-check`)', 'impl/c.ts: impl may not import the package fast-check'],
    ['impl/c.ts', 'const x = await import(name)', 'impl/c.ts: an import whose name is computed cannot be checked'],
    ['impl/c.ts', "const x = require('os')", 'impl/c.ts: impl may not import the package os'],
    ['impl/c.ts', "import os = require('os')", 'impl/c.ts: impl may not import the package os'],
    ['impl/c.ts', "import type { X } from 'mathjs'", 'impl/c.ts: impl may not import the package mathjs'],
    ['impl/c.ts', "let x: import('mathjs').X", 'impl/c.ts: impl may not import the package mathjs'],
    ['impl/c.ts', "import '../properties/law.ts'", 'impl/c.ts: impl may not import properties/law.ts'],
    ['impl/c.ts', "import '../spec/chapters.ts'", 'impl/c.ts: spec/chapters.ts reads the disk: impl may not import it'],
    [
      'spec/index.ts',
      "export * from './chapters.ts'",
      'spec/index.ts: spec/chapters.ts reads the disk: spec may not import it',
    ],
    ['impl/c.ts', "import './b/d.test.ts'", 'impl/c.ts: impl/b/d.test.ts is a test'],
    ['impl/c.ts', "import 'cotangent/reference'", 'impl/c.ts: impl may not import the package cotangent'],
    ['reference/d.ts', "import '../impl/index.ts'", 'reference/d.ts: reference may not import impl/index.ts'],
    ['ports/e.ts', "import '../properties/index.ts'", 'ports/e.ts: ports may not import properties/index.ts'],
    ['ports/e.ts', "import 'vitest'", 'ports/e.ts: ports may not import the package vitest'],
    ['properties/laws/f.ts', "import '../../impl/x.ts'", 'properties/laws/f.ts: properties may not import impl/x.ts'],
    ['doors/g.ts', "import '../cli/main.ts'", 'doors/g.ts: doors may not import cli/main.ts'],
    ['doors/g.ts', "await import('fast-check')", 'doors/g.ts: doors may not import the package fast-check'],
    ['impl/c.ts', "import '../doors/autodiff.ts'", 'impl/c.ts: impl may not import doors/autodiff.ts'],
    ['properties/f.ts', "import '../ports/index.ts'", 'properties/f.ts: properties may not import ports/index.ts'],
    [
      'properties/f.ts',
      "import '@fast-check/vitest'",
      'properties/f.ts: properties may not import the package @fast-check/vitest',
    ],
    ['properties/f.ts', "import '../package.json'", 'properties/f.ts: properties may not import package.json'],
  ])('%s: %s', (path, text, message) => {
    expect(violations(path, text)).toEqual([message])
  })

  it.each([
    ['spec/a.ts', "import './operator.ts'"],
    ['spec/chapters.ts', "import 'node:fs'"],
    ['reference/d.ts', "import { create } from 'mathjs'\nimport type { Entry } from '../spec/entry.ts'"],
    ['properties/laws/f.ts', "import * as fc from 'fast-check'\nimport '../../reference/index.ts'"],
    ['doors/g.ts', "export * from '../impl/index.ts'\nawait import('../properties/index.ts')"],
    ['ports/e.ts', "import { spawn } from 'node:child_process'"],
    [
      'cli/g.ts',
      "await import('../impl/index.ts')\nawait import(name)\nimport 'vitest/node'\nimport '../spec/chapters.ts'",
    ],
    ['impl/c.ts', "// import '../reference/x.ts'\nconst text = \"import 'mathjs'\"\nexport { text }"],
  ])('%s: %s is allowed', (path, text) => {
    expect(violations(path, text)).toEqual([])
  })
})
