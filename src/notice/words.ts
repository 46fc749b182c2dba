import { withDe } from '../i18n/french.js'
import { visibleLine } from '../internal/visible-text.js'
import { type Inline, recordText } from './inline.js'
import { type NoticeLanguage, plainLanguage } from './language.js'
import type { Notice } from './notice.js'

/** What the AI does, in the notice's own language where the record has it, else quoted from the record. */
export function actionOf(notice: Notice, language: NoticeLanguage): Inline {
  return inOwnWords(notice, language, 'action')
}

/** What it is for, likewise. */
export function purposeOf(notice: Notice, language: NoticeLanguage): Inline {
  return inOwnWords(notice, language, 'purpose')
}

/** « de Bordeaux Métropole ». */
export function ofAdministration(notice: Notice, language: NoticeLanguage): Inline {
  const name = visibleLine(notice.administration)
  return { kind: 'name', text: plainLanguage(language) === 'fr' ? withDe(name) : `of ${name}` }
}

function inOwnWords(notice: Notice, language: NoticeLanguage, field: 'action' | 'purpose'): Inline {
  const own = language === 'fr' ? undefined : notice.words?.[language]?.[field]
  if (own === undefined) return recordText(notice[field])
  return language === 'en' ? { kind: 'words', text: visibleLine(own) } : recordText(own)
}
