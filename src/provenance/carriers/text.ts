import { labelTexts } from '../../i18n/label.js'
import { LANGUAGES, type Language } from '../../i18n/language.js'
import { sha256 } from '../../internal/digest.js'
import type { Label } from '../label.js'
import { labelMention } from '../mention.js'

/** How a label is written under a text. */
export interface TextLabelOptions {
  readonly language: Language
  /**
   * `whole` (default): the signed label, verifiable by itself. `reference`: its SHA-256 only, for whoever can look the
   * label up.
   */
  readonly form?: 'whole' | 'reference'
}

/** A text and what stood under it. `reference` is the SHA-256 of the label's compact form, in hexadecimal. */
export type LabelledText =
  | { readonly content: string; readonly jws: string }
  | { readonly content: string; readonly reference: string }

const BEGIN = '-----BEGIN GARDE-FOU LABEL-----'
const END = '-----END GARDE-FOU LABEL-----'
const LINE_LENGTH = 72

/** Puts a mention under a text, with the signed label or its reference. The text itself is left as it is. */
export function embedInText(content: string, label: Label, options: TextLabelOptions): string {
  const { language, form = 'whole' } = options
  const block =
    form === 'whole'
      ? [BEGIN, ...(label.jws.match(new RegExp(`.{1,${LINE_LENGTH}}`, 'g')) ?? []), END]
      : [labelTexts.text(language, 'label.reference', { reference: sha256(label.jws) })]
  const lines = [headingLine(language), labelMention(label, language), ...block]
  return `${content}\n\n${lines.join('\n')}\n`
}

/**
 * Takes a labelled text apart: only a mention at the very end counts, so a text that itself holds such lines comes back
 * whole. It only reads: give both to `verifyLabel`. Line ends changed on the way (CRLF) are understood in the mention.
 * Undefined when the text does not end with a mention.
 */
export function extractFromText(text: string): LabelledText | undefined {
  const place = lastHeading(text)
  if (place === undefined) return undefined
  const { start, after, newline } = place
  const [mention, ...block] = text.slice(after).trimEnd().split(newline)
  if (mention === undefined || mention === '') return undefined
  const content = text.slice(0, start)
  const jws = armoured(block)
  if (jws !== undefined) return { content, jws }
  const reference = referenceIn(block)
  return reference === undefined ? undefined : { content, reference }
}

function headingLine(language: Language): string {
  return `--- ${labelTexts.text(language, 'label.text-heading')} ---`
}

interface HeadingPlace {
  /** End of the content. */
  readonly start: number
  /** Beginning of the line after the heading. */
  readonly after: number
  readonly newline: '\n' | '\r\n'
}

// No line of a mention can be a heading, so the last heading of a labelled text is the label's own.
function lastHeading(text: string): HeadingPlace | undefined {
  const places = LANGUAGES.flatMap((language) =>
    (['\n', '\r\n'] as const).map((newline) => {
      const heading = `${newline}${newline}${headingLine(language)}${newline}`
      const start = text.lastIndexOf(heading)
      return { start, after: start + heading.length, newline }
    }),
  )
  return places
    .filter(({ start }) => start >= 0)
    .reduce<HeadingPlace | undefined>(
      (last, place) => (last === undefined || place.after > last.after ? place : last),
      undefined,
    )
}

function armoured(lines: readonly string[]): string | undefined {
  if (lines.length < 3 || lines[0] !== BEGIN || lines.at(-1) !== END) return undefined
  const jws = lines.slice(1, -1).join('')
  return /^[\w.-]+$/.test(jws) ? jws : undefined
}

function referenceIn(lines: readonly string[]): string | undefined {
  const [line, ...others] = lines
  if (line === undefined || others.length > 0) return undefined
  const reference = /(?<![0-9a-f])[0-9a-f]{64}$/.exec(line)?.[0]
  const isOurs = LANGUAGES.some(
    (language) =>
      reference !== undefined && line === labelTexts.text(language, 'label.reference', { reference }),
  )
  return isOurs ? reference : undefined
}
