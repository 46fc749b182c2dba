import { visibleText } from './visible-text.js'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Escapes the five characters that have a meaning in HTML; right in an element's text and in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

/** A foreign text as HTML text: escaped, and with its invisible characters made visible. */
export function htmlText(text: string): string {
  return escapeHtml(visibleText(text))
}

/** One attribute with its value, with a leading space; nothing when there is no value. */
export function htmlAttribute(name: string, value: string | undefined): string {
  return value === undefined ? '' : ` ${name}="${htmlText(value)}"`
}

/**
 * JSON as the content of a `<script>` data block: `<`, `>` and `&` are written as JSON escapes, so that no text in it can
 * end the element or open a comment (HTML, "Restrictions for contents of script elements").
 */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/**
 * A link's target that is safe to follow: `http:`, `https:`, or a path on the same site. Undefined for every other
 * scheme (`javascript:`, `data:` …), protocol-relative addresses and addresses with credentials.
 */
export function safeUrl(url: string, base?: string): string | undefined {
  const isPath = /^\/(?![/\\])/.test(url)
  const absolute = URL.parse(url, isPath ? (base ?? 'https://site.invalid') : undefined)
  if (absolute === null || absolute.username !== '' || absolute.password !== '') return undefined
  if (absolute.protocol !== 'https:' && absolute.protocol !== 'http:') return undefined
  if (!isPath || base !== undefined) return absolute.href
  // Tabs and line ends inside a path are dropped by URL parsers and could make it `//other.site`.
  return absolute.host === 'site.invalid'
    ? `${absolute.pathname}${absolute.search}${absolute.hash}`
    : undefined
}
