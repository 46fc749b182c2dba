import { randomBytes } from 'node:crypto'
import { type Sha256, sha256, uuidOf } from '../internal/digest.js'

/** Crockford's base 32: no I, L, O, U, so that nothing is read as something else and no word is spelt. */
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const RANDOM_BYTES = 15
const GROUP = 5
/** 24 symbols of 5 random bits, and one that checks them. */
const LENGTH = 25
/** Longest text that is looked at: a reference with spaces around every symbol, and room to spare. */
const LONGEST_TEXT = 200

/** Why a text is no reference. `check`: one symbol or more was mistyped. */
export type ReferenceFault = 'empty' | 'characters' | 'length' | 'check'

/** What a text was read as. */
export type ReadReference =
  | { readonly ok: true; readonly reference: string }
  | { readonly ok: false; readonly fault: ReferenceFault }

/**
 * A new reference for a decision's letter, `XXXXX-XXXXX-XXXXX-XXXXX-XXXXX`: 120 random bits, which nobody guesses, and
 * a check character, which tells a slip from a reference that does not exist.
 */
export function newReference(): string {
  let bits = 0
  let width = 0
  let symbols = ''
  for (const byte of randomBytes(RANDOM_BYTES)) {
    bits = (bits << 8) | byte
    width += 8
    for (; width >= 5; width -= 5) symbols += SYMBOLS[(bits >> (width - 5)) & 31] ?? ''
    bits &= (1 << width) - 1
  }
  return grouped(symbols + checkOf(symbols))
}

/** Reads what a person typed: any case, any spaces and dashes; O for 0, I and L for 1. */
export function readReference(text: string): ReadReference {
  if (text.length > LONGEST_TEXT) return { ok: false, fault: 'length' }
  const symbols = text
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  if (symbols === '') return { ok: false, fault: 'empty' }
  if (![...symbols].every((symbol) => SYMBOLS.includes(symbol))) return { ok: false, fault: 'characters' }
  if (symbols.length !== LENGTH) return { ok: false, fault: 'length' }
  if (checkOf(symbols.slice(0, -1)) !== symbols.at(-1)) return { ok: false, fault: 'check' }
  return { ok: true, reference: grouped(symbols) }
}

/**
 * What journal, decision and index keep of a reference instead of it: with 120 random bits, the digest leads nobody
 * back to the reference, and only who holds the letter can say which entry is theirs.
 */
export function referenceDigest(reference: string): Sha256 {
  return sha256(`garde-fou/reference/v1\n${reference}`)
}

/**
 * The id of the journal's entry that a decision with this reference took effect: a UUID of version 8 (RFC 9562, 5.8)
 * made from the reference's digest. Whoever holds the reference finds the entry by it, whatever else the database says
 * or has lost.
 */
export function effectEntryId(digest: Sha256): string {
  return uuidOf(sha256(`garde-fou/effect-entry/v1\n${digest}`))
}

/** Check character of ISO 7064's hybrid system (MOD 33,32): finds every single wrong symbol. */
function checkOf(symbols: string): string {
  const modulus = SYMBOLS.length
  let product = modulus
  for (const symbol of symbols) {
    const sum = (product + SYMBOLS.indexOf(symbol)) % modulus
    product = ((sum === 0 ? modulus : sum) * 2) % (modulus + 1)
  }
  return SYMBOLS[(modulus + 1 - product) % modulus] ?? ''
}

function grouped(symbols: string): string {
  return symbols.replace(new RegExp(`.{${GROUP}}(?!$)`, 'g'), '$&-')
}
