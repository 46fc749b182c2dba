/** What a UTF-16 code unit is to the scanner. */
export const SIGN = 0
export const LOWER = 1
export const UPPER = 2
export const DIGIT = 3
export const SPACE = 4
export const NEWLINE = 5
/** Belongs to whatever stands before it and changes nothing: combining marks, soft hyphens, zero-width signs. */
export const SILENT = 6

/** Latin, Greek, Cyrillic, Arabic, … up to Latin Extended Additional; beyond, `classOf` answers by range. */
const TABLE_SIZE = 0x2000

/** Letters that Unicode does not take apart, in their plain spelling. */
const PLAIN: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ŋ: 'ng',
  ħ: 'h',
  ŧ: 't',
  ĳ: 'ij',
}

/** Tables of the first 8,192 code units: class, and the one or two plain lower-case units each stands for. */
export interface CharacterTables {
  /** All three in one number: class in the low 3 bits, then 16 of the first plain unit, then the second. */
  readonly packed: Int32Array
  readonly classes: Uint8Array
  readonly plain: Uint16Array
  /** Second unit of a ligature, 0 for the others. */
  readonly second: Uint16Array
}

/** Builds the tables (about two milliseconds). */
export function characterTables(): CharacterTables {
  const classes = new Uint8Array(TABLE_SIZE)
  const plain = new Uint16Array(TABLE_SIZE)
  const second = new Uint16Array(TABLE_SIZE)
  for (let unit = 0; unit < TABLE_SIZE; unit++) {
    const character = String.fromCharCode(unit)
    classes[unit] = classify(unit, character)
    const lower = character.toLowerCase()
    const spelled = PLAIN[lower] ?? lower.normalize('NFD')
    plain[unit] = spelled.charCodeAt(0)
    second[unit] = PLAIN[lower] === undefined ? 0 : spelled.charCodeAt(1) || 0
  }
  const packed = Int32Array.from(
    classes,
    (sort, unit) => sort | ((plain[unit] ?? 0) << 3) | ((second[unit] ?? 0) << 19),
  )
  return { packed, classes, plain, second }
}

function classify(unit: number, character: string): number {
  if (unit >= 48 && unit <= 57) return DIGIT
  if (unit === 10 || unit === 13 || unit === 0x85) return NEWLINE
  if (unit === 0xad || unit === 0x61c || unit === 0x180e) return SILENT
  if (/\s/.test(character)) return SPACE
  if (/\p{M}/u.test(character)) return SILENT
  if (/\p{Lu}|\p{Lt}/u.test(character)) return UPPER
  return /\p{L}/u.test(character) ? LOWER : SIGN
}

/** The class of a code unit at or above 0x2000. */
export function highClass(unit: number): number {
  if (unit <= 0x200a || unit === 0x202f || unit === 0x205f || unit === 0x3000) return SPACE
  if (unit === 0x2028 || unit === 0x2029) return NEWLINE
  if ((unit >= 0x200b && unit <= 0x200f) || (unit >= 0x202a && unit <= 0x202e)) return SILENT
  if ((unit >= 0x2060 && unit <= 0x206f) || unit === 0xfeff || (unit >= 0xfe00 && unit <= 0xfe0f))
    return SILENT
  // Scripts of East Asia and presentation forms; surrogates stay signs: emoji far outnumber rare letters.
  if (unit >= 0x3040 && unit < 0xd800) return LOWER
  return (unit >= 0xf900 && unit < 0xfe00) || (unit >= 0xfe70 && unit < 0xff00) ? LOWER : SIGN
}
