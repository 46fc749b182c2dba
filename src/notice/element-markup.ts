import { NOTICE_VERSION_NAMES } from '../i18n/notice-element.js'
import { escapeHtml } from '../internal/html.js'
import type { System } from '../system/define-system.js'
import { drawNotice } from './draw-notice.js'
import { type SystemNoticeOptions, systemNotice } from './facts.js'
import { type NoticeLanguage, plainLanguage } from './language.js'
import type { NoticeContext, NoticeLevel } from './levels.js'
import type { Notice } from './notice.js'
import type { NoticeRequest } from './options.js'

/** What an `<ia-notice>` shows. */
export interface NoticeElementOptions
  extends SystemNoticeOptions,
    Omit<NoticeRequest, 'channel' | 'lang' | 'level' | 'context'> {
  /** Default: the least of the use, in that place. A page can ask for more, never for less. */
  readonly level?: NoticeLevel
  readonly context?: NoticeContext
  /** The first is shown, the others can be unfolded or chosen. Default: French alone. */
  readonly languages?: readonly [NoticeLanguage, ...NoticeLanguage[]]
}

/** What an `<ia-notice>` shows of facts that are known. */
export type NoticeElementShape = Omit<NoticeElementOptions, keyof SystemNoticeOptions>

/**
 * A notice as an `<ia-notice>` element, complete without JavaScript: the first language is in the page, the others unfold.
 * With the element's script (`garde-fou/element`) they become buttons. No inline script or style.
 *
 * @throws NoticeInvalidError as `renderNotice` does.
 *
 * @example
 * noticeElement(housing, { use: 'draft', context: 'form', languages: ['fr', 'en', 'fr-simple'] })
 */
export function noticeElement(system: System, options: NoticeElementOptions): string {
  const usual = options.decision === undefined ? 'page' : 'message'
  return element(systemNotice(system, options), options, usual)
}

/**
 * The same for facts that a guard returned with an output.
 *
 * @throws NoticeInvalidError as `renderNotice` does.
 */
export function noticeElementOf(notice: Notice, shape: NoticeElementShape): string {
  return element(notice, shape, 'message')
}

function element(facts: Notice, options: NoticeElementShape, usual: NoticeContext): string {
  const { languages = ['fr'], id = `ia-notice-${facts.systemId}`, level } = options
  const draw = (lang: NoticeLanguage, index: number): string =>
    drawNotice(facts, { ...options, lang, channel: 'html', id: index === 0 ? id : `${id}-${lang}` }, usual)
  const versions = [...new Set(languages)]
  const attributes = [
    `system="${escapeHtml(facts.systemId)}"`,
    `use="${escapeHtml(facts.useId)}"`,
    ...(level === undefined ? [] : [`level="${level}"`]),
  ]
  return [
    `<ia-notice ${attributes.join(' ')}>`,
    ...versions.map((lang, index) => (index === 0 ? draw(lang, index) : folded(lang, draw(lang, index)))),
    '</ia-notice>',
  ].join('\n')
}

function folded(language: NoticeLanguage, notice: string): string {
  return [
    `<details class="ia-notice-version-of" lang="${plainLanguage(language)}">`,
    `<summary>${NOTICE_VERSION_NAMES[language]}</summary>`,
    notice,
    '</details>',
  ].join('\n')
}
