import { replaceDeceptive } from '../internal/visible-text.js'

/**
 * A text that a terminal shows as it is: what it would obey instead of showing (escape sequences, controls), or what
 * changes the order in which the rest is read, is written as its code: `\u001b`.
 */
export function printable(text: string): string {
  return replaceDeceptive(text, (codePoint) =>
    String.fromCodePoint(codePoint)
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  )
}

/** A JSON document for a terminal or a program: the same document, with nothing in it that a terminal would obey. */
export function printableJson(document: unknown): string {
  // Outside its strings JSON has none of these characters, so each stands where `\uXXXX` may stand.
  return printable(JSON.stringify(document, null, 2))
}
