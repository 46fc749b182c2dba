import { newId } from '../../internal/ids.js'
import { leafHash, rootOf, treeBuilder } from '../../journal/merkle-tree.js'
import type { Frontier, PendingEntry, Sealed, TreeNode } from '../../journal/tree-types.js'
import type { PayloadRef, Review, ReviewState } from '../../review/review.js'
import type { StoreWrite } from '../../store/store.js'
import type { OversightMode } from '../../system/oversight.js'

/** A moment of the sample day, `minutes` after 09:00 UTC. */
export function moment(minutes: number): string {
  return new Date(Date.parse('2026-11-24T09:00:00.000Z') + minutes * 60_000).toISOString()
}

/** A journal entry with nothing special in it. */
export function sampleEntry(word = 'entry'): PendingEntry {
  const id = newId()
  return { id, text: JSON.stringify({ data: { word }, id }) }
}

/** What differs from one sample review to another. */
export interface SampleReview {
  readonly due?: number
  readonly state?: ReviewState
  readonly role?: string
  readonly systemId?: string
  readonly subject?: string
  readonly requester?: string
  readonly escalated?: boolean
  /** Minutes after the first sample review. */
  readonly created?: number
  readonly useId?: string
  readonly mode?: OversightMode
  readonly territory?: string
}

/** A reference to a text that nobody stored. */
export const samplePayload: PayloadRef = { payloadId: 'payload', digest: 'd'.repeat(64) }

/** A pending review of version 1. */
export function sampleReview({
  due = 60,
  state = { status: 'pending' },
  role = 'instructeur',
  systemId = 'aide-logement',
  subject,
  requester,
  escalated,
  created = 0,
  useId = 'draft',
  mode = 'decide-first',
  territory,
}: SampleReview = {}): Review {
  return {
    id: newId(),
    version: 1,
    callId: newId(),
    systemId,
    systemVersion: '1',
    systemRecordDigest: 'r'.repeat(64),
    charter: { id: 'bordeaux-metropole', version: '2025' },
    useId,
    impact: 'significant',
    reason: 'significant',
    findings: [],
    requester:
      requester === undefined ? { kind: 'application', id: 'application' } : { kind: 'agent', id: requester },
    ...(subject === undefined ? {} : { subject }),
    ...(territory === undefined ? {} : { territory }),
    caseData: samplePayload,
    suggestion: samplePayload,
    binding: 'b'.repeat(64),
    seal: 'seal',
    oversight: {
      role,
      mode,
      quorum: { agree: 1, of: 1 },
      escalationRole: 'supervisor',
      dueInHours: 120,
      expiresInHours: 720,
      leaseMinutes: 30,
      undoMinutes: 10,
      motiveMinLength: 20,
    },
    trainingId: 'ia-habitat',
    createdAt: moment(created),
    dueAt: moment(due),
    expiresAt: moment(due + 1000),
    ...(escalated === true ? { escalatedAt: moment(due) } : {}),
    opinions: [],
    votes: [],
    reveals: [],
    state,
  }
}

/** The write that stores a new review. */
export function inserting(review: Review, nextAt: string | null = null): StoreWrite {
  return { entries: [sampleEntry('opened')], review: { next: review, expectedVersion: 0, nextAt } }
}

/** The write that moves a review on to a state. */
export function moving(
  review: Review,
  state: ReviewState,
): StoreWrite & { readonly review: { readonly next: Review } } {
  return {
    entries: [sampleEntry('moved')],
    review: {
      next: { ...review, version: review.version + 1, state },
      expectedVersion: review.version,
      nextAt: null,
    },
  }
}

/** Seals as the sequencer does, with a checkpoint that is signed by nobody. */
export function sealUnsigned(pending: readonly PendingEntry[], frontier: Frontier): Sealed {
  const tree = treeBuilder(frontier)
  const nodes: TreeNode[] = []
  const entries = pending.map((entry) => {
    const leaf = leafHash(entry.text)
    const index = tree.size()
    tree.append(leaf, (node) => nodes.push(node))
    return { ...entry, index, leafHash: leaf }
  })
  const next = tree.frontier()
  return {
    entries,
    nodes,
    frontier: next,
    checkpoint: { size: next.size, rootHash: rootOf(next), at: moment(0), note: `size ${next.size}` },
  }
}
