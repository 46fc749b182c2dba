import { remember, WORDS } from '../../internal/remember.js'

/**
 * A set of words and beginnings of words, looked up letter by letter: all that match a key are found in one walk over
 * the key, however many there are.
 */
export interface Vocabulary {
  /** Ids of the entries that a key matches. The array may be shared: do not change it. */
  lookup(key: string): readonly number[]
  /** Length of the longest entry that begins at `from`, 0 if none. Used to part words that were run together. */
  longestAt(text: string, from: number): number
}

const LETTERS = 36
const NONE: readonly number[] = []

interface Node {
  readonly next: (Node | undefined)[]
  exact: number[]
  prefix: number[]
}

/** Builds a vocabulary. Entry `i` gets id `i`; a final `*` makes it a beginning. Keys are made of a-z and 0-9. */
export function vocabularyOf(entries: readonly string[]): Vocabulary {
  const root = newNode()
  entries.forEach((entry, id) => {
    const isPrefix = entry.endsWith('*')
    let node = root
    for (const letter of isPrefix ? entry.slice(0, -1) : entry) {
      const slot = slotOf(letter.charCodeAt(0))
      if (slot < 0) throw new RangeError(`The lexicon entry "${entry}" has a sign that no key has.`)
      const next = node.next[slot] ?? newNode()
      node.next[slot] = next
      node = next
    }
    if (isPrefix) node.prefix.push(id)
    else node.exact.push(id)
  })
  return {
    lookup: remember((key) => lookup(root, key), WORDS),
    longestAt: (text, from) => longestAt(root, text, from),
  }
}

function lookup(root: Node, key: string): readonly number[] {
  let found: number[] | undefined
  let node: Node | undefined = root
  for (let at = 0; at < key.length; at += 1) {
    node = node.next[slotOf(key.charCodeAt(at))]
    if (node === undefined) return found ?? NONE
    if (node.prefix.length > 0) found = found === undefined ? node.prefix : [...found, ...node.prefix]
  }
  if (node.exact.length > 0) found = found === undefined ? node.exact : [...found, ...node.exact]
  return found ?? NONE
}

function longestAt(root: Node, text: string, from: number): number {
  let longest = 0
  let node: Node | undefined = root
  for (let at = from; at < text.length; at += 1) {
    node = node.next[slotOf(text.charCodeAt(at))]
    if (node === undefined) break
    if (node.exact.length > 0 || node.prefix.length > 0) longest = at + 1 - from
  }
  return longest
}

function slotOf(code: number): number {
  if (code >= 97 && code <= 122) return code - 97
  if (code >= 48 && code <= 57) return code - 48 + 26
  return -1
}

function newNode(): Node {
  return { next: new Array<Node | undefined>(LETTERS), exact: [], prefix: [] }
}
