import type { RequestCounts } from '../statistics/request-counts.js'
import type { RequestInput } from './request-input.js'

/** What whoever wrote is given. */
export interface RequestReceipt {
  /** 120 random bits, as people read it. Kept encrypted, with the request. */
  readonly number: string
  /** ISO 8601, UTC. */
  readonly receivedAt: string
  /** The last day on which the answer is on time, `YYYY-MM-DD`. Absent for an opinion, which asks for none. */
  readonly dueOn?: string
}

/** A request in a list: nothing personal. */
export interface RequestSummary extends Omit<RequestReceipt, 'number'> {
  readonly id: string
  readonly kind: RequestInput['kind']
  readonly systemId: string
  /** The day has passed without an answer. */
  readonly isLate: boolean
  readonly answered?: { readonly at: string; readonly role: string }
}

/** A request whose record was altered in the database: nothing of what it says is believed. */
export interface AlteredRequest {
  readonly kind: 'altered'
  readonly id: string
}

/** What a list of requests is made of. */
export type ListedRequest = RequestSummary | AlteredRequest

/** A request with what was written, for those who answer it. */
export interface RequestDetail extends RequestSummary {
  readonly number: string
  readonly input: RequestInput
  readonly answer?: { readonly text: string; readonly by: string }
  /** Whether the reader may record the answer. */
  readonly mayAnswer: boolean
}

/**
 * What the public asks and says about the systems. Texts are encrypted, each request under a key of its own; the journal
 * holds digests. Rejects with InputInvalidError, ReviewerNotAllowedError, TamperedError or a store error.
 */
export interface Requests {
  /** The last day on which the answer to a request for an explanation received now is on time, `YYYY-MM-DD`. */
  dueIfReceivedNow(): string
  /** Takes a request. `number`: that of the form it was sent with; the same twice is one request. */
  receive(
    systemId: string,
    input: RequestInput,
    options?: { readonly number?: string },
  ): Promise<RequestReceipt>
  /**
   * Those of the reader's systems: altered ones first; late ones, then by the day they are due; opinions; answered ones,
   * latest first. Erased ones are left out.
   */
  list(by: string): Promise<readonly ListedRequest[]>
  /** Undefined in the same way whether there is none, it was erased or it is none of theirs. */
  get(id: string, by: string): Promise<RequestDetail | undefined>
  /** Records what an agent or a supervisor of the system answered. The first answer stays. */
  answer(
    id: string,
    command: { readonly by: string; readonly text: string },
  ): Promise<'recorded' | 'answered-before'>
  /** How many came in a period, from `from` up to `to`, excluded (ISO 8601, UTC), and what became of them; erased ones too. */
  count(period: { readonly from: string; readonly to: string }): Promise<RequestCounts>
}
