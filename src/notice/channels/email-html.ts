import { noticeTexts } from '../../i18n/notice.js'
import { escapeHtml } from '../../internal/html.js'
import type { NoticeContent } from '../content.js'
import { plainText } from '../inline.js'
import { plainLanguage } from '../language.js'
import { paragraphHtml } from './inline-html.js'

// Mail programs drop stylesheets: this is the one place where styles stand in attributes. Black on white, whatever the
// theme: what a program inverts it inverts together.
const BOX =
  'margin:16px 0;padding:12px 16px;border:1px solid #4b5f7a;border-left-width:4px;color:#1d2530;background:#ffffff;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;text-align:left'
const HEADING = 'margin:0 0 8px;font-size:18px;line-height:1.3'
const PARAGRAPH = 'margin:0 0 8px'
const LINK = ' style="color:#0b4a8f"'

/** A notice for the HTML part of an e-mail: headings and paragraphs, no image, nothing folded, addresses in full. */
export function noticeEmail(
  content: NoticeContent,
  { headingLevel }: { readonly headingLevel: number },
): string {
  const { language, level, title, body, contact, details, version, link } = content
  const lang = plainLanguage(language)
  const paragraph = (html: string): string => `<p style="${PARAGRAPH}">${html}</p>`
  const address =
    link === undefined
      ? []
      : [
          `${escapeHtml(noticeTexts.text(language, 'notice.text-label', { text: plainText(link.label) }))} <a href="${escapeHtml(link.url)}"${LINK}>${escapeHtml(link.url)}</a>`,
        ]
  if (level === 'badge') {
    const words = paragraphHtml(title, language)
    const mark = link === undefined ? words : `<a href="${escapeHtml(link.url)}"${LINK}>${words}</a>`
    return `<p lang="${lang}" style="${PARAGRAPH};color:#1d2530;background:#ffffff">${mark}</p>`
  }
  const rows = (details?.rows ?? []).map(
    ({ term, values }) =>
      `<strong>${escapeHtml(noticeTexts.text(language, 'notice.text-label', { text: term }))}</strong> ${values
        .map((value) => paragraphHtml(value, language, LINK))
        .join('<br>')}`,
  )
  return [
    `<div lang="${lang}" style="${BOX}">`,
    `<h${headingLevel} style="${HEADING}">${paragraphHtml(title, language)}</h${headingLevel}>`,
    ...[...body, ...contact].map((lines) => paragraph(paragraphHtml(lines, language, LINK))),
    ...rows.map(paragraph),
    ...(details === undefined ? [] : [paragraph(escapeHtml(details.rights))]),
    ...(version === undefined ? [] : [paragraph(paragraphHtml(version, language))]),
    ...address.map(paragraph),
    '</div>',
  ].join('\n')
}
