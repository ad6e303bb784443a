/**
 * Writes the JavaScript of a program: one function, with straight lines, loops and calls, that reads its inputs and
 * writes into its outputs.
 *
 * Entries that are written out and sums are numbers with names; what a loop computes is a name inside of it. A node
 * gets an array only if something asks for its entries from elsewhere: where it is computed a line is kept free for
 * the store. An output is its own array. Arrays are made once, with the program.
 */
import { broadcast } from '../../../math/elementwise.ts'
import { sizeOf } from '../../../math/shape.ts'
import { Captures, type Line } from './captures.ts'
import { type CallNode, type GraphNode, type InputNode, isCall, numberOf } from './graph.ts'
import { type Accumulation, type Code, type Entries, isFew, type Place, type Step } from './lowering.ts'
import { computed, type Scheduled, type Stage, unshaped } from './schedule.ts'

const index = 'i'

export class Writer implements Code {
  readonly captures: Captures = new Captures()
  private readonly inputs: ReadonlyMap<InputNode, string>
  /** The names of the entries of what is written out. */
  private readonly entries = new Map<GraphNode, string[]>()
  /** What is written when it is read. */
  private readonly awaited = new Map<GraphNode, Entries>()
  /** Names that hold in the whole function, and in the loop that is being written; by what they stand for. */
  private readonly everywhere = new Map<string, string>()
  private inLoop = new Map<string, string>()
  private computedHere = new Map<GraphNode, string>()
  private readonly straight: Line[] = []
  private lines: Line[] = this.straight

  /** `outputs`: nodes whose entries go into arrays of these names. */
  constructor(inputs: ReadonlyMap<InputNode, string>, outputs: ReadonlyMap<string, GraphNode>) {
    this.inputs = inputs
    for (const [name, node] of outputs) {
      const own = unshaped(node)
      if (own.kind === 'call' && !isCall(own, broadcast)) this.captures.direct(own, name)
    }
  }

  /** The body of the function. */
  get text(): string {
    let depth = 1
    let text = ''
    for (const line of this.straight) {
      if (line.text === '') continue
      if (line.text === '}') depth--
      text += `${'  '.repeat(depth)}${line.text}\n`
      if (line.text.endsWith('{')) depth++
    }
    return text
  }

  stage({ writtenOut, loops, steps }: Stage): void {
    for (const member of writtenOut) this.writeOut(member)
    for (const [size, members] of loops) this.loop(size, members)
    for (const { node, lowering } of steps) (lowering as Step).run(this, this.captures.arrayOf(node))
  }

  /** Puts the entries of `node` into the output of this name, if they are not there yet. */
  output(name: string, node: GraphNode): void {
    const own = unshaped(node)
    if (this.captures.arrayIfAny(own) === name) return
    const size = sizeOf(own.shape)
    if (own.shape.length > 0 && !isCall(own, broadcast)) this.say(`${name}.set(${this.data(own)})`)
    else if (isFew(size)) for (let k = 0; k < size; k++) this.say(`${name}[${k}] = ${this.at(own, k)}`)
    else this.say(`${name}.fill(${this.at(own, 0)})`)
  }

  here(node: GraphNode, place: Place): string {
    const own = computed(node)
    if (own.shape.length === 0) return this.at(own, 0)
    if (place !== index) return this.at(own, place)
    const name = this.computedHere.get(own) ?? this.awaitedHere(own)
    return name ?? this.named(this.inLoop, this.lines, `${this.data(own)}[${index}]`)
  }

  once(node: GraphNode, place: Place): string {
    const own = computed(node)
    const isNamed = this.computedHere.has(own) || (typeof place === 'number' && this.entries.get(own)?.[place])
    const entry = isNamed ? undefined : this.awaited.get(own)?.entry(this, own.shape.length === 0 ? 0 : place)
    return entry ?? this.here(node, place)
  }

  at(node: GraphNode, place: Place): string {
    const own = computed(node)
    if (own.shape.length === 0 && own.kind === 'input') return this.inputs.get(own)!
    const isKnown = typeof place === 'number' || own.shape.length === 0
    const known = own.shape.length === 0 ? 0 : (place as number)
    if (!isKnown) return `${this.data(own)}[${place}]`
    if (own.kind === 'constant') return literal(own.entries[known])
    const name = this.entries.get(own)?.[known] ?? this.awaitedAt(own, known)
    return name ?? this.named(this.everywhere, this.straight, `${this.data(own)}[${known}]`)
  }

  load(node: GraphNode, place: Place): string {
    return typeof place === 'number' ? this.at(node, place) : this.named(this.inLoop, this.lines, this.at(node, place))
  }

  say(line: string): void {
    this.lines.push({ text: line })
  }

  captured(prefix: string, thing: object): string {
    return this.captures.named(prefix, thing)
  }

  fresh(prefix: string): string {
    return this.captures.fresh(prefix)
  }

  accumulate(node: CallNode, place: Place, term: string): void {
    const named = typeof place === 'number' ? this.entries.get(node)?.[place] : undefined
    this.say(`${named ?? `${this.captures.arrayOf(node)}[${place}]`} += ${term}`)
  }

  whole(node: GraphNode): string {
    if (node.shape.length === 0) return this.at(node, 0)
    const own = unshaped(node)
    if (own.kind === 'constant') return this.captures.shaped(node.shape, own.entries)
    if (own.kind === 'input' && own === node) return this.inputs.get(own)!
    const data = isCall(own, broadcast) ? this.filled(own) : this.data(own)
    if (node.shape.length === 1) return data
    const array = this.captures.values.get(data)
    const [rows, columns] = node.shape
    if (!(array instanceof Float64Array)) return `{ rows: ${rows}, columns: ${columns}, data: ${data} }`
    return this.captures.shaped(node.shape, array)
  }

  /** The array with a node's entries. */
  private data(node: GraphNode): string {
    if (node.kind === 'constant') return this.captured('c', node.entries)
    if (node.kind === 'call') return this.captures.arrayOf(node)
    const name = this.inputs.get(node)!
    return node.shape.length === 2 ? this.named(this.everywhere, this.straight, `${name}.data`) : name
  }

  private filled(node: CallNode): string {
    const name = this.captures.arrayOf(node)
    const number = numberOf(node)
    if (number === undefined) this.say(`${name}.fill(${this.at(node, 0)})`)
    else (this.captures.values.get(name) as Float64Array).fill(number)
    return name
  }

  /** A name for an expression, given in `lines` once. */
  private named(scope: Map<string, string>, lines: Line[], expression: string): string {
    let name = scope.get(expression)
    if (name === undefined) {
      name = this.bound(lines, expression)
      scope.set(expression, name)
    }
    return name
  }

  private bound(lines: Line[], expression: string): string {
    if (/^(\w+|\d+(\.\d+)?)$/.test(expression)) return expression
    const name = this.fresh('t')
    lines.push({ text: `const ${name} = ${expression}` })
    return name
  }

  /** A name for what a loop has waited to compute. */
  private awaitedHere(node: GraphNode): string | undefined {
    const awaited = this.awaited.get(node)
    if (awaited === undefined) return undefined
    const name = this.bound(this.lines, awaited.entry(this, index))
    this.computedHere.set(node, name)
    return name
  }

  private awaitedAt(node: GraphNode, place: number): string | undefined {
    const awaited = this.awaited.get(node)
    if (awaited === undefined) return undefined
    const name = this.bound(this.lines, awaited.entry(this, place))
    const names = this.entries.get(node) ?? []
    names[place] = name
    this.entries.set(node, names)
    return name
  }

  private writeOut({ node, lowering, isPartOfReader }: Scheduled): void {
    const size = sizeOf(node.shape)
    if (isPartOfReader) {
      this.awaited.set(node, lowering as Entries)
      return
    }
    if (lowering.way === 'accumulation') {
      this.startSums(node, lowering)
      for (let place = 0; place < lowering.size; place++) lowering.add(this, place)
    } else {
      const { entry } = lowering as Entries
      const names = Array.from({ length: size }, (_, place) => this.bound(this.lines, entry(this, place)))
      this.entries.set(node, names)
    }
    this.storeEach(node)
  }

  private storeEach(node: GraphNode): void {
    this.entries.get(node)?.forEach((name, k) => {
      this.lines.push(this.captures.storeLine(node, (array) => `${array}[${k}] = ${name}`))
    })
  }

  private startSums(node: CallNode, { isStatic, size: places }: Accumulation): void {
    const size = sizeOf(node.shape)
    if (!isFew(size) || !(isStatic || isFew(places))) {
      this.straight.push({ text: `${this.captures.arrayOf(node)}.fill(0)` })
      return
    }
    const names = Array.from({ length: size }, () => this.fresh('s'))
    for (const name of names) this.straight.push({ text: `let ${name} = 0` })
    this.entries.set(node, names)
  }

  /** Everything of a stage that runs through the same places. */
  private loop(size: number, members: readonly Scheduled[]): void {
    const body: Line[] = []
    this.lines = body
    this.inLoop = new Map()
    this.computedHere = new Map()
    const sums = members.filter(({ lowering }) => lowering.way === 'accumulation').map(({ node }) => node)
    for (const { node, lowering, isPartOfReader } of members) {
      if (isPartOfReader) {
        this.awaited.set(node, lowering as Entries)
      } else if (lowering.way === 'accumulation') {
        this.startSums(node, lowering)
        lowering.add(this, index)
      } else {
        const name = this.bound(body, (lowering as Entries).entry(this, index))
        this.computedHere.set(node, name)
        this.lines.push(this.captures.storeLine(node, (array) => `${array}[${index}] = ${name}`))
      }
    }
    this.lines = this.straight
    this.computedHere = new Map()
    this.straight.push({ text: `for (let ${index} = 0; ${index} < ${size}; ${index}++) {` }, ...body, { text: '}' })
    for (const node of sums) this.storeEach(node)
  }
}

function literal(value: number): string {
  const text = Object.is(value, -0) ? '-0' : String(value)
  return text.startsWith('-') ? `(${text})` : text
}
