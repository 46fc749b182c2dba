import type { TextPart } from './model-call.js'

/** Why a value cannot be read as texts. */
export interface Unreadable {
  readonly path: string
  readonly reason: string
}

/** The texts of a value and a plain copy that holds them and nothing else, or why it has none that can be checked. */
export type ReadValue =
  | { readonly ok: true; readonly parts: readonly TextPart[]; readonly value: unknown }
  | { readonly ok: false; readonly unreadable: Unreadable }

interface Reading {
  readonly root: string
  readonly role: TextPart['role']
  readonly maxLength: number
}

const MAX_DEPTH = 100

/** A key that reads well behind a dot. Any other is quoted, so that no two places share a path. */
const PLAIN_KEY = /^[\p{L}\p{N}_$-]+$/u

/**
 * Takes any JSON-like value apart into texts to check: every string, every number beside its key, and the keys, since
 * « indice_de_confiance » says as much as a sentence. Each place is looked at once: what a getter or a proxy answers
 * another time is in neither the texts nor the copy.
 *
 * Refuses what it cannot read in full: cycles, functions, binary data, holes, invalid UTF-16 (WHATWG Infra "scalar
 * value string"), more than `maxLength` UTF-16 code units, every object counted for one at least.
 */
export function readValue(value: unknown, reading: Reading): ReadValue {
  const taken = texts(reading)
  try {
    const copy = copyOf(value, { path: reading.root, prefix: '' }, taken)
    return { ok: true, parts: taken.all(), value: copy }
  } catch (error) {
    if (error instanceof NotReadable) return { ok: false, unreadable: error.unreadable }
    // A getter or a proxy of the caller's. What it says may quote the value.
    return { ok: false, unreadable: { path: reading.root, reason: 'throws when it is read' } }
  }
}

/** Ends a reading from any depth; never leaves this file. */
class NotReadable extends Error {
  readonly unreadable: Unreadable
  constructor(path: string, reason: string) {
    super(reason)
    this.unreadable = { path, reason }
  }
}

interface Texts {
  readonly above: Set<object>
  /** Counts towards the limit. */
  spend(length: number, path: string): void
  take(path: string, text: string): void
  takeKey(key: string, path: string): void
  all(): readonly TextPart[]
}

function texts({ root, role, maxLength }: Reading): Texts {
  const parts: TextPart[] = []
  const keys = new Set<string>()
  let room = maxLength
  const spend = (length: number, path: string): void => {
    if (length > room)
      throw new NotReadable(path, `is too long: more than ${maxLength} UTF-16 code units in all`)
    room -= length
  }
  const check = (text: string, path: string): void => {
    spend(text.length, path)
    if (!text.isWellFormed()) throw new NotReadable(path, 'holds invalid UTF-16 (a lone surrogate)')
  }
  return {
    above: new Set(),
    spend,
    take(path, text) {
      check(text, path)
      parts.push({ path, kind: 'text', role, text })
    },
    takeKey(key, path) {
      if (keys.has(key)) return
      check(key, `${path} (key)`)
      keys.add(key)
    },
    all() {
      const key: TextPart = { path: `${root}{keys}`, kind: 'text', role, text: [...keys].join('\n') }
      return keys.size > 0 ? [...parts, key] : parts
    },
  }
}

interface Place {
  readonly path: string
  /** What stands before a number or a boolean, to make sense of it. */
  readonly prefix: string
}

function copyOf(node: unknown, { path, prefix }: Place, taken: Texts): unknown {
  if (node === null || node === undefined) return node
  if (typeof node === 'object') return copyOfObject(node, path, taken)
  if (typeof node === 'string') taken.take(path, node)
  else if (typeof node === 'boolean' || (typeof node === 'number' && Number.isFinite(node)))
    taken.take(path, `${prefix}${node}`)
  else {
    const what = typeof node === 'number' ? 'number that JSON cannot carry' : typeof node
    throw new NotReadable(path, `is a ${what}, not JSON data`)
  }
  return node
}

function copyOfObject(node: object, path: string, taken: Texts): unknown {
  const { above } = taken
  if (above.has(node)) throw new NotReadable(path, 'refers to itself')
  if (above.size >= MAX_DEPTH) throw new NotReadable(path, `is nested more than ${MAX_DEPTH} levels deep`)
  // The same objects may stand in many places: without a price, sixty of them make 2⁶⁰ places.
  taken.spend(1, path)
  above.add(node)
  const copy = Array.isArray(node) ? copyOfArray(node, path, taken) : copyOfRecord(node, path, taken)
  above.delete(node)
  return copy
}

function copyOfArray(node: readonly unknown[], path: string, taken: Texts): unknown[] {
  const entries = Object.entries(node)
  if (entries.length !== node.length || entries.some(([key], index) => key !== String(index)))
    throw new NotReadable(path, 'is an array with holes or with members of its own')
  return entries.map(([key, child]) => copyOf(child, { path: `${path}[${key}]`, prefix: '' }, taken))
}

function copyOfRecord(node: object, path: string, taken: Texts): object {
  const prototype: unknown = Object.getPrototypeOf(node)
  if (prototype !== Object.prototype && prototype !== null)
    throw new NotReadable(path, 'is not plain JSON data')
  const entries = Object.entries(node).map(([key, child]): [string, unknown] => {
    taken.takeKey(key, path)
    const below = PLAIN_KEY.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`
    return [key, copyOf(child, { path: below, prefix: `${key} : ` }, taken)]
  })
  // `fromEntries` defines what it is given: a key named `__proto__` stays a key.
  return Object.fromEntries(entries)
}
