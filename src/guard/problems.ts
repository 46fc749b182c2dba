import { InputInvalidError, ReviewErasedError, ReviewerNotAllowedError } from '../errors.js'
import { textIssue } from '../review/decision-texts.js'
import { isClosed, nextStatuses } from '../review/problem-status.js'
import type { PayloadRef, Review } from '../review/review.js'
import type { Reviewer } from '../review/reviewer.js'
import { mayKnow } from '../review/rights.js'
import { ADMINISTRATOR_ROLE, AUDITOR_ROLE, stoppingRole } from '../review/roles.js'
import { settle } from '../review/timers.js'
import type { GuardCore } from './core.js'
import { findReviewer } from './desk-people.js'
import { eraseLateWrite } from './late-writes.js'
import { newPayload, readPayload } from './payloads.js'
import { PROBLEM, type ProblemRecord, type StoredProblem } from './problem-record.js'
import type {
  AlteredProblem,
  ProblemCommand,
  ProblemDetail,
  ProblemSummary,
  Problems,
} from './problem-types.js'
import { entryOf } from './record.js'
import { requestRoles } from './requests.js'
import { openSealed, readSealedRow, sealedRow } from './sealed-record.js'

/** The reported problems of a guard. */
export function createProblems(core: GuardCore): Problems {
  return {
    list: async (by) => listFor(core, await findReviewer(core, by)),
    async get(id, by) {
      const reviewer = await findReviewer(core, by)
      const stored = await findStored(core, id)
      return stored === undefined || !maySee(core, stored.record, reviewer)
        ? undefined
        : detailOf(core, stored, reviewer)
    },
    async fixed(by, { from, to }) {
      const reviewer = await findReviewer(core, by)
      const rows = await core.store.listSettings(PROBLEM.kind)
      return rows
        .flatMap((row) => openSealed(core, PROBLEM, row) ?? [])
        .filter(({ record }) => record.status === 'fixed' && worksWith(core, record, reviewer))
        .map((stored) => summaryOf(core, stored, reviewer))
        .filter(({ handled }) => handled !== undefined && handled.at >= from && handled.at < to)
        .toSorted(byEnd)
    },
    handle: (id, command) => handle(core, id, command),
  }
}

async function listFor(
  core: GuardCore,
  reviewer: Reviewer,
): Promise<readonly (ProblemSummary | AlteredProblem)[]> {
  const altered: AlteredProblem[] = []
  const known: ProblemSummary[] = []
  const looksAfter =
    reviewer.roles.includes(AUDITOR_ROLE) ||
    [...core.systems.values()].some(({ record }) => stoppingRole(record, reviewer) !== undefined)
  for (const row of await core.store.listSettings(PROBLEM.kind)) {
    const stored = openSealed(core, PROBLEM, row)
    // Whose it was cannot be trusted any more: whoever looks after systems is told.
    if (stored === undefined) altered.push(...(looksAfter ? [{ kind: 'altered', id: row.id } as const] : []))
    else if (maySee(core, stored.record, reviewer)) known.push(summaryOf(core, stored, reviewer))
  }
  const open = known.filter(({ status }) => !isClosed(status)).toSorted(byUrgency)
  const closed = known.filter(({ status }) => isClosed(status)).toSorted(byEnd)
  return [...altered, ...open, ...closed]
}

async function findStored(core: GuardCore, id: string): Promise<StoredProblem | undefined> {
  const row = typeof id === 'string' ? await core.store.getSetting(PROBLEM.kind, id) : undefined
  return row === undefined ? undefined : readSealedRow(core, PROBLEM, row)
}

async function handle(core: GuardCore, id: string, command: ProblemCommand): ReturnType<Problems['handle']> {
  const { by, version, status, answer } = command
  const reviewer = await findReviewer(core, by)
  const stored = await findStored(core, id)
  const role = stored === undefined ? undefined : handlingRole(core, stored.record, reviewer)
  if (stored === undefined || role === undefined)
    throw new ReviewerNotAllowedError(
      'role',
      'What becomes of a report is said by a supervisor of its system or an administrator.',
    )
  if (stored.version !== version) return 'changed-before'
  const { record } = stored
  if (!nextStatuses(record.status).includes(status))
    throw new InputInvalidError('status', `does not follow "${record.status}".`)
  const issue = answer === undefined && !isClosed(status) ? undefined : textIssue(answer, 'answer', 1)
  if (issue !== undefined) throw new InputInvalidError(issue.path, `${issue.reason}.`)
  const review = await caseOf(core, record)
  // Its texts went with the case: nothing more is written about it.
  if (review?.erased !== undefined) throw new ReviewErasedError(record.reviewId, review.erased.at)
  const now = core.clock.now()
  const at = now.toISOString()
  const words =
    answer === undefined
      ? undefined
      : newPayload(answer.trim(), { review: review ?? { id: record.reviewId }, kind: 'report-answer', at })
  const entry = entryOf(
    {
      event: 'review.report-handled',
      systemId: record.systemId,
      reviewId: record.reviewId,
      actor: { kind: 'agent', role },
      data: { report: id, from: record.status, to: status },
      ...(words === undefined ? {} : { payloads: { answer: words.ref.digest } }),
    },
    now,
  )
  const handled = { at, role, ...(words === undefined ? {} : { answer: words.ref }) }
  const result = await core.store.commit({
    entries: [entry],
    ...(words === undefined ? {} : { payloads: [words.row] }),
    setting: sealedRow(core, PROBLEM, { id, version: version + 1, record: { ...record, status, handled } }),
  })
  if (result !== 'committed') return 'changed-before'
  if (review !== undefined) await eraseLateWrite(core, review)
  return 'recorded'
}

async function detailOf(core: GuardCore, stored: StoredProblem, reviewer: Reviewer): Promise<ProblemDetail> {
  const { record } = stored
  const review = await caseOf(core, record)
  const summary = summaryOf(core, stored, reviewer)
  const mayOpen =
    review !== undefined && mayKnow(settle(review, core.clock.now().toISOString()).review, reviewer)
  const found = { ...summary, ...(mayOpen ? { reviewId: record.reviewId } : {}) }
  if (review === undefined || review.erased !== undefined) return { ...found, next: [] }
  const answer = record.handled?.answer
  return {
    ...found,
    text: await wordsOf(core, record, record.text),
    ...(answer === undefined ? {} : { answer: await wordsOf(core, record, answer) }),
  }
}

async function wordsOf(core: GuardCore, { reviewId }: ProblemRecord, ref: PayloadRef): Promise<string> {
  const { value } = await readPayload(core, ref, { reviewId, what: 'The report' })
  return String(value)
}

async function caseOf(core: GuardCore, { reviewId }: ProblemRecord): Promise<Review | undefined> {
  return core.store.getReview(reviewId)
}

function summaryOf(
  core: GuardCore,
  { id, version, record }: StoredProblem,
  reviewer: Reviewer,
): ProblemSummary {
  const { systemId, at, kind, urgent, status, handled, by } = record
  return {
    id,
    version,
    systemId,
    at,
    kind,
    urgent,
    status,
    ...(handled === undefined ? {} : { handled: { at: handled.at, role: handled.role } }),
    isMine: by === reviewer.id,
    next: handlingRole(core, record, reviewer) === undefined ? [] : nextStatuses(status),
  }
}

function handlingRole(core: GuardCore, { systemId }: ProblemRecord, reviewer: Reviewer): string | undefined {
  const system = core.systems.get(systemId)
  if (system !== undefined) return stoppingRole(system.record, reviewer)
  return reviewer.roles.includes(ADMINISTRATOR_ROLE) ? ADMINISTRATOR_ROLE : undefined
}

function maySee(core: GuardCore, record: ProblemRecord, reviewer: Reviewer): boolean {
  return (
    record.by === reviewer.id ||
    reviewer.roles.includes(AUDITOR_ROLE) ||
    handlingRole(core, record, reviewer) !== undefined
  )
}

function worksWith(core: GuardCore, record: ProblemRecord, reviewer: Reviewer): boolean {
  const system = core.systems.get(record.systemId)
  return system !== undefined && requestRoles(system).some((role) => reviewer.roles.includes(role))
}

function byUrgency(one: ProblemSummary, other: ProblemSummary): number {
  const urgent = Number(other.urgent) - Number(one.urgent)
  return urgent === 0 ? order(one.at, other.at) : urgent
}

function byEnd(one: ProblemSummary, other: ProblemSummary): number {
  return order(other.handled?.at ?? other.at, one.handled?.at ?? one.at)
}

function order(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}
