import { NoticeInvalidError } from '../errors.js'
import { formatIsoDay } from '../i18n/format.js'
import { noticeTexts } from '../i18n/notice.js'
import { visibleLine } from '../internal/visible-text.js'
import { contactSentences } from './contact.js'
import { type DetailRow, detailRows } from './details.js'
import { humanSentence } from './human-sentence.js'
import { fill, onePerLine, type Paragraph, recordText, sentences, withoutFullStop } from './inline.js'
import { type NoticeLanguage, plainLanguage } from './language.js'
import type { NoticeContext, NoticeLevel } from './levels.js'
import { mentionParagraphs } from './mention.js'
import type { Notice } from './notice.js'
import { actionOf, ofAdministration } from './words.js'

/** What a notice says, before a channel gives it a form. */
export interface NoticeContent {
  readonly systemId: string
  readonly useId: string
  readonly level: NoticeLevel
  readonly language: NoticeLanguage
  readonly title: Paragraph
  /** What the AI does and who decides; for a decision, the mention. Never hidden. */
  readonly body: readonly Paragraph[]
  /** How to reach a person. Never hidden. Empty when the record has no contact, or the body says it. */
  readonly contact: readonly Paragraph[]
  readonly link?: { readonly label: Paragraph; readonly url: string }
  /** `full` only. */
  readonly details?: {
    readonly summary: string
    readonly rows: readonly DetailRow[]
    readonly rights: string
  }
  /** `fr-simple` only: whether it was reread by the people it is for. */
  readonly version?: Paragraph
}

/** How somebody in a conversation asks for a person. Printed only when the service really answers to it. */
export interface Handover {
  /** The word to write or say, such as `agent`. */
  readonly word: string
  /** The key to press in a call. */
  readonly key?: string
}

/** What is asked of the wording. */
export interface ContentOptions {
  readonly language: NoticeLanguage
  readonly level: NoticeLevel
  readonly context: NoticeContext
  /** Names the system in title and link, for a page that shows several. */
  readonly nameSystem: boolean
  /** The record's address, already checked. */
  readonly url: string | undefined
  readonly reference: string | undefined
  readonly handover: Handover | undefined
}

/** Turns facts into sentences. Each one is there only when its fact is. */
export function noticeContent(notice: Notice, options: ContentOptions): NoticeContent {
  const { language, level, nameSystem, url } = options
  const system = recordText(notice.systemName)
  const version = language === 'fr-simple' && level !== 'badge' ? versionLine(notice) : undefined
  return {
    systemId: notice.systemId,
    useId: notice.useId,
    level,
    language,
    title: fill(noticeTexts.parts(language, titleKey(notice, options)), { system }),
    body: inLines(body(notice, options), language),
    contact: saysContact(notice, level)
      ? []
      : inLines(contactSentences(notice.humanContact, language), language),
    ...(url === undefined || level === 'decision'
      ? {}
      : {
          link: {
            label: fill(noticeTexts.parts(language, nameSystem ? 'notice.more-named' : 'notice.more'), {
              system,
            }),
            url,
          },
        }),
    ...(level === 'full' ? { details: details(notice, language) } : {}),
    ...(version === undefined ? {} : { version }),
  }
}

function inLines(all: readonly Paragraph[], language: NoticeLanguage): readonly Paragraph[] {
  return language === 'fr-simple' ? all.flatMap(onePerLine) : all
}

function titleKey(_notice: Notice, { level, nameSystem, url }: ContentOptions): TitleKey {
  switch (level) {
    case 'badge':
      if (url === undefined) return 'notice.badge'
      return nameSystem ? 'notice.badge-link-named' : 'notice.badge-link'
    case 'decision':
      return nameSystem ? 'notice.decision.title-named' : 'notice.decision.title'
    case 'interaction':
      return nameSystem ? 'notice.interaction.title-named' : 'notice.interaction.title'
    case 'content':
      return nameSystem ? 'notice.content.title-named' : 'notice.content.title'
    default:
      return nameSystem ? 'notice.title-named' : 'notice.title'
  }
}

type TitleKey =
  | 'notice.badge'
  | `notice.badge-link${'' | '-named'}`
  | `notice.${'' | 'decision.' | 'interaction.' | 'content.'}title${'' | '-named'}`

function body(notice: Notice, options: ContentOptions): readonly Paragraph[] {
  switch (options.level) {
    case 'decision':
      return mention(notice, options)
    case 'interaction':
      return [hello(notice, options)]
    case 'content':
      return [
        sentences(
          what(notice, options.language),
          fill(noticeTexts.parts(options.language, contentKey(notice)), {
            ofAdministration: ofAdministration(notice, options.language),
          }),
        ),
      ]
    default:
      return [
        sentences(
          what(notice, options.language),
          fill(noticeTexts.parts(options.language, humanSentence(notice, options.context)), {
            ofAdministration: ofAdministration(notice, options.language),
          }),
        ),
      ]
  }
}

function what(notice: Notice, language: NoticeLanguage): Paragraph {
  const { kind, text } = actionOf(notice, language)
  const action = withoutFullStop(visibleLine(text))
  return fill(noticeTexts.parts(language, 'notice.what'), {
    action: kind === 'record' ? recordText(action) : { kind: 'words', text: action },
  })
}

function hello(notice: Notice, { language, handover }: ContentOptions): Paragraph {
  return sentences(
    fill(noticeTexts.parts(language, 'notice.interaction.hello'), {}),
    notice.impact === 'significant'
      ? fill(noticeTexts.parts(language, 'notice.interaction.decides'), {})
      : undefined,
    handover === undefined
      ? undefined
      : fill(noticeTexts.parts(language, 'notice.interaction.write'), {
          word: { kind: 'name', text: visibleLine(handover.word) },
        }),
  )
}

/** Which sentence about people is true of a published content. Published means that nobody is waited for. */
export function contentKey({
  humanReview,
}: Pick<Notice, 'humanReview'>):
  | 'notice.content.none'
  | 'notice.content.approved'
  | 'notice.content.amended' {
  if (humanReview === 'approved') return 'notice.content.approved'
  return humanReview === 'amended' ? 'notice.content.amended' : 'notice.content.none'
}

function mention(notice: Notice, { language, reference, url }: ContentOptions): readonly Paragraph[] {
  const { humanContact: contact } = notice
  if (contact === undefined || url === undefined || reference === undefined || reference.trim() === '')
    throw new NoticeInvalidError(
      'The mention of a decision cannot be complete: it needs the contact and the published address of the system’s record, and the reference of the decision (CRPA, art. R. 311-3-1-1).',
    )
  return mentionParagraphs(notice, { language, reference, url, contact })
}

// The mention says whom to ask; a decision taken without the suggestion has no mention to say it in.
function saysContact({ outcome }: Notice, level: NoticeLevel): boolean {
  return level === 'decision' && outcome !== 'without-ai'
}

function versionLine({ words }: Notice): Paragraph {
  const reread = words?.['fr-simple']?.reread
  if (reread === undefined) return fill(noticeTexts.parts('fr-simple', 'notice.simple'), {})
  return fill(noticeTexts.parts('fr-simple', 'notice.falc'), {
    by: recordText(withoutFullStop(visibleLine(reread.by))),
    day: { kind: 'words', text: formatIsoDay(plainLanguage('fr-simple'), reread.on) },
  })
}

function details(notice: Notice, language: NoticeLanguage): NonNullable<NoticeContent['details']> {
  return {
    summary: noticeTexts.text(language, 'notice.details'),
    rows: detailRows(notice, language),
    rights: noticeTexts.text(language, rightsSentence(notice)),
  }
}

// Only the rights that there is something to use on: data to correct, a decision to contest.
function rightsSentence({
  data,
  impact,
}: Notice):
  | 'notice.rights'
  | 'notice.rights.data'
  | 'notice.rights.decision'
  | 'notice.rights.data-decision' {
  const personal = data.some((item) => item.personal)
  if (impact === 'significant') return personal ? 'notice.rights.data-decision' : 'notice.rights.decision'
  return personal ? 'notice.rights.data' : 'notice.rights'
}
