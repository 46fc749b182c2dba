/**
 * Characters that a reader cannot see but that change what is read or how it is laid out: controls (tab and line feed
 * excepted), bidirectional marks, embeddings, overrides and isolates (UAX #9), zero-width spaces and invisible
 * operators, line and paragraph separators, interlinear annotations, tags, and halves of surrogate pairs. Joiners and
 * variation selectors are not among them: scripts, emoji and some suppliers' watermarks need them.
 */
const DECEPTIVE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for.
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}\p{Surrogate}]/gu

/** Replaces each deceptive character by what `write` makes of its code point. */
export function replaceDeceptive(text: string, write: (codePoint: number) => string): string {
  return text.replace(DECEPTIVE, (character) => write(character.codePointAt(0) ?? 0xfffd))
}

/** How a character that cannot be seen is shown: `[U+202E]`. */
export function codePointName(codePoint: number): string {
  return `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`
}

/** A foreign text as it can safely be shown to a person: what is hidden in it is visible as what it is. */
export function visibleText(text: string): string {
  return replaceDeceptive(text.replace(/\r\n?/g, '\n'), codePointName)
}

/** The same on one line: runs of blanks and line ends become one space, as a value inside a sentence needs. */
export function visibleLine(text: string): string {
  // No-break spaces stay: they are typography.
  return visibleText(text.replace(/[ \t\r\n\f\v]+/g, ' ')).replace(/^ | $/g, '')
}
