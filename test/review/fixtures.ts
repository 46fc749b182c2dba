import type { SigningKey } from '../../src/internal/signing-key.js'
import { generateSigningKey } from '../../src/internal/signing-key.js'
import { bindingOf } from '../../src/review/binding.js'
import type { DecisionOutcome, DecisionRecord } from '../../src/review/decision.js'
import { minutesAfter } from '../../src/review/moments.js'
import type { Review } from '../../src/review/review.js'
import type { Reviewer } from '../../src/review/reviewer.js'
import { roleFor } from '../../src/review/rights.js'
import { sealDecision, sealReview } from '../../src/review/seal.js'
import { settle } from '../../src/review/timers.js'
import type { Acting, Transition, Versions } from '../../src/review/transition.js'
import type { Oversight } from '../../src/system/oversight.js'

export const key: SigningKey = generateSigningKey('ville.example/test')

export const NOON = '2026-11-24T12:00:00.000Z'

export const versions: Versions = {
  systemVersion: '1.0',
  charter: { id: 'bordeaux-metropole', version: '2025' },
}

export const oversight: Oversight = {
  role: 'instructeur',
  mode: 'decide-first',
  quorum: { agree: 1, of: 1 },
  escalationRole: 'supervisor',
  dueInHours: 120,
  expiresInHours: 720,
  leaseMinutes: 30,
  undoMinutes: 10,
  motiveMinLength: 20,
}

export const trained = { id: 'ia-logement', validUntil: '2027-06-30' }

export function reviewer(id: string, change: Partial<Reviewer> = {}): Reviewer {
  return { id, name: `${id} M.`, roles: ['instructeur'], training: [trained], ...change }
}

export const alice: Reviewer = reviewer('alice')
export const bruno: Reviewer = reviewer('bruno')
export const chloe: Reviewer = reviewer('chloe')
export const sofia: Reviewer = reviewer('sofia', { roles: ['supervisor'] })

const digest = (letter: string): string => letter.repeat(64)

export function newReview(change: Partial<Review> & { readonly rules?: Partial<Oversight> } = {}): Review {
  const { rules, ...rest } = change
  const bare: Review = {
    id: '01931b5e-0000-7000-8000-000000000001',
    version: 1,
    callId: '01931b5e-0000-7000-8000-0000000000aa',
    systemId: 'aide-logement',
    systemVersion: '1.0',
    systemRecordDigest: digest('e'),
    charter: { id: 'bordeaux-metropole', version: '2025' },
    useId: 'draft',
    impact: 'significant',
    reason: 'significant',
    findings: [],
    requester: { kind: 'agent', id: 'rene' },
    subject: 'DOSSIER-412',
    caseData: { payloadId: 'case-1', digest: digest('c') },
    suggestion: { payloadId: 'suggestion-1', digest: digest('d') },
    binding: '',
    seal: '',
    oversight: { ...oversight, ...rules },
    trainingId: 'ia-logement',
    createdAt: NOON,
    dueAt: minutesAfter(NOON, 120 * 60),
    expiresAt: minutesAfter(NOON, 720 * 60),
    opinions: [],
    votes: [],
    reveals: [],
    state: { status: 'pending' },
    ...rest,
  }
  return sealReview({ ...bare, binding: bindingOf(bare) }, key)
}

export function at(minutes: number): string {
  return minutesAfter(NOON, minutes)
}

export function acting(who: Reviewer, minutes = 0): Acting {
  return { reviewer: who, now: at(minutes), versions }
}

let decisions = 0

/** A decision as the desk would seal it. */
export function decisionBy(
  review: Review,
  who: Acting,
  outcome: DecisionOutcome,
  valueDigest?: string,
): DecisionRecord {
  decisions += 1
  return sealDecision(
    review.id,
    {
      outcome,
      by: who.reviewer.id,
      role: roleFor(settle(review, who.now).review, who.reviewer) ?? 'none',
      at: who.now,
      content: { payloadId: `decision-${decisions}`, digest: digest('b') },
      ...(valueDigest === undefined ? {} : { valueDigest }),
      binding: review.binding,
    },
    key,
  )
}

/** The next version, or the refusal thrown: a test that expects success reads on. */
export function done(transition: Transition): Review {
  if (!transition.ok) throw transition.error
  return transition.next
}

/** The refusal, or an error: a test that expects refusal reads on. */
export function refused(transition: Transition): Error {
  if (transition.ok) throw new Error(`Expected a refusal, got version ${transition.next.version}.`)
  return transition.error
}
