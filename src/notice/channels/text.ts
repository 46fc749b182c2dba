import { noticeTexts } from '../../i18n/notice.js'
import type { NoticeContent } from '../content.js'
import { type Paragraph, plainText } from '../inline.js'

/** Widest line of a text notice, in code points (RFC 3676 recommends at most 78; letters and terminals take 72). */
export const TEXT_COLUMNS = 72

/**
 * A notice as plain text for e-mails and terminals: 72 columns, addresses in full on lines of their own (the only lines
 * that may be longer: a broken address leads nowhere).
 */
export function noticeText(content: NoticeContent): string {
  const { language, title, body, contact, link, details, version } = content
  if (content.level === 'badge') return badge(content)
  const rows = (details?.rows ?? []).flatMap(({ term, values }) => [
    ...wrap(label(term, language)),
    ...values.flatMap((value) => wrap(plainText(value), '- ')),
  ])
  return [
    `--- ${noticeTexts.text(language, 'notice.text-heading')} ---`,
    '',
    ...wrap(plainText(title)),
    ...[...body, ...contact].flatMap((lines) => ['', ...paragraph(lines)]),
    ...(details === undefined ? [] : ['', ...rows, '', ...wrap(details.rights)]),
    ...(version === undefined ? [] : ['', ...paragraph(version)]),
    ...(link === undefined ? [] : ['', ...wrap(label(plainText(link.label), language)), link.url]),
    '',
  ].join('\n')
}

function badge({ title, link }: NoticeContent): string {
  const words = wrap(plainText(title))
  return `${[...words, ...(link === undefined ? [] : [link.url])].join('\n')}\n`
}

function label(text: string, language: NoticeContent['language']): string {
  return noticeTexts.text(language, 'notice.text-label', { text })
}

function paragraph(all: Paragraph): readonly string[] {
  const at = all.findIndex((piece) => piece.kind === 'link')
  const link = all[at]
  if (link?.kind !== 'link') return wrap(plainText(all))
  return [...wrap(plainText(all.slice(0, at))), link.url, ...paragraph(all.slice(at + 1))]
}

/** Breaks a text into lines at spaces, never at no-break ones; a word longer than a line is cut. */
export function wrap(text: string, firstIndent = ''): readonly string[] {
  const lines: string[] = []
  const indent = ' '.repeat(firstIndent.length)
  let line = firstIndent
  let width = firstIndent.length
  let empty = true
  const end = (): void => {
    lines.push(line)
    line = indent
    width = indent.length
    empty = true
  }
  for (const word of text.split(/[ \t\n]+/).filter((candidate) => candidate !== '')) {
    const letters = [...word]
    if (!empty && width + 1 + letters.length > TEXT_COLUMNS) end()
    if (!empty) {
      line += ' '
      width += 1
    }
    for (const letter of letters) {
      if (width === TEXT_COLUMNS) end()
      line += letter
      width += 1
      empty = false
    }
  }
  if (!empty) lines.push(line)
  return lines
}
