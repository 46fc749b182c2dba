/**
 * Notices: what a person is told about the AI, from facts, in a language, a level and a channel.
 *
 * @module
 */
export type { NoticeJson } from './channels/json.js'
export { leastLevel, type NoticePlace } from './choose-level.js'
export type { Handover } from './content.js'
export { type DecisionCheckOptions, renderDecisionCheck } from './decision-check.js'
export { decisionCheckStyles } from './decision-check-styles.js'
export {
  type NoticeElementOptions,
  type NoticeElementShape,
  noticeElement,
  noticeElementOf,
} from './element-markup.js'
export type {
  ExplainedValue,
  Explanation,
  ExplanationPart,
  ExplanationSection,
} from './explanation/explanation.js'
export { explanationText } from './explanation/explanation-text.js'
export { type NoticeDecision, type NoticeInput, noticeFacts } from './facts.js'
export { gsm7Length, SMS_SEGMENT } from './gsm7.js'
export { NOTICE_LANGUAGES, type NoticeLanguage } from './language.js'
export {
  CHANNELS_OF,
  type ChannelOf,
  CONTEXTS_OF,
  type ContextOf,
  NOTICE_CHANNELS,
  NOTICE_LEVELS,
  type NoticeChannel,
  type NoticeContext,
  type NoticeLevel,
} from './levels.js'
export type { HumanRole, Notice } from './notice.js'
export type { RecordedDecision, RenderNoticeOptions, RenderSystemNoticeOptions } from './options.js'
export { renderNotice } from './render-notice.js'
export { type MentionOptions, requireMention } from './require-mention.js'
export { noticeStyles } from './styles.js'
export { type NoticeColours, type NoticeTheme, noticeTheme } from './theme.js'
