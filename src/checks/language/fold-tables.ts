/**
 * Letters of other alphabets that look like Latin ones, after lower-casing. From the shapes listed by Unicode
 * Technical Standard 39 (confusables), reduced to what is drawn alike in common fonts.
 */
const LOOKALIKES =
  'аa еe оo рp сc уy хx іi јj ѕs кk мm тt нh вb гr ԁd ԛq ԝw ёe їi һh ӏl пn лn дd ьb иu ' +
  'αa οo εe ιi κk νv ρp τt υu χx βb ηn ωw γy σo ' +
  'ıi łl øo đd ħh ɑa ɡg ɩi ʟl ɪi ɴn ʀr ᴀa ʙb ᴄc ᴅd ᴇe ꜰf ɢg ʜh ᴊj ᴋk ᴍm ᴏo ᴘp ꜱs ᴛt ᴜu ᴠv ᴡw ʏy ᴢz ǀl ƒf ɛe ɔo əe ' +
  'օo ոn սu հh ցg զq'

/** Letters that stand for two. */
const DOUBLE: readonly (readonly [string, string])[] = [
  ['œ', 'oe'],
  ['æ', 'ae'],
  ['ß', 'ss'],
  ['þ', 'th'],
]

/** Lower-case lookalike to the Latin letters it is read as. */
export const LOOKALIKE: ReadonlyMap<string, string> = new Map([
  ...LOOKALIKES.split(' ').map((pair): readonly [string, string] => [pair.slice(0, -1), pair.slice(-1)]),
  ...DOUBLE,
])

/** Digits and signs that leet writing uses for letters. `1` is read as `i` first, then as `l`. */
export const LEET: ReadonlyMap<string, string> = new Map([
  ['0', 'o'],
  ['1', 'i'],
  ['3', 'e'],
  ['4', 'a'],
  ['5', 's'],
  ['6', 'g'],
  ['7', 't'],
  ['8', 'b'],
  ['9', 'g'],
])

const MAX_FOLDED = 4

/**
 * What a character outside ASCII is read as: Latin letters in lower case without accents, ASCII signs, or the
 * character itself when it is a letter of an alphabet that is not read here. Empty for what is not seen (zero-width,
 * soft hyphen, direction marks, variation selectors) and for combining marks. A space for every other sign.
 */
export function foldCodePoint(codePoint: number): string {
  // Letters that have no compatibility form: negative circled and squared, regional indicators, and invisible tags.
  if (codePoint >= 0x1f150 && codePoint <= 0x1f169) return String.fromCharCode(codePoint - 0x1f150 + 97)
  if (codePoint >= 0x1f170 && codePoint <= 0x1f189) return String.fromCharCode(codePoint - 0x1f170 + 97)
  if (codePoint >= 0x1f1e6 && codePoint <= 0x1f1ff) return String.fromCharCode(codePoint - 0x1f1e6 + 97)
  if (codePoint >= 0xe0020 && codePoint <= 0xe007e)
    return String.fromCharCode(codePoint - 0xe0000).toLowerCase()
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) return ' '
  let folded = ''
  for (const character of String.fromCodePoint(codePoint).normalize('NFKD').toLowerCase()) {
    if (character <= '\u007f') folded += character
    else if (isUnseen(character)) continue
    else folded += LOOKALIKE.get(character) ?? (/^\p{L}$/u.test(character) ? character : ' ')
  }
  // A few signs stand for a whole sentence (U+FDFA: 18 letters). Nothing is hidden in them, and they would let a text grow.
  return folded.length <= MAX_FOLDED ? folded : ' '
}

/** True for characters that take no room or ride on the one before: format controls, combining marks, Hangul fillers. */
function isUnseen(character: string): boolean {
  return /^(?:\p{Cf}|\p{M}|[\u115f\u1160\u3164\uffa0])$/u.test(character)
}

/** True for a mark that belongs to the character before it, so that a span includes it. */
export function isCombining(codePoint: number): boolean {
  return /^\p{M}$/u.test(String.fromCodePoint(codePoint))
}
