import { z } from 'zod'
import type { Review } from '../review/review.js'
import type { Reviewer } from '../review/reviewer.js'
import type { GuardCore } from './core.js'

/** What a consultation's payload says besides who looked, when they held a case of low impact. */
export interface Opening {
  readonly holding: true
}

const opened = z.object({ by: z.string(), holding: z.literal(true) })

/** True when this person's look at a review, as it stands, is one that grouped processing asks for (`ux.md` §2.1). */
export function isOpening({ impact, state }: Review, { id }: Pick<Reviewer, 'id'>): boolean {
  return impact === 'information' && state.status === 'claimed' && state.by === id
}

/**
 * True once this person has opened the case while they held it. Read from the consultations of the case, which are in the
 * journal and go with its texts.
 */
export async function wasOpened(
  { store }: Pick<GuardCore, 'store'>,
  { review, reviewer }: { readonly review: Pick<Review, 'id'>; readonly reviewer: Pick<Reviewer, 'id'> },
): Promise<boolean> {
  const kept = await store.listPayloads(review.id)
  return kept.some(({ kind, body }) => {
    if (kind !== 'consultation') return false
    const look = opened.safeParse(JSON.parse(body))
    return look.success && look.data.by === reviewer.id
  })
}
