import { RECORD_LANGUAGE } from '../../i18n/language.js'
import { escapeHtml } from '../../internal/html.js'
import type { Inline, Paragraph } from '../inline.js'
import { type NoticeLanguage, plainLanguage } from '../language.js'

/** A paragraph as HTML; `linkAttributes` are markup, with a leading space. Texts come with their hidden characters made visible; what is left is to escape them. */
export function paragraphHtml(paragraph: Paragraph, language: NoticeLanguage, linkAttributes = ''): string {
  return paragraph.map((piece) => inlineHtml(piece, language, linkAttributes)).join('')
}

/** The `mailto:` address of an e-mail address. */
export function mailUri(address: string): string {
  return `mailto:${encodeURIComponent(address).replace('%40', '@')}`
}

function inlineHtml(piece: Inline, language: NoticeLanguage, linkAttributes: string): string {
  const text = escapeHtml(piece.text)
  switch (piece.kind) {
    case 'words':
    case 'name':
      return text
    case 'record':
      return plainLanguage(language) === RECORD_LANGUAGE
        ? text
        : `<span lang="${RECORD_LANGUAGE}">${text}</span>`
    case 'phone':
      return piece.uri === undefined
        ? text
        : `<a href="${escapeHtml(piece.uri)}"${linkAttributes}>${text}</a>`
    case 'email':
      return `<a href="${escapeHtml(mailUri(piece.text))}"${linkAttributes}>${text}</a>`
    case 'link':
      return `<a href="${escapeHtml(piece.url)}"${linkAttributes}>${text}</a>`
  }
}
