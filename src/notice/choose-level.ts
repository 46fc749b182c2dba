import { NoticeInvalidError } from '../errors.js'
import type { UseRecord } from '../system/system-record.js'
import {
  CHANNELS_OF,
  CONTEXTS_OF,
  type NoticeChannel,
  type NoticeContext,
  type NoticeLevel,
} from './levels.js'

/** Where a notice will stand, and what is known of the case. */
export interface NoticePlace {
  readonly channel?: NoticeChannel
  readonly context?: NoticeContext
  /** A person has decided on the output: a letter is then the document that notifies the decision. */
  readonly isDecided?: boolean
}

/** Of these, more says all that less says. The others stand alone in their places. */
const ORDER: readonly NoticeLevel[] = ['badge', 'short', 'full']

/**
 * The least that a use must be announced with, computed from its record and the place, never chosen by a page: the
 * mention in the document of a decision (CRPA, art. L. 311-3-1), the first words of a conversation (AI Act, art. 50(1)),
 * the mark of a published content (art. 50(4)); a badge never stands alone for a decision about a person, nor where
 * citizens read the answer (charter, engagements 9 and 10), nor where it would lead nowhere.
 */
export function leastLevel(
  use: Pick<UseRecord, 'impact' | 'audience'>,
  { channel, context, isDecided = false }: NoticePlace = {},
): NoticeLevel {
  const isSignificant = use.impact === 'significant'
  if (context === 'decision' || (isSignificant && isDecided && channel === 'letter')) return 'decision'
  if (context === 'chat') return 'interaction'
  if (context === 'publication') return 'content'
  const badges: readonly string[] = CHANNELS_OF.badge
  return isSignificant || use.audience === 'citizens' || (channel !== undefined && !badges.includes(channel))
    ? 'short'
    : 'badge'
}

/**
 * The level to show: the one asked for, or the least.
 *
 * @throws NoticeInvalidError when less is asked for than must be said, or an unknown level.
 */
export function chooseLevel(least: NoticeLevel, asked: NoticeLevel | undefined): NoticeLevel {
  if (asked === undefined || asked === least) return least
  if (!Object.hasOwn(CHANNELS_OF, asked))
    throw new NoticeInvalidError(
      `There is no notice level "${String(asked)}". Use one of: ${Object.keys(CHANNELS_OF).join(', ')}.`,
    )
  const [rank, leastRank] = [ORDER.indexOf(asked), ORDER.indexOf(least)]
  if (leastRank < 0 || rank < leastRank)
    throw new NoticeInvalidError(
      `A notice of level "${asked}" says too little here: at least "${least}" is needed (engagement 9). Ask for "${least}" or leave the level out.`,
    )
  return asked
}

/** Whichever of two levels says more. */
export function higherLevel(first: NoticeLevel, second: NoticeLevel): NoticeLevel {
  return ORDER.indexOf(first) < 0 || ORDER.indexOf(first) >= ORDER.indexOf(second) ? first : second
}

/** The place that a level asks for when nothing else was said. */
export function contextOf(level: NoticeLevel | undefined, otherwise: NoticeContext): NoticeContext {
  if (level === undefined || ORDER.includes(level) || !Object.hasOwn(CONTEXTS_OF, level)) return otherwise
  return CONTEXTS_OF[level][0]
}

/**
 * Refuses a level in a channel or a place that it does not have.
 *
 * @throws NoticeInvalidError
 */
export function requirePlace(
  level: NoticeLevel,
  { channel, context }: { readonly channel: NoticeChannel; readonly context: NoticeContext },
): void {
  const channels: readonly string[] = CHANNELS_OF[level]
  if (!channels.includes(channel))
    throw new NoticeInvalidError(
      `A notice of level "${level}" has no form for the channel "${String(channel)}". Use one of: ${channels.join(', ')}.`,
    )
  const contexts: readonly string[] = CONTEXTS_OF[level]
  if (!contexts.includes(context) && !(level === 'decision' && channel === 'letter'))
    throw new NoticeInvalidError(
      `A notice of level "${level}" does not stand in the context "${String(context)}". Use one of: ${contexts.join(', ')}.`,
    )
}
