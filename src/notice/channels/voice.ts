import { noticeTexts } from '../../i18n/notice.js'
import { visibleLine } from '../../internal/visible-text.js'
import type { ContentOptions, NoticeContent } from '../content.js'
import { plainText } from '../inline.js'
import type { Notice } from '../notice.js'

/**
 * A notice to be spoken: sentences only, without addresses to spell. In a call it comes first and says how to reach a
 * person without hanging up, when the service answers to a word or a key; else which number to call.
 */
export function noticeVoice(content: NoticeContent, notice: Notice, options: ContentOptions): string {
  const { language, level } = options
  const opening =
    level === 'interaction'
      ? [
          noticeTexts.text(language, 'notice.interaction.call'),
          ...(notice.impact === 'significant'
            ? [noticeTexts.text(language, 'notice.interaction.decides')]
            : []),
        ]
      : [`${plainText(content.title)}.`, ...content.body.map(plainText)]
  return [...opening, ...toAPerson(content, notice, options)].join(' ')
}

function toAPerson(
  content: NoticeContent,
  { humanContact }: Notice,
  { language, level, handover }: ContentOptions,
): readonly string[] {
  if (level === 'interaction' && handover !== undefined) {
    const word = visibleLine(handover.word)
    const { key } = handover
    return [
      key === undefined
        ? noticeTexts.text(language, 'notice.interaction.say', { word })
        : noticeTexts.text(language, 'notice.interaction.say-or-press', { word, key: visibleLine(key) }),
    ]
  }
  if (humanContact?.phone === undefined) return content.contact.map(plainText)
  return [noticeTexts.text(language, 'notice.voice.phone', { phone: visibleLine(humanContact.phone) })]
}
