import { NoticeInvalidError } from '../errors.js'
import { decodeHtml, scanHtml } from '../provenance/carriers/html-scan.js'
import { normalisedText } from '../provenance/text-fingerprint.js'
import type { System } from '../system/define-system.js'
import type { NoticeJson } from './channels/json.js'
import { drawNotice } from './draw-notice.js'
import { systemNotice } from './facts.js'
import { type Paragraph, plainText } from './inline.js'
import type { NoticeLanguage } from './language.js'
import type { RecordedDecision } from './options.js'

/** Which mention a letter must hold: what it was drawn from. */
export interface MentionOptions {
  readonly use: string
  readonly decision: RecordedDecision
  readonly reference: string
  readonly lang: NoticeLanguage
  readonly authority?: string
  readonly baseUrl?: string
  readonly shortUrl?: string
}

/**
 * The last look at a letter before it is sent: gives it back only when its body holds the whole mention of the decision,
 * word for word, as HTML or as text. What stands in comments, scripts or attributes is not in the body. A letter without
 * its mention is unlawful, and void where the decision rested on the machine alone (CRPA, art. L. 311-3-1; loi 78-17,
 * art. 47).
 *
 * @throws NoticeInvalidError when the mention is missing or incomplete, or no person's decision is recorded.
 *
 * @example
 * send(requireMention(letter, housing, { use: 'draft', lang: 'fr', decision, reference }))
 */
export function requireMention(letter: string, system: System, options: MentionOptions): string {
  const drawn = drawNotice(
    systemNotice(system, options),
    // On paper the address may be the short one.
    { ...options, level: 'decision', channel: 'json' },
    'decision',
  )
  const { title, body }: NoticeJson = JSON.parse(drawn)
  const held = normalisedText(textOf(letter))
  let from = 0
  for (const paragraph of [title, ...body]) {
    const found = wordsOf(paragraph, options).map((words) => held.indexOf(words, from))
    const at = found.find((place) => place >= 0)
    if (at === undefined)
      throw new NoticeInvalidError(
        'The letter cannot be sent. It does not hold the whole mention of the decision, in its order (CRPA, art. L. 311-3-1). Put in what `renderNotice` draws with the level "decision".',
      )
    from = at
  }
  return letter
}

// With the address of the record, or with the short one in its place.
function wordsOf(paragraph: Paragraph, { shortUrl }: MentionOptions): readonly string[] {
  const whole = normalisedText(plainText(paragraph))
  const url = paragraph.find((piece) => piece.kind === 'link')?.text
  return url === undefined || shortUrl === undefined
    ? [whole]
    : [whole, whole.replace(normalisedText(url), normalisedText(shortUrl))]
}

function textOf(letter: string): string {
  return [...scanHtml(letter)].map((token) => (token.kind === 'text' ? decodeHtml(token.text) : '')).join('')
}
