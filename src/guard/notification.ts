import { newId } from '../internal/ids.js'
import type { TeamAlert } from '../statistics/team.js'
import type { OutboxMessage } from '../store/store.js'
import type { GuardCore } from './core.js'

/** Why somebody is told. */
export const NOTIFICATION_KINDS = [
  'due-soon',
  'due-soon-holder',
  'escalated',
  'reported-urgent',
  'taken-over',
  'too-few-people',
  'figures-alert',
] as const

/** One of {@link NOTIFICATION_KINDS}. */
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number]

/**
 * What a channel passes on: ids, a system's public name, a role and dates. Never the person concerned, a case number, or
 * anything of a suggestion, its direction included.
 */
export interface Notification {
  /** The same each time it is tried: whoever receives it twice can tell. */
  readonly id: string
  readonly kind: NotificationKind
  readonly systemId: string
  /** As the register shows it. */
  readonly systemName: string
  /** Whom it is for: the role that decides, the one that takes over, or administrators. `figures-alert`: tell the committee too. */
  readonly role: string
  /** `too-few-people`: the role that too few authorised people hold. */
  readonly missingRole?: string
  /** `figures-alert`: what the figures of the last four weeks call attention to. */
  readonly alerts?: readonly TeamAlert[]
  readonly reviewId?: string
  /**
   * `due-soon-holder`: the agent whose case it is; `taken-over`: whose case it was. `email` as the directory has it; absent
   * where it has none.
   */
  readonly holder?: { readonly id: string; readonly email?: string }
  /** When a decision is due (ISO 8601, UTC). */
  readonly dueAt?: string
  /** Where to act, when the address of the console is known. */
  readonly url?: string
}

/** A way to tell people, such as `emailChannel` or `webhookChannel`. */
export interface NotificationChannel {
  /** Part of what is stored: keep it. Lower-case letters, digits and hyphens. */
  readonly id: string
  /**
   * Resolves when it was handed over, with `nobody` when there is nobody to tell this way; whatever is thrown makes it come
   * again later.
   */
  send(
    notification: Notification,
    context: { readonly signal: AbortSignal },
  ): Promise<void> | Promise<'nobody' | undefined>
}

/** How people are told what waits for them. Give the same to every process on the store. */
export interface NotificationOptions {
  readonly channels: readonly NotificationChannel[]
  /** How long before a decision is due its role, and whoever works on it, are told, in hours. Default 24. */
  readonly dueSoonHours?: number
  /** The console's address, such as `https://ia.ville.example/revue`. Absent: no links. */
  readonly consoleUrl?: string
}

const TOPIC = 'notification'

/** The topic of one kind's messages for one channel. */
export function notificationTopic(channelId: string, kind: NotificationKind): string {
  return `${TOPIC}/${channelId}/${kind}`
}

/** Messages that tell of one thing, one for each channel. `about` is a review's id, or {@link roleAbout}. */
export function notificationMessages(
  { notifications }: Pick<GuardCore, 'notifications'>,
  kind: NotificationKind,
  { about, at }: { readonly about: string; readonly at: string },
): readonly OutboxMessage[] {
  return (notifications?.channels ?? []).map(({ id }) => ({
    id: newId(),
    reviewId: about,
    topic: notificationTopic(id, kind),
    availableAt: at,
    attempts: 0,
  }))
}

/** Stands where a message names a review, when it is about a role of a system. */
export function roleAbout(systemId: string, role: string): string {
  return JSON.stringify([systemId, role])
}

/** The system and role that a message is about; undefined when it is about a review. */
export function readRoleAbout(
  about: string,
): { readonly systemId: string; readonly role: string } | undefined {
  if (!about.startsWith('[')) return undefined
  const [systemId, role]: unknown[] = JSON.parse(about)
  return typeof systemId === 'string' && typeof role === 'string' ? { systemId, role } : undefined
}
