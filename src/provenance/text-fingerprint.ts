import { type Sha256, sha256 } from '../internal/digest.js'
import { contentDigest } from './content-digest.js'

/** By which a text is found again without being kept. */
export interface TextFingerprint {
  /** As in a label: SHA-256 of the text after Unicode NFC. */
  readonly digest: Sha256
  /** SHA-256 of its letters and digits alone: the same after a copy through a PDF, an e-mail or a form. */
  readonly normalisedDigest: Sha256
}

/**
 * Fewest letters and digits of a text that is looked for. Shorter ones are said by everybody, could be guessed, and are
 * outside of AI Act art. 50(2) (guidelines C(2026) 5054, 64-68: short sequences).
 */
export const SHORTEST_FINGERPRINT = 40

/**
 * The fingerprint of a text. Undefined for one that is too short to be told from others.
 *
 * @throws InputInvalidError for invalid UTF-16.
 */
export function textFingerprint(text: string): TextFingerprint | undefined {
  const digest = contentDigest(text)
  const letters = normalisedText(text)
  if ([...letters].length < SHORTEST_FINGERPRINT) return undefined
  return { digest, normalisedDigest: sha256(letters) }
}

/**
 * Letters and digits in lower case, compatibility forms made one (NFKC): what is left when line ends, spaces, hyphens,
 * quotation marks, marks of Markdown and invisible characters are not counted. Accents stay.
 */
export function normalisedText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
}
