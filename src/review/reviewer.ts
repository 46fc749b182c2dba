/** A training that somebody followed (engagement 13). */
export interface TrainingRecord {
  readonly id: string
  /** Last day it is valid, `YYYY-MM-DD`. */
  readonly validUntil: string
}

/** A person who may review, as the city's directory knows them. */
export interface Reviewer {
  readonly id: string
  /** As colleagues read it (« C. Martin »). */
  readonly name: string
  readonly roles: readonly string[]
  readonly training: readonly TrainingRecord[]
}

/**
 * Where reviewers come from. Commands name a reviewer by id and the guard looks up what they may do: a caller can
 * never bring its own roles.
 */
export interface ReviewerDirectory {
  find(id: string): Promise<Reviewer | undefined>
}
