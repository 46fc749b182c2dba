import type { ReviewView } from '../../review/view.js'
import type { Form } from '../read-form.js'
import type { FormError } from './fields.js'
import type { Visit } from './visit.js'

/** What is said above a review page beside its content. */
export type ReviewMessage =
  | 'conflict'
  | 'lease-over'
  | 'draft-saved'
  | 'already-taken'
  | 'second-asked'
  | 'report-sent'
  | 'suggestion-asked'
  | 'revert-asked'
  | 'reverted'

/** What a review page shows. */
export interface ReviewPageProps {
  readonly visit: Visit
  readonly view: ReviewView
  /** Name of the colleague who holds it, if somebody else does. */
  readonly holder?: string
  /** Names of the people whom the page may have to name, by id. */
  readonly names: ReadonlyMap<string, string>
  readonly typed: Form | undefined
  readonly errors: readonly FormError[]
  readonly idempotencyKey: string
  readonly message?: ReviewMessage
  /** The form of « Traiter sans l’IA » instead of the opinion's. */
  readonly withoutAi?: boolean
}

/** Which work the page is for. */
export type ReviewStep = 'opinion' | 'reveal' | 'compare' | 'without-ai' | 'state'
