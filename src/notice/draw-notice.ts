import { NoticeInvalidError } from '../errors.js'
import { safeUrl } from '../internal/html.js'
import { noticeEmail } from './channels/email-html.js'
import { type HtmlNoticeOptions, noticeHtml } from './channels/html.js'
import { noticeJson } from './channels/json.js'
import { noticeSms } from './channels/sms.js'
import { noticeText } from './channels/text.js'
import { noticeVoice } from './channels/voice.js'
import { chooseLevel, contextOf, higherLevel, leastLevel, requirePlace } from './choose-level.js'
import { type ContentOptions, noticeContent } from './content.js'
import { NOTICE_LANGUAGES } from './language.js'
import { NOTICE_CHANNELS, type NoticeChannel, type NoticeContext, type NoticeLevel } from './levels.js'
import type { Notice } from './notice.js'
import type { NoticeRequest } from './options.js'
import { requireTruth } from './require-truth.js'

/**
 * What `renderNotice` does once it has facts: the same for every way in, so that none says less. Combinations that its
 * types refuse are refused here at run time.
 *
 * @throws NoticeInvalidError
 */
export function drawNotice(notice: Notice, options: NoticeRequest, usual: NoticeContext): string {
  const { channel, lang } = options
  if (!NOTICE_LANGUAGES.includes(lang)) throw invalid(`There is no notice in "${String(lang)}"`)
  if (!NOTICE_CHANNELS.includes(channel)) throw invalid(`There is no notice channel "${String(channel)}"`)
  const context = options.context ?? contextOf(options.level, usual)
  const level = levelOf(notice, options, context)
  requirePlace(level, { channel, context })
  requireTruth(notice, { level, context })
  const content: ContentOptions = {
    language: lang,
    level,
    context,
    nameSystem: options.nameSystem === true,
    url: recordUrl(notice, options, level),
    reference: options.reference,
    handover: options.handover,
  }
  return inChannel(notice, content, options)
}

// Facts that ask for more than the use alone are heard where that makes sense: in a page, not in a text message.
function levelOf(notice: Notice, { channel, level }: NoticeRequest, context: NoticeContext): NoticeLevel {
  const least = leastLevel(notice, { channel, context, isDecided: notice.outcome !== undefined })
  const asked = chooseLevel(
    least === 'badge' || least === 'short' ? higherLevel(least, notice.level) : least,
    level,
  )
  return asked
}

function inChannel(notice: Notice, content: ContentOptions, options: NoticeRequest): string {
  const { channel } = options
  const said = noticeContent(notice, content)
  switch (channel) {
    case 'text':
      return noticeText(said)
    case 'html':
      return noticeHtml(said, htmlOptions(notice, options, 'screen'))
    case 'letter':
    case 'poster':
      return noticeHtml(said, htmlOptions(notice, options, channel))
    case 'email-html':
      return noticeEmail(said, htmlOptions(notice, options, 'screen'))
    case 'sms':
      return noticeSms(notice, content)
    case 'voice':
      return noticeVoice(said, notice, content)
    case 'json':
      return noticeJson(said, notice, content.context)
    default:
      throw invalid(`There is no notice channel "${String(channel satisfies never)}"`)
  }
}

function htmlOptions(
  notice: Notice,
  { headingLevel = 2, id }: NoticeRequest,
  medium: HtmlNoticeOptions['medium'],
): HtmlNoticeOptions {
  if (!Number.isInteger(headingLevel) || headingLevel < 2 || headingLevel > 6)
    throw invalid('The heading level of a notice is between 2 and 6')
  const headingId = id ?? `ia-notice-${notice.systemId}`
  if (!/^[A-Za-z][\w-]{0,199}$/.test(headingId))
    throw invalid('The id of a notice is a letter, then letters, digits, hyphens or underscores')
  return { headingLevel, id: headingId, medium }
}

/** Channels that are read away from the site. */
const AWAY: readonly NoticeChannel[] = ['text', 'email-html', 'letter', 'poster', 'sms']
/** Channels in which a short address helps: it is typed by hand, or paid by the letter. */
const TYPED: readonly NoticeChannel[] = ['letter', 'poster', 'sms']

function recordUrl(
  notice: Notice,
  { channel, baseUrl, shortUrl }: NoticeRequest,
  level: NoticeLevel,
): string | undefined {
  const given = shortUrl !== undefined && TYPED.includes(channel) ? shortUrl : notice.recordUrl
  if (given === undefined) return undefined
  const url = safeUrl(given, baseUrl)
  if (url === undefined)
    throw invalid('The record’s address is neither http(s) nor a path of the site. Correct `recordUrl`')
  if ((AWAY.includes(channel) || level === 'decision') && url.startsWith('/'))
    throw invalid(
      'A notice that leaves the site needs the record’s full address. Give `baseUrl`, or a full `recordUrl`',
    )
  return url
}

function invalid(why: string): NoticeInvalidError {
  return new NoticeInvalidError(`The notice cannot be shown. ${why}.`)
}
