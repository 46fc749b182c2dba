/** Characters that a text message takes at one septet each (3GPP TS 23.038, default alphabet). */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
/** Characters that take two: an escape, then one (extension table). */
const EXTENDED = new Set('\f^{}\\[~]|€')

/** Septets in one segment. */
export const SMS_SEGMENT = 160

const WRITTEN: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '«': '"',
  '»': '"',
  '–': '-',
  '—': '-',
  '‑': '-',
  '…': '...',
  œ: 'oe',
  Œ: 'OE',
  '\u00A0': ' ',
  '\u202F': ' ',
  '°': 'o',
  '·': '.',
}

/**
 * How many septets a text takes in a text message, escapes included. Undefined when a character is not in the GSM-7
 * alphabet: such a text travels as UCS-2, in segments of 70.
 */
export function gsm7Length(text: string): number | undefined {
  let length = 0
  for (const character of text) {
    if (BASIC.has(character)) length += 1
    else if (EXTENDED.has(character)) length += 2
    else return undefined
  }
  return length
}

/** The text with typographic marks and accents that GSM-7 lacks written more simply; other characters stay as they are. */
export function toGsm7(text: string): string {
  return [...text.normalize('NFC')].map(simpler).join('')
}

function simpler(character: string): string {
  if (BASIC.has(character) || EXTENDED.has(character)) return character
  const written = WRITTEN[character]
  if (written !== undefined) return written
  const bare = character.normalize('NFD').replace(/\p{M}/gu, '')
  return bare !== '' && gsm7Length(bare) !== undefined ? bare : character
}
