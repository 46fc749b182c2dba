import { noticeTexts } from '../../i18n/notice.js'
import { escapeHtml } from '../../internal/html.js'
import type { NoticeContent } from '../content.js'
import type { DetailRow } from '../details.js'
import { plainText } from '../inline.js'
import { type NoticeLanguage, plainLanguage } from '../language.js'
import { paragraphHtml } from './inline-html.js'

/** What a page decides of a notice. Already checked. */
export interface HtmlNoticeOptions {
  readonly headingLevel: number
  readonly id: string
  /** For paper nothing is folded and addresses are written out. */
  readonly medium: 'screen' | 'letter' | 'poster'
}

/**
 * A notice as HTML: a region named by its heading, without script or inline style. The contact stands outside of
 * anything that can be folded.
 */
export function noticeHtml(content: NoticeContent, options: HtmlNoticeOptions): string {
  const { language, level, title, body, contact, version, systemId } = content
  if (level === 'badge') return badge(content)
  const { headingLevel, id, medium } = options
  const heading = `h${headingLevel}`
  const classes = ['ia-notice', `ia-notice-${level}`, ...(medium === 'screen' ? [] : [`ia-${medium}`])]
  return [
    `<section class="${classes.join(' ')}" aria-labelledby="${id}" lang="${plainLanguage(language)}" data-ia-system="${escapeHtml(systemId)}">`,
    ...(medium === 'poster' ? [sign(language)] : []),
    `<${heading} class="ia-notice-title" id="${id}">${paragraphHtml(title, language)}</${heading}>`,
    ...body.map((lines) => `<p class="ia-notice-statement">${paragraphHtml(lines, language)}</p>`),
    ...contact.map((lines) => `<p class="ia-notice-contact">${paragraphHtml(lines, language)}</p>`),
    ...detailsHtml(content, medium),
    ...(version === undefined
      ? []
      : [`<p class="ia-notice-version">${paragraphHtml(version, language)}</p>`]),
    ...linkHtml(content, medium),
    '</section>',
  ].join('\n')
}

// Said again by the heading: it is for the eye.
function sign(language: NoticeLanguage): string {
  return `<p class="ia-poster-sign" aria-hidden="true">${noticeTexts.text(language, 'notice.poster.sign')}</p>`
}

function linkHtml({ link, language }: NoticeContent, medium: HtmlNoticeOptions['medium']): readonly string[] {
  if (link === undefined) return []
  const url = escapeHtml(link.url)
  if (medium === 'screen')
    return [`<p class="ia-notice-more"><a href="${url}">${paragraphHtml(link.label, language)}</a></p>`]
  const label = noticeTexts.text(language, 'notice.text-label', { text: plainText(link.label) })
  return [`<p class="ia-notice-address">${escapeHtml(label)} <a href="${url}">${url}</a></p>`]
}

function badge({ title, link, language, systemId }: NoticeContent): string {
  const words = paragraphHtml(title, language)
  const common = `class="ia-badge" lang="${plainLanguage(language)}" data-ia-system="${escapeHtml(systemId)}"`
  return link === undefined
    ? `<span ${common}>${words}</span>`
    : `<a ${common} href="${escapeHtml(link.url)}">${words}</a>`
}

function detailsHtml(
  { details: all, language }: NoticeContent,
  medium: HtmlNoticeOptions['medium'],
): readonly string[] {
  if (all === undefined) return []
  const rows = ['<dl>', ...all.rows.map((row) => detailRow(row, language)), '</dl>']
  const rights = `<p class="ia-notice-rights">${escapeHtml(all.rights)}</p>`
  if (medium !== 'screen') return ['<div class="ia-notice-details">', ...rows, rights, '</div>']
  return [
    '<details class="ia-notice-details">',
    `<summary>${escapeHtml(all.summary)}</summary>`,
    ...rows,
    rights,
    '</details>',
  ]
}

function detailRow({ term, values }: DetailRow, language: NoticeLanguage): string {
  const items = values.map((value) => `<dd>${paragraphHtml(value, language)}</dd>`)
  return `<div><dt>${escapeHtml(term)}</dt>${items.join('')}</div>`
}
