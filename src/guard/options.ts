import type { Charter } from '../charter/charter.js'
import type { Check } from '../checks/check.js'
import type { Judge } from '../checks/judge/judge.js'
import type { Detector } from '../checks/personal-data/types.js'
import type { Clock } from '../internal/clock.js'
import type { SigningKey } from '../internal/signing-key.js'
import type { Decision, Undecided } from '../review/decision.js'
import type { ReviewerDirectory } from '../review/reviewer.js'
import type { MasterSecret } from '../store/encryption/master-keys.js'
import type { Store } from '../store/store.js'
import type { System } from '../system/define-system.js'
import type { RequestOptions } from './answer-time.js'
import type { NotificationOptions } from './notification.js'
import type { OversightOptions } from './oversight-options.js'
import type { Step } from './step.js'

/**
 * Called with each decision once it is effective, or with the news that nobody decided. At least once: a crash or
 * an error makes it come again, with back-off, also after a restart. `idempotencyKey` is the review's id.
 */
export type DecisionHandler = (
  decision: Decision<unknown> | Undecided,
  context: { readonly idempotencyKey: string; readonly attempt: number; readonly signal: AbortSignal },
) => Promise<void> | void

/** What `createGuard` needs. */
export interface GuardOptions {
  readonly charter: Charter
  readonly systems: readonly System[]
  readonly store: Store
  /** Signs labels, decisions and journal checkpoints. Make one with `generateSigningKey` or `npx garde-fou init`. */
  readonly signingKey: SigningKey
  /** Who may review. Required as soon as there is something to review: every system can hold. */
  readonly reviewers: ReviewerDirectory
  /** The city's own checks, run with the built-in ones. */
  readonly checks?: readonly Check[]
  /**
   * A second reader for the doubts of the built-in checks, such as `openaiJudge`. Off unless given: the passage in doubt
   * is sent to it. It never makes a verdict milder.
   */
  readonly judge?: Judge
  /**
   * What reads requests for personal data, in place of the built-in detectors: `[...defaultDetectors(), nerService]` from
   * "garde-fou/personal-data" adds to them. All are asked about every text, within `checkTimeoutMs`. One that fails
   * never lets a call pass that its use pseudonymises or refuses: nothing is sent.
   */
  readonly detectors?: readonly Detector[]
  /**
   * The secret that wraps the keys of cases, with which their texts are encrypted: 32 bytes or more, or a text of 32
   * characters or more (`openssl rand -base64 32`). Of several, the first wraps and the others are accepted still. All
   * processes of a store need the same. Default: `masterKeyFile`, the environment's GARDE_FOU_MASTER_KEY or
   * GARDE_FOU_MASTER_KEY_FILE, or a file that is made beside an SQLite database.
   */
  readonly masterKey?: MasterSecret | readonly MasterSecret[]
  /** A file with master keys, one a line. It is read again when it changes. */
  readonly masterKeyFile?: string
  /**
   * The secret under which it is remembered which texts left, so that `checkOutput` can say of a text whether it was
   * produced here: 32 bytes or more, or a text of 32 characters or more (`openssl rand -base64 32`). Digests only.
   * Default: nothing is remembered. All processes of a store need the same; without it the index cannot be read.
   */
  readonly outputIndexKey?: string | Uint8Array
  /** The city's own steps, between the input checks and the model, outermost first. */
  readonly steps?: readonly Step[]
  /** Milliseconds a check may take. Default 2000. */
  readonly checkTimeoutMs?: number
  /** Largest input and output taken, in UTF-16 code units of all texts together. Default 10,000,000. */
  readonly maxTextLength?: number
  readonly onDecision?: DecisionHandler
  /** How people are told of deadlines, escalations and missing colleagues. Default: they look for themselves. */
  readonly notifications?: NotificationOptions
  /** How many reviews one person may hold at once (`ux.md` §2.1). Default 3. */
  readonly maxClaims?: number
  /**
   * How many reviews of information uses one person may decide in grouped processing (`ux.md` §2.1), of those that they
   * hold: `maxClaims` is the limit of what they hold, here too. From 0 to 10, default 10. 0: no grouped processing.
   */
  readonly maxGrouped?: number
  /** When people give their opinion first although their use asks for less (`ux.md` §2.2). Default: 50 cases, 30 days. */
  readonly oversight?: OversightOptions
  /** By when requests for an explanation are to be answered. Default: one month. */
  readonly requests?: RequestOptions
  /** `false` leaves timers, sequencing and delivery to another process. Default `true`. */
  readonly background?: boolean
  readonly clock?: Clock
}
