/** How much is said, and of what: a mark, a notice, or what a law asks for. */
export type NoticeLevel = 'badge' | 'short' | 'full' | 'decision' | 'interaction' | 'content'

/** Forms a notice takes. `letter` and `poster` are HTML for paper, `voice` is to be spoken. */
export type NoticeChannel = 'html' | 'email-html' | 'text' | 'letter' | 'sms' | 'voice' | 'poster' | 'json'

/**
 * Where a notice stands. `page`, `form`: before there is any output. `message`: beside an output that a person reads.
 * `decision`: in the document that notifies a decision. `chat`: at the start of a conversation, written or spoken.
 * `publication`: beside a published content.
 */
export type NoticeContext = 'page' | 'form' | 'message' | 'decision' | 'chat' | 'publication'

/** The channels in which a level can be said. A mention does not fit a text message; a badge is a link. */
export type ChannelOf<Level extends NoticeLevel> = {
  readonly badge: 'html' | 'email-html' | 'text' | 'json'
  readonly short: NoticeChannel
  readonly full: 'html' | 'email-html' | 'text' | 'letter' | 'json'
  readonly decision: 'html' | 'email-html' | 'text' | 'letter' | 'json'
  readonly interaction: 'html' | 'text' | 'sms' | 'voice' | 'json'
  readonly content: NoticeChannel
}[Level]

/** The places in which a level can stand. */
export type ContextOf<Level extends NoticeLevel> = {
  readonly badge: 'page' | 'form' | 'message'
  readonly short: 'page' | 'form' | 'message'
  readonly full: 'page' | 'form' | 'message'
  readonly decision: 'decision'
  readonly interaction: 'chat'
  readonly content: 'publication'
}[Level]

/** Every channel. */
export const NOTICE_CHANNELS: readonly NoticeChannel[] = Object.freeze([
  'html',
  'email-html',
  'text',
  'letter',
  'sms',
  'voice',
  'poster',
  'json',
])

const EVERYWHERE: readonly ['page', 'form', 'message'] = ['page', 'form', 'message']

/** {@link ChannelOf}, to be read at run time. */
export const CHANNELS_OF: { readonly [Level in NoticeLevel]: readonly ChannelOf<Level>[] } = {
  badge: ['html', 'email-html', 'text', 'json'],
  short: NOTICE_CHANNELS,
  full: ['html', 'email-html', 'text', 'letter', 'json'],
  decision: ['html', 'email-html', 'text', 'letter', 'json'],
  interaction: ['html', 'text', 'sms', 'voice', 'json'],
  content: NOTICE_CHANNELS,
}

/** {@link ContextOf}, to be read at run time. */
export const CONTEXTS_OF: {
  readonly [Level in NoticeLevel]: readonly [ContextOf<Level>, ...ContextOf<Level>[]]
} = {
  badge: EVERYWHERE,
  short: EVERYWHERE,
  full: EVERYWHERE,
  decision: ['decision'],
  interaction: ['chat'],
  content: ['publication'],
}

/** Every level, from the mark to what laws ask for. */
export const NOTICE_LEVELS: readonly NoticeLevel[] = Object.freeze([
  'badge',
  'short',
  'full',
  'decision',
  'interaction',
  'content',
])
