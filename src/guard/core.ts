import type { KeyObject } from 'node:crypto'
import type { EventEmitter } from 'eventemitter3'
import type { Charter } from '../charter/charter.js'
import type { Clock } from '../internal/clock.js'
import type { SigningKey } from '../internal/signing-key.js'
import type { ReviewerDirectory } from '../review/reviewer.js'
import type { Store } from '../store/store.js'
import type { System } from '../system/define-system.js'
import type { RequestOptions } from './answer-time.js'
import type { GuardEvents } from './events.js'
import type { NotificationOptions } from './notification.js'
import type { OversightRules } from './oversight-options.js'

/** What the parts of a guard share: settings that were checked once, on creation. */
export interface GuardCore {
  readonly charter: Charter
  readonly systems: ReadonlyMap<string, System>
  readonly store: Store
  readonly signingKey: SigningKey
  readonly reviewers: ReviewerDirectory
  readonly clock: Clock
  /** How many reviews one person may hold at once. Absent: any number. */
  readonly maxClaims?: number
  /** How many of low impact one person may decide together, of those that they hold. Absent: 10. */
  readonly maxGrouped?: number
  /** How people are told what waits for them. Absent: they look for themselves. */
  readonly notifications?: NotificationOptions
  /** When the mode of oversight is raised by itself. Absent: by people and alerts only. */
  readonly oversight?: OversightRules
  /** By when requests for an explanation are answered. Absent: one month. */
  readonly requests?: RequestOptions
  /** Under which texts that left are remembered. Absent: they are not. */
  readonly outputIndexKey?: KeyObject
  readonly events: EventEmitter<GuardEvents>
  /** How often each system's stop button was pressed, as far as this process knows. Absent: it does not remember. */
  readonly pressesSeen?: Map<string, number>
}
