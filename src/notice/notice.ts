import type { HumanReview } from '../provenance/label.js'
import type { DecisionOutcome } from '../review/decision.js'
import type { HumanContact, ModelRecord, UseRecord } from '../system/system-record.js'
import type { NoticeLevel } from './levels.js'

/** Whether a person really stands between the AI and the effect: what a notice may truthfully say. */
export type HumanRole =
  /** A person takes every decision before it has an effect. */
  | 'decides'
  /** A person has decided on this very output. */
  | 'decided'
  /** A person is asked only when a check asks. */
  | 'on-finding'
  /** The same, and people look at some of the answers after they have left. */
  | 'on-sample'

/** What a person is told, as facts. Sentences come from `renderNotice`. */
export interface Notice {
  /** The least that may be shown. A page can say more, never less. */
  readonly level: NoticeLevel
  readonly systemId: string
  readonly systemName: string
  readonly useId: string
  /** Whether rights or living conditions of a person are at stake, and who sees the effect. */
  readonly impact: UseRecord['impact']
  readonly audience: UseRecord['audience']
  /** Completes « L’IA … ». */
  readonly action: string
  readonly purpose: string
  /** Both in English and in plain French, when the record has them. */
  readonly words?: NonNullable<UseRecord['words']>
  /** Whether it learnt or follows written rules. */
  readonly aiNature: ModelRecord['nature']
  /** Engagement 9: type of AI, main parameters, data used, expected results. */
  readonly aiKind: string
  readonly parameters: string
  readonly data: readonly { readonly name: string; readonly source: string; readonly personal: boolean }[]
  readonly expectedResults: string
  readonly limits: readonly string[]
  /** The service that answers for it. */
  readonly owner: string
  /** How long what is written about a case is kept. */
  readonly retention?: NonNullable<UseRecord['retention']>
  /** When the record was last brought up to date, `YYYY-MM-DD`. */
  readonly updatedOn?: string
  readonly supplier: string
  readonly hosting: string
  readonly humanRole: HumanRole
  readonly humanReview: HumanReview
  /** What the person decided, once there is a recorded decision. */
  readonly outcome?: DecisionOutcome
  /** The administration that answers for it. */
  readonly administration: string
  readonly humanContact?: HumanContact
  readonly recordUrl?: string
}
