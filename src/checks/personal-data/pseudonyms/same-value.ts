import { foldUnits } from './notation.js'
import type { PlaceholderType } from './table.js'

/** Words before a name that belong to nobody. */
const TITLES = new Set([
  'M', 'MM', 'MR', 'MME', 'MMES', 'MLLE', 'MONSIEUR', 'MADAME', 'MADEMOISELLE', 'DR', 'DOCTEUR', 'ME', 'MAITRE',
]) // biome-ignore format: a list of words

const CODES = new Set<PlaceholderType>(['nir', 'iban', 'card', 'plate', 'fiscal-id', 'id-document'])

/** Finds the entry that a value belongs to, among those it was told of. */
export interface ValueIndex {
  /** Tells it of one more way in which an entry's value is written. */
  add(entry: string, type: PlaceholderType, text: string): void
  /**
   * The entry of the same value written otherwise, or of the same person by all that can be told. Undefined when
   * nothing is known of it, or when it could be two: then it gets a number of its own. A wrong guess never puts one text
   * in the place of another, since every way of writing has a placeholder of its own; it only tells the model that two
   * names are one person's.
   */
  entryOf(type: PlaceholderType, text: string): string | undefined
}

/** More people than this with one name in one case: nobody can tell who is meant. */
const MOST_NAMESAKES = 20

/** An index that knows nothing yet. */
export function valueIndex(): ValueIndex {
  const byKey = new Map<string, Set<string>>()
  const byName = new Map<string, Set<string>>()
  const written = new Map<string, string[]>()
  return {
    add(entry, type, text) {
      if (type === 'mention') return
      addTo(byKey, `${type} ${keyOf(type, text)}`, entry)
      if (type !== 'person') return
      for (const name of namesIn(text)) addTo(byName, name, entry)
      written.set(entry, [...(written.get(entry) ?? []), text])
    },
    entryOf(type, text) {
      // A text that only looks like a placeholder is nobody's: each is itself.
      if (type === 'mention') return undefined
      const same = byKey.get(`${type} ${keyOf(type, text)}`)
      if (same !== undefined) return only(same)
      if (type !== 'person') return undefined
      const namesakes = new Set<string>()
      for (const name of namesIn(text))
        for (const entry of byName.get(name) ?? []) {
          namesakes.add(entry)
          if (namesakes.size > MOST_NAMESAKES) return undefined
        }
      return only([...namesakes].filter((entry) => written.get(entry)?.every((form) => fits(text, form))))
    },
  }
}

function addTo(index: Map<string, Set<string>>, key: string, entry: string): void {
  const entries = index.get(key)
  if (entries === undefined) index.set(key, new Set([entry]))
  else entries.add(entry)
}

function only(entries: Iterable<string>): string | undefined {
  const [first, ...others] = entries
  return others.length === 0 ? first : undefined
}

function keyOf(type: PlaceholderType, text: string): string {
  if (type === 'phone') return text.replace(/\D/g, '').replace(/^(?:0033|33)0?(?=\d{9}$)/, '0')
  const folded = foldUnits(text).text
  if (CODES.has(type)) return folded.replace(/[^\p{L}\p{N}]/gu, '')
  if (type === 'person') return namesIn(text).join(' ')
  return folded.replace(type === 'email' || type === 'ip' ? /\s/gu : /[^\p{L}\p{N}]+/gu, ' ').trim()
}

function namesIn(text: string): readonly string[] {
  const names = foldUnits(text)
    .text.split(/[^\p{L}\p{N}-]+/u)
    .filter((name) => name !== '')
  const own = names.filter((name) => !TITLES.has(name))
  return own.length > 0 ? own : names
}

/** One name is part of the other, and what they share is a surname as far as can be told: « Dupont », « Jean DUPONT ». */
function fits(one: string, other: string): boolean {
  const [shorter, longer] = [one, other].toSorted((a, b) => namesIn(a).length - namesIn(b).length)
  const [few, many] = [namesIn(shorter ?? ''), namesIn(longer ?? '')]
  if (few.length === 0 || !few.every((name) => many.includes(name))) return false
  const [single] = few
  if (few.length > 1 || single === undefined) return true
  return single.length > 1 && (single === many.at(-1) || capitalsIn(longer ?? '').includes(single))
}

/** Names in capitals beside names that are not: French forms write surnames so. */
function capitalsIn(text: string): readonly string[] {
  const words = text.split(/[^\p{L}\p{N}-]+/u).filter((word) => word !== '')
  const capitals = words.filter((word) => word.length > 1 && word === word.toUpperCase())
  return capitals.length === words.length ? [] : capitals.map((word) => foldUnits(word).text)
}
