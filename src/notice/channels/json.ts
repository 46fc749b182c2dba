import { digitalSourceTypeOf, digitalSourceUri, VOCABULARIES } from '../../provenance/vocabularies.js'
import type { NoticeContent } from '../content.js'
import type { Paragraph } from '../inline.js'
import { type NoticeLanguage, plainLanguage } from '../language.js'
import type { NoticeContext, NoticeLevel } from '../levels.js'
import type { Notice } from '../notice.js'

/** A notice as data: the same sentences in pieces, for a page that builds its own elements, with the facts behind them. */
export interface NoticeJson {
  readonly format: 'garde-fou-notice'
  readonly v: 1
  readonly level: NoticeLevel
  readonly context: NoticeContext
  readonly language: NoticeLanguage
  /** BCP 47, for `lang` attributes. */
  readonly lang: string
  readonly system: string
  readonly use: string
  readonly title: Paragraph
  readonly body: readonly Paragraph[]
  readonly contact: readonly Paragraph[]
  readonly link?: { readonly label: Paragraph; readonly url: string }
  readonly details?: NonNullable<NoticeContent['details']>
  readonly version?: Paragraph
  readonly facts: Pick<Notice, 'impact' | 'audience' | 'humanRole' | 'humanReview' | 'outcome'>
  /** What an output of this use is, in outside vocabularies. Absent where the notice is about no output. */
  readonly marks?: {
    readonly vocabularies: string
    readonly digitalSourceType: string
    /** Of the W3C community group's draft; absent for an algorithm without learning. */
    readonly aiDisclosure?: string
  }
}

/** The notice as a JSON text. */
export function noticeJson(content: NoticeContent, notice: Notice, context: NoticeContext): string {
  const { systemId, useId, level, language, ...said } = content
  const { impact, audience, humanRole, humanReview, outcome } = notice
  const data: NoticeJson = {
    format: 'garde-fou-notice',
    v: 1,
    level,
    context,
    language,
    lang: plainLanguage(language),
    system: systemId,
    use: useId,
    ...said,
    facts: { impact, audience, humanRole, humanReview, ...(outcome === undefined ? {} : { outcome }) },
    ...(isAboutOutput(notice, context) ? { marks: marksOf(notice) } : {}),
  }
  return JSON.stringify(data)
}

// A decision taken without the suggestion, or against it, is no output of the AI.
function isAboutOutput({ outcome }: Notice, context: NoticeContext): boolean {
  return context !== 'page' && context !== 'form' && outcome !== 'without-ai' && outcome !== 'rejected'
}

function marksOf({ aiNature, humanReview }: Notice): NonNullable<NoticeJson['marks']> {
  return {
    vocabularies: VOCABULARIES.version,
    digitalSourceType: digitalSourceUri(digitalSourceTypeOf(aiNature, humanReview)),
    ...(aiNature === 'trained' ? { aiDisclosure: VOCABULARIES.htmlAttribute[humanReview] } : {}),
  }
}
