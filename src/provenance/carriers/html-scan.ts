/** A piece of an HTML text, as far as reading a label needs it. */
export type HtmlToken =
  | { readonly kind: 'text'; readonly text: string }
  | ({
      readonly kind: 'start'
      readonly name: string
      readonly attributes: ReadonlyMap<string, string>
    } & HtmlPlace)
  | ({ readonly kind: 'end'; readonly name: string } & HtmlPlace)

/** Where a tag stands in the text, in UTF-16 code units: from its `<` to behind its `>`. */
export interface HtmlPlace {
  readonly from: number
  readonly to: number
}

// Elements whose content is no markup (HTML §13.2.6): a label inside one is text, not a label.
const RAW = new Set([
  'script',
  'style',
  'textarea',
  'title',
  'xmp',
  'iframe',
  'noembed',
  'noframes',
  'noscript',
])

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
}

const BLANKS = /[ \t\n\f\r]*/y
const TAG_NAME = /[A-Za-z][^ \t\n\f\r/>]*/y
const ATTRIBUTE_NAME = /[^ \t\n\f\r/>=][^ \t\n\f\r/>=]*/y
const UNQUOTED = /[^ \t\n\f\r>]*/y

/**
 * Reads HTML in one pass, executing nothing. Stops quietly where a tag, comment or raw element does not end: what comes
 * after is not part of any element. Time grows with the length of the text, whatever it holds.
 */
export function* scanHtml(html: string): Generator<HtmlToken, void> {
  let position = 0
  while (position < html.length) {
    const open = html.indexOf('<', position)
    if (open < 0) {
      yield { kind: 'text', text: html.slice(position) }
      return
    }
    if (open > position) yield { kind: 'text', text: html.slice(position, open) }
    const next = html[open + 1] ?? ''
    if (next === '!' || next === '?') position = afterDeclaration(html, open)
    else if (/[A-Za-z/]/.test(next)) {
      const tag = readTag(html, open)
      if (tag === undefined) return
      position = tag.end
      yield tag.token
      if (tag.token.kind === 'start' && RAW.has(tag.token.name))
        position = rawEnd(html, position, tag.token.name)
    } else {
      yield { kind: 'text', text: '<' }
      position = open + 1
    }
  }
}

/** The text that character references stand for. Line ends become `\n`, as a parser makes them. */
export function decodeHtml(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,4}));/gi, (reference, hex, decimal, name) => {
      if (typeof name === 'string') return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? reference) : reference
      const codePoint = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal)
      return characterOf(codePoint)
    })
}

/** One character by its code point; U+FFFD for what is none (HTML §13.2.5.80). */
export function characterOf(codePoint: number): string {
  const isScalar = codePoint > 0 && codePoint <= 0x10ffff && !(codePoint >= 0xd800 && codePoint <= 0xdfff)
  return isScalar ? String.fromCodePoint(codePoint) : '\uFFFD'
}

function afterDeclaration(html: string, open: number): number {
  const [mark, from] = html.startsWith('<!--', open) ? ['-->', open + 2] : ['>', open + 1]
  const end = html.indexOf(mark, from)
  return end < 0 ? html.length : end + mark.length
}

function rawEnd(html: string, from: number, name: string): number {
  const close = new RegExp(`</${name}[ \\t\\n\\f\\r/>]`, 'gi')
  close.lastIndex = from
  return close.exec(html)?.index ?? html.length
}

interface Tag {
  readonly token: Exclude<HtmlToken, { kind: 'text' }>
  readonly end: number
}

function readTag(html: string, open: number): Tag | undefined {
  const isEnd = html[open + 1] === '/'
  const name = matchAt(TAG_NAME, html, open + (isEnd ? 2 : 1))
  if (name === undefined) {
    // `</>` and `</ …>` are comments.
    const close = html.indexOf('>', open)
    return close < 0
      ? undefined
      : { token: { kind: 'end', name: '', from: open, to: close + 1 }, end: close + 1 }
  }
  const attributes = new Map<string, string>()
  let position = open + (isEnd ? 2 : 1) + name.length
  while (position < html.length) {
    position += matchAt(BLANKS, html, position)?.length ?? 0
    if (html[position] === '>') {
      const lower = name.toLowerCase()
      const place = { from: open, to: position + 1 }
      const token: Tag['token'] = isEnd
        ? { kind: 'end', name: lower, ...place }
        : { kind: 'start', name: lower, attributes, ...place }
      return { token, end: position + 1 }
    }
    const read = readAttribute(html, position)
    if (read === undefined) return undefined
    // The first of two attributes of one name counts.
    if (read.name !== '' && !attributes.has(read.name)) attributes.set(read.name, read.value)
    position = read.end
  }
  return undefined
}

interface Attribute {
  readonly name: string
  readonly value: string
  readonly end: number
}

function readAttribute(html: string, position: number): Attribute | undefined {
  const name = matchAt(ATTRIBUTE_NAME, html, position)
  // A stray `/` or `=`.
  if (name === undefined) return { name: '', value: '', end: position + 1 }
  const afterName = position + name.length
  const equals = afterName + (matchAt(BLANKS, html, afterName)?.length ?? 0)
  const lower = name.toLowerCase()
  if (html[equals] !== '=') return { name: lower, value: '', end: afterName }
  const start = equals + 1 + (matchAt(BLANKS, html, equals + 1)?.length ?? 0)
  const quote = html[start]
  if (quote === '"' || quote === "'") {
    const close = html.indexOf(quote, start + 1)
    if (close < 0) return undefined
    return { name: lower, value: decodeHtml(html.slice(start + 1, close)), end: close + 1 }
  }
  const value = matchAt(UNQUOTED, html, start) ?? ''
  return { name: lower, value: decodeHtml(value), end: start + value.length }
}

function matchAt(pattern: RegExp, text: string, position: number): string | undefined {
  pattern.lastIndex = position
  const found = pattern.exec(text)?.[0]
  return found === '' ? undefined : found
}
