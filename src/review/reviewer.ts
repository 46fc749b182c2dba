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
  /** Where their own reminders go: from the claims of their sign-in, or from the configuration. */
  readonly email?: string
}

/**
 * Where reviewers come from. Commands name a reviewer by id and the guard looks up what they may do: a caller can
 * never bring its own roles.
 */
export interface ReviewerDirectory {
  find(id: string): Promise<Reviewer | undefined>
  /**
   * Calls the listener after somebody's rights have changed in this process; returns what ends that. With it, what they
   * held is given back at once; without it, within a minute.
   */
  watch?(listener: () => void): () => void
}

/** One address and nothing else: no list, no display name, no line break (RFC 5321: 254 characters at most). */
const MAIL_ADDRESS = /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i

/** True for the address of one mailbox. */
export function isMailAddress(text: unknown): text is string {
  return typeof text === 'string' && text.length <= 254 && MAIL_ADDRESS.test(text)
}
