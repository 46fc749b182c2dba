import type { JSX } from 'hono/jsx/jsx-runtime'

/**
 * Characters that change how text around them is shown, or take no place: controls but tab and line feed, bidirectional
 * controls and other format characters, private use, tag characters, line and paragraph separators.
 */
export const HIDDEN: RegExp = /[^\P{Cc}\n\t]|[\p{Cf}\p{Co}\p{Zl}\p{Zp}]|\p{Default_Ignorable_Code_Point}/u

/** Joiners inside words (Indic, Persian, emoji) and variation selectors after a visible character are ordinary writing. */
export const ORDINARY: RegExp = /^(?:\u200C|\u200D|\uFE0F|\u00AD)$/u

/** A stretch of text, or one character that would not be seen, to be shown by its code. */
export type TextPiece = { readonly text: string } | { readonly code: string }

/** Cuts a text where it holds characters that a reader would not see, or that would deceive them. */
export function textPieces(text: string): readonly TextPiece[] {
  if (!HIDDEN.test(text)) return text === '' ? [] : [{ text }]
  const pieces: TextPiece[] = []
  let plain = ''
  for (const character of text) {
    if (!HIDDEN.test(character) || ORDINARY.test(character)) {
      plain += character
      continue
    }
    if (plain !== '') pieces.push({ text: plain })
    plain = ''
    pieces.push({ code: codeOf(character) })
  }
  if (plain !== '') pieces.push({ text: plain })
  return pieces
}

/**
 * A text from a citizen or a model, as text: markup is shown, not obeyed; what would be invisible is shown by its code;
 * its direction does not reach the text around it.
 */
export function VisibleText({ text }: { readonly text: string }): JSX.Element {
  return (
    <bdi>
      {textPieces(text).map((piece) =>
        'text' in piece ? piece.text : <span class="hidden-character">{piece.code}</span>,
      )}
    </bdi>
  )
}

/** The same as a plain string, for titles and attributes. */
export function visibleString(text: string): string {
  return textPieces(text)
    .map((piece) => ('text' in piece ? piece.text : piece.code))
    .join('')
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
