import { frenchSpacing } from '../i18n/french.js'
import type { MessagePart } from '../i18n/translate.js'
import { visibleLine } from '../internal/visible-text.js'

/** A piece of a sentence, in no channel's markup. Texts are single lines whose hidden characters are visible. */
export type Inline =
  | { readonly kind: 'words'; readonly text: string }
  /** A name or a reference, the same in every language. */
  | { readonly kind: 'name'; readonly text: string }
  /** Words of the record, in the record's own language. */
  | { readonly kind: 'record'; readonly text: string }
  | { readonly kind: 'phone'; readonly text: string; readonly uri?: string }
  | { readonly kind: 'email'; readonly text: string }
  /** An address, already checked, shown in full. */
  | { readonly kind: 'link'; readonly text: string; readonly url: string }

/** One or several sentences, or one value. */
export type Paragraph = readonly Inline[]

/** Puts inline pieces where a message has placeholders. */
export function fill(
  parts: readonly MessagePart[],
  values: Readonly<Record<string, Inline | Paragraph>>,
): Paragraph {
  return parts.flatMap((part): Paragraph => {
    if ('words' in part) return [{ kind: 'words', text: part.words }]
    const value = values[part.placeholder]
    if (value === undefined) throw new RangeError(`The notice has no value for {${part.placeholder}}.`)
    return 'kind' in value ? [value] : value
  })
}

/** A value of the record as a piece of a sentence, with the spacing of the language that records are written in. */
export function recordText(text: string): Inline {
  return { kind: 'record', text: frenchSpacing(visibleLine(text)) }
}

/** Joins sentences with spaces. */
export function sentences(...all: readonly (Paragraph | undefined)[]): Paragraph {
  return all
    .filter((sentence) => sentence !== undefined)
    .flatMap(
      (sentence, index): Paragraph => (index === 0 ? sentence : [{ kind: 'words', text: ' ' }, ...sentence]),
    )
}

/**
 * One sentence a paragraph, as plain language asks (Inclusion Europe: one idea a sentence, a new line for each). Only the
 * catalogue's own words are split: what the record says stays together.
 */
export function onePerLine(paragraph: Paragraph): readonly Paragraph[] {
  const lines: Inline[][] = [[]]
  for (const piece of joined(paragraph)) {
    const parts = piece.kind === 'words' ? piece.text.split(/(?<=[.?!]) (?=\p{Lu}|$)/u) : [piece.text]
    for (const [index, text] of parts.entries()) {
      if (index > 0) lines.push([])
      if (text !== '') lines.at(-1)?.push({ ...piece, text })
    }
  }
  return lines.filter((line) => line.length > 0)
}

// Words beside words are one text, in which sentences can be told apart.
function joined(paragraph: Paragraph): Paragraph {
  const pieces: Inline[] = []
  for (const piece of paragraph) {
    const last = pieces.at(-1)
    if (piece.kind === 'words' && last?.kind === 'words')
      pieces[pieces.length - 1] = { kind: 'words', text: last.text + piece.text }
    else pieces.push(piece)
  }
  return pieces
}

/** Without its final full stop, so that a sentence does not end with two. */
export function withoutFullStop(text: string): string {
  return text.replace(/[\s.]+$/, '')
}

/** « Aider l’agent » inside a sentence: « aider l’agent ». Only an infinitive loses its capital; a name keeps it. */
export function insideSentence(text: string): string {
  return /^\p{Lu}\p{Ll}*(?:er|ir|re)(?![\p{L}\p{M}])/u.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text
}

/** The words of a paragraph, without their forms. */
export function plainText(paragraph: Paragraph): string {
  return paragraph.map((piece) => piece.text).join('')
}
