import { escapeHtml } from '../internal/html.js'

/** One change that a feed tells. */
export interface FeedEntry {
  /** Never changes. */
  readonly id: string
  readonly title: string
  readonly url: string
  readonly updatedAt: string
  readonly summary: string
}

/** What a feed says of itself. */
export interface Feed {
  readonly id: string
  readonly title: string
  readonly author: string
  readonly language: string
  /** Where the feed is, and the page that it is about. */
  readonly selfUrl: string
  readonly url: string
  readonly entries: readonly FeedEntry[]
  /** When nothing was ever changed. */
  readonly since: string
}

/** A feed as Atom (RFC 4287). Characters that XML cannot hold are left out. */
export function toAtom({ id, title, author, language, selfUrl, url, entries, since }: Feed): string {
  const updated = entries.reduce(
    (latest, entry) => (entry.updatedAt > latest ? entry.updatedAt : latest),
    since,
  )
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xml(language)}">`,
    `<id>${xml(id)}</id><title>${xml(title)}</title><updated>${xml(updated)}</updated>`,
    `<author><name>${xml(author)}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${xml(selfUrl)}"/><link href="${xml(url)}"/>`,
    ...entries.map(
      (entry) =>
        `<entry><id>${xml(entry.id)}</id><title>${xml(entry.title)}</title><updated>${xml(entry.updatedAt)}</updated><link href="${xml(entry.url)}"/><summary>${xml(entry.summary)}</summary></entry>`,
    ),
    '</feed>',
    '',
  ].join('\n')
}

/** Characters that XML 1.0 does not allow, even by reference. */
const NOT_XML = /[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]|\p{Cs}/gu

function xml(text: string): string {
  return escapeHtml(text.replace(NOT_XML, ''))
}
