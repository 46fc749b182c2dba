import { noticeTexts } from '../i18n/notice.js'
import { visibleLine } from '../internal/visible-text.js'
import type { HumanContact } from '../system/system-record.js'
import { whereToWrite } from './contact.js'
import {
  fill,
  type Inline,
  insideSentence,
  type Paragraph,
  recordText,
  sentences,
  withoutFullStop,
} from './inline.js'
import type { NoticeLanguage } from './language.js'
import type { Notice } from './notice.js'
import { ofAdministration, purposeOf } from './words.js'

/** What the mention names besides the facts of the notice. All of it is required. */
export interface MentionFacts {
  readonly language: NoticeLanguage
  /** The decision's own reference, as its letter bears it. */
  readonly reference: string
  /** Where the rules are published. */
  readonly url: string
  readonly contact: HumanContact
}

/**
 * The explicit mention that a decision taken with the help of an algorithm must carry: that a person decided with it,
 * which administration answers, its purpose, the right to its rules and how to use it, the CADA (CRPA, art. L. 311-3-1,
 * R. 311-3-1-1 and R. 311-3-1-2). It stands in the body of the letter, apart from the ways of contesting the decision. A
 * draft for the city's lawyers. A decision taken without the suggestion says so, and owes no more.
 */
export function mentionParagraphs(notice: Notice, facts: MentionFacts): readonly Paragraph[] {
  const { language, reference, url, contact } = facts
  const of = ofAdministration(notice, language)
  if (notice.outcome === 'without-ai')
    return [fill(noticeTexts.parts(language, 'notice.decision.without-ai'), { ofAdministration: of })]
  const link: Inline = { kind: 'link', text: url, url }
  return [
    sentences(
      fill(noticeTexts.parts(language, decidedKey(notice)), { ofAdministration: of }),
      changeSentence(notice, language),
      purposeSentence(notice, language),
      fill(noticeTexts.parts(language, 'notice.decision.rules'), { url: link }),
    ),
    fill(noticeTexts.parts(language, 'notice.decision.right'), {
      where: whereToWrite(contact),
      reference: { kind: 'name', text: visibleLine(reference) },
    }),
    fill(noticeTexts.parts(language, 'notice.decision.cada'), {}),
  ]
}

function decidedKey({ aiNature }: Notice): 'notice.decision.with-ai' | 'notice.decision.with-algorithm' {
  return aiNature === 'trained' ? 'notice.decision.with-ai' : 'notice.decision.with-algorithm'
}

function changeSentence({ outcome }: Notice, language: NoticeLanguage): Paragraph | undefined {
  if (outcome === 'amended') return fill(noticeTexts.parts(language, 'notice.decision.amended'), {})
  return outcome === 'rejected'
    ? fill(noticeTexts.parts(language, 'notice.decision.rejected'), {})
    : undefined
}

// « sert à préparer … » is French only before an infinitive; any other purpose is named.
function purposeSentence(notice: Notice, language: NoticeLanguage): Paragraph {
  const { kind, text } = purposeOf(notice, language)
  const whole = withoutFullStop(text)
  const inside = insideSentence(whole)
  const key = inside === whole ? 'notice.decision.purpose' : 'notice.decision.serves'
  return fill(noticeTexts.parts(language, key), {
    purpose: kind === 'record' ? recordText(inside) : { kind: 'words', text: inside },
  })
}
