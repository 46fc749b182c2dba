import { NoticeInvalidError } from '../../errors.js'
import { noticeTexts } from '../../i18n/notice.js'
import { visibleLine } from '../../internal/visible-text.js'
import type { ContentOptions } from '../content.js'
import { gsm7Length, SMS_SEGMENT, toGsm7 } from '../gsm7.js'
import { humanSentence } from '../human-sentence.js'
import type { Notice } from '../notice.js'

/**
 * A notice as one segment of a text message: who writes, whether a person decides or has read it, a person to reach, the
 * address. In GSM-7, where « ê », « ç » and « ’ » do not exist and are written « e », « c » and « ' ».
 *
 * @throws NoticeInvalidError when it does not fit: a message cut in two may arrive as half a notice.
 */
export function noticeSms(notice: Notice, options: ContentOptions): string {
  const { language, url } = options
  const administration = visibleLine(notice.administration)
  const contact = contactText(notice)
  const text = toGsm7(
    [
      noticeTexts.text(language, sentenceKey(notice, options), { administration }),
      ...(contact === undefined ? [] : [noticeTexts.text(language, 'notice.sms.contact', { contact })]),
      ...(url === undefined ? [] : [noticeTexts.text(language, 'notice.sms.more', { url })]),
    ].join(' '),
  )
  const length = gsm7Length(text)
  if (length === undefined)
    throw new NoticeInvalidError(
      'The notice does not fit a text message: the record holds characters that GSM-7 has not. Write the administration’s name and contact in Latin letters.',
    )
  if (length > SMS_SEGMENT)
    throw new NoticeInvalidError(
      `The notice does not fit a text message: ${length} septets of at most ${SMS_SEGMENT}. Give a shorter address as \`shortUrl\`.`,
    )
  return text
}

// A number first: it is what a telephone calls.
function contactText({ humanContact }: Notice): string | undefined {
  const found = humanContact?.phone ?? humanContact?.email ?? humanContact?.desk ?? humanContact?.address
  return found === undefined ? undefined : visibleLine(found).replace(/[\s.]+$/, '')
}

function sentenceKey(notice: Notice, { level, context }: ContentOptions): SmsKey {
  if (level === 'interaction') return 'notice.sms.interaction'
  switch (humanSentence(notice, level === 'content' ? 'message' : context)) {
    case 'notice.human.decides':
      return 'notice.sms.decides'
    case 'notice.human.decided':
      return 'notice.sms.decided'
    case 'notice.human.without-ai':
      return 'notice.sms.without-ai'
    case 'notice.human.approved':
      return 'notice.sms.approved'
    case 'notice.human.amended':
      return 'notice.sms.amended'
    case 'notice.human.pending':
      return 'notice.sms.pending'
    case 'notice.human.sampled':
      return 'notice.sms.sampled'
    case 'notice.human.not-always':
      return 'notice.sms.not-always'
    default:
      return 'notice.sms.unchecked'
  }
}

type SmsKey =
  `notice.sms.${'interaction' | 'decides' | 'decided' | 'without-ai' | 'approved' | 'amended' | 'pending' | 'not-always' | 'sampled' | 'unchecked'}`
