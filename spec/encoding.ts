/**
 * How numbers travel as JSON (PRT-4, `chapters/protocol.md`): shortest round-trip decimals, `-0` kept,
 * and what JSON has no number for as the strings "NaN", "Infinity" and "-Infinity". So a double that is
 * written and read again has the same bits. (One exception: there is one NaN, without payload.)
 *
 * Every line of JSON that holds real numbers is written by `encodeJson`. Reading is `JSON.parse`, which
 * rounds correctly and keeps −0, and then `decodeNumber` for the three strings.
 */

const specials: ReadonlyMap<unknown, number> = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
])

/** The JSON of plain data; typed arrays are written as arrays, members that are undefined are left out. */
export function encodeJson(value: unknown): string {
  if (typeof value === 'number') return encodeNumber(value)
  if (isArray(value)) return encodeArray(value)
  if (typeof value === 'object' && value !== null) {
    const members: string[] = []
    for (const [name, member] of Object.entries(value)) {
      if (member !== undefined) members.push(`${JSON.stringify(name)}:${encodeJson(member)}`)
    }
    return `{${members.join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}

/** The number that one of the three strings stands for; anything else as it is. */
export function decodeNumber(value: unknown): unknown {
  return typeof value === 'string' ? (specials.get(value) ?? value) : value
}

function encodeNumber(value: number): string {
  if (Object.is(value, -0)) return '-0'
  return Number.isFinite(value) ? `${value}` : `"${value}"`
}

function isArray(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value)
}

/** JSON.stringify is exact, and fast, for every number but −0 and those that are not finite. */
function encodeArray(array: ArrayLike<unknown>): string {
  for (let index = 0; index < array.length; index++) {
    const value = array[index]
    if (!Number.isFinite(value) || Object.is(value, -0)) return `[${Array.from(array, encodeJson).join(',')}]`
  }
  return JSON.stringify(Array.isArray(array) ? array : Array.from(array))
}
