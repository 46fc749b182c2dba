/**
 * When the person who decides sees the suggestion. `decide-first`: only after recording their own opinion, the
 * floor for significant uses (Buçinca et al. 2021; Agudo et al. 2024). `on-request`: when they ask. `shown`: at once.
 */
export type OversightMode = 'decide-first' | 'on-request' | 'shown'

/** How many concurring decisions a review needs, of how many people at most. */
export interface Quorum {
  readonly agree: number
  readonly of: number
}

/** Who decides and under which conditions. Complete: every default filled in. */
export interface Oversight {
  /** The role a reviewer must hold. */
  readonly role: string
  readonly mode: OversightMode
  readonly quorum: Quorum
  /** Of how many cases of a hundred the first decision is drawn for a second, blind one that has to concur. Absent for none. */
  readonly secondOpinionPercent?: number
  /** Who takes over when a deadline passes or a quorum cannot be reached. */
  readonly escalationRole: string
  /** From the call to the day a decision is due, in hours. */
  readonly dueInHours: number
  /** From the call to the moment the suggestion can no longer be decided on, in hours. Not before it is due. */
  readonly expiresInHours: number
  readonly leaseMinutes: number
  /** Between recording a decision and its effect, in minutes. */
  readonly undoMinutes: number
  /** Shortest motive accepted, in characters. */
  readonly motiveMinLength: number
}

/** What a developer writes; the rest has defaults (`ux.md` §2.6). */
export interface OversightDeclaration {
  readonly role: string
  readonly mode?: OversightMode
  /** `{ agree: 2, of: 2 }` asks for a second opinion on every case. */
  readonly quorum?: Quorum
  /**
   * Draws so many cases of a hundred for a second, blind opinion, 0 for none. For uses on which one person decides.
   * Default: 5 where the use is significant, else none.
   */
  readonly secondOpinionPercent?: number
  readonly escalationRole?: string
  readonly dueInHours?: number
  readonly expiresInHours?: number
  readonly leaseMinutes?: number
  readonly undoMinutes?: number
  readonly motiveMinLength?: number
}

const HOURS_PER_DAY = 24

/** « Échantillon : 5 % » where people's rights are at stake (`ux.md` §2.6). */
const DEFAULT_SECOND_OPINION_PERCENT = 5

/** Fills in the defaults of a use: due in 5 days or when it expires if that is sooner, expires in 30, 30-minute lease, 10-minute undo window, 20-character motive. */
export function completeOversight(
  declared: OversightDeclaration,
  impact: 'information' | 'significant',
): Oversight {
  const dueInHours =
    declared.dueInHours ?? Math.min(5 * HOURS_PER_DAY, declared.expiresInHours ?? Number.POSITIVE_INFINITY)
  const { quorum = { agree: 1, of: 1 } } = declared
  const usual = impact === 'significant' ? DEFAULT_SECOND_OPINION_PERCENT : 0
  const secondOpinionPercent = quorum.of > 1 ? 0 : (declared.secondOpinionPercent ?? usual)
  return {
    role: declared.role,
    mode: declared.mode ?? 'decide-first',
    quorum,
    ...(secondOpinionPercent === 0 ? {} : { secondOpinionPercent }),
    escalationRole: declared.escalationRole ?? 'supervisor',
    dueInHours,
    expiresInHours: declared.expiresInHours ?? Math.max(30 * HOURS_PER_DAY, dueInHours),
    leaseMinutes: declared.leaseMinutes ?? 30,
    undoMinutes: declared.undoMinutes ?? 10,
    motiveMinLength: declared.motiveMinLength ?? 20,
  }
}

/** True when every use of a system asks for the opinion first by itself: nothing can be raised then. */
export function asksFirst({
  uses,
}: {
  readonly uses: Readonly<Record<string, { readonly oversight: Pick<Oversight, 'mode'> }>>
}): boolean {
  return Object.values(uses).every(({ oversight }) => oversight.mode === 'decide-first')
}
