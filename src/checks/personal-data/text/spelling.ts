import { type CharacterTables, characterTables, highClass, SILENT } from './characters.js'

/** Start of a word's hash. */
export const HASH_SEED: number = 0x811c9dc5 | 0
/** Factor of a word's hash (FNV-1a, 32 bits). */
export const HASH_PRIME: number = 0x01000193

let sharedTables: CharacterTables | undefined
/** The character tables, built once. */
export function tables(): CharacterTables {
  // Constant data, computed at the first text rather than at import.
  sharedTables ??= characterTables()
  return sharedTables
}

/** The hash under which `scan` files a word: accents, case and silent signs do not count. */
export function hashWord(word: string): number {
  const { classes, plain, second } = tables()
  let hash = HASH_SEED
  for (let at = 0; at < word.length; at++) hash = addUnit(hash, word.charCodeAt(at))
  return hash
  function addUnit(before: number, unit: number): number {
    if (unit >= classes.length)
      return highClass(unit) === SILENT ? before : Math.imul(before ^ unit, HASH_PRIME)
    if (classes[unit] === SILENT) return before
    const once = Math.imul(before ^ (plain[unit] ?? 0), HASH_PRIME)
    const more = second[unit] ?? 0
    return more === 0 ? once : Math.imul(once ^ more, HASH_PRIME)
  }
}

/** The plain lower-case spelling that hashes stand for, such as `etcheverry` or `n'guessan`. */
export function plainSpelling(word: string): string {
  const { classes, plain, second } = tables()
  let spelled = ''
  for (let at = 0; at < word.length; at++) {
    const unit = word.charCodeAt(at)
    if (unit >= classes.length) spelled += highClass(unit) === SILENT ? '' : word.charAt(at)
    else if (classes[unit] !== SILENT) {
      spelled += String.fromCharCode(plain[unit] ?? 0)
      if (second[unit]) spelled += String.fromCharCode(second[unit] ?? 0)
    }
  }
  return spelled
}
