import { InputInvalidError, ReviewerNotAllowedError } from '../errors.js'
import { canonicalJson } from '../internal/canonical-json.js'
import { textIssue } from '../review/decision-texts.js'
import { newReference, readReference } from '../review/reference.js'
import type { Reviewer } from '../review/reviewer.js'
import { AUDITOR_ROLE, supervisingRoles } from '../review/roles.js'
import { countRequests } from '../statistics/request-counts.js'
import type { SettingRow } from '../store/store.js'
import type { System } from '../system/define-system.js'
import { dayOf } from '../system/lifecycle.js'
import { answerDue } from './answer-time.js'
import type { GuardCore } from './core.js'
import { findReviewer } from './desk-people.js'
import { newPayload } from './payloads.js'
import { entryOf } from './record.js'
import { checkedRequest, type RequestInput } from './request-input.js'
import { REQUEST, type RequestRecord, requestId, type StoredRequest } from './request-record.js'
import { answerText, requestText } from './request-texts.js'
import type {
  AlteredRequest,
  ListedRequest,
  RequestReceipt,
  RequestSummary,
  Requests,
} from './request-types.js'
import { openSealed, readSealedRow, sealedRow } from './sealed-record.js'

export type { RequestCounts } from '../statistics/request-counts.js'
export type { RequestOptions } from './answer-time.js'
export type { RequestInput } from './request-input.js'
export type {
  AlteredRequest,
  ListedRequest,
  RequestDetail,
  RequestReceipt,
  RequestSummary,
  Requests,
} from './request-types.js'

/** The requests of a guard. */
export function createRequests(core: GuardCore): Requests {
  return {
    dueIfReceivedNow: () => dueAt(core, core.clock.now()),
    receive: async (systemId, input, options) =>
      receive(core, { systemId, input: checkedRequest(input), ...options }),
    async list(by) {
      const reviewer = await findReviewer(core, by)
      return listedFor(core, reviewer, await core.store.listSettings(REQUEST.kind))
    },
    async get(id, by) {
      const reviewer = await findReviewer(core, by)
      const stored = await stillStored(core, id)
      if (stored === undefined || stored.record.erased !== undefined) return undefined
      const access = accessTo(core, stored.record, reviewer)
      if (access === 'none') return undefined
      const { answered } = stored.record
      const text = await requestText(core, stored)
      const answer = answered === undefined ? undefined : await answerText(core, stored.id, answered.answer)
      const mayAnswer = access === 'answer' && answered === undefined && stored.record.kind === 'explanation'
      return { ...summaryOf(core, stored), ...text, mayAnswer, ...(answer === undefined ? {} : { answer }) }
    },
    answer: (id, command) => recordAnswer(core, id, command),
    async count({ from, to }) {
      const rows = (await core.store.listSettings(REQUEST.kind)).map((row) => openSealed(core, REQUEST, row))
      const records = rows.flatMap((stored) => (stored === undefined ? [] : [stored.record]))
      const received = records.filter(({ receivedAt }) => receivedAt >= from && receivedAt < to)
      return {
        ...countRequests(received, dayOf(core.clock.now())),
        altered: rows.length - records.length,
      }
    },
  }
}

async function receive(
  core: GuardCore,
  asked: { readonly systemId: string; readonly input: RequestInput; readonly number?: string },
): Promise<RequestReceipt> {
  const { systemId, input } = asked
  if (!core.systems.has(systemId)) throw new InputInvalidError('systemId', 'names no system of this guard.')
  const read = asked.number === undefined ? undefined : readReference(asked.number)
  if (read?.ok === false) throw new InputInvalidError('number', 'is no number of a form.')
  const number = read?.reference ?? newReference()
  const now = core.clock.now()
  const receivedAt = now.toISOString()
  const id = requestId(number)
  const payload = newPayload({ number, input }, { review: { id }, kind: 'request', at: receivedAt })
  const due = input.kind === 'explanation' ? { dueOn: dueAt(core, now) } : {}
  const record: RequestRecord = { kind: input.kind, systemId, receivedAt, ...due, request: payload.ref }
  const entry = entryOf(
    {
      event: 'request.received',
      systemId,
      actor: { kind: 'citizen' },
      data: { request: id, kind: input.kind, ...due },
      payloads: { request: payload.ref.digest },
    },
    now,
  )
  const setting = sealedRow(core, REQUEST, { id, version: 1, record })
  const result = await core.store.commit({ entries: [entry], payloads: [payload.row], setting })
  if (result === 'committed') return { number, receivedAt, ...due }
  // Sent twice, or changed after the way back: the second is one more request.
  const before = await stillStored(core, id)
  const same =
    before !== undefined &&
    before.record.erased === undefined &&
    before.record.systemId === systemId &&
    canonicalJson((await requestText(core, before)).input) === canonicalJson(input)
  return same ? { number, ...receiptOf(before.record) } : receive(core, { systemId, input })
}

function dueAt(core: GuardCore, now: Date): string {
  return answerDue(dayOf(now), core.requests?.answerWithin)
}

async function recordAnswer(
  core: GuardCore,
  id: string,
  { by, text }: { readonly by: string; readonly text: string },
): Promise<'recorded' | 'answered-before'> {
  const reviewer = await findReviewer(core, by)
  const stored = await stillStored(core, id)
  const role = stored === undefined ? undefined : answeringRole(core, stored.record, reviewer)
  if (stored === undefined || role === undefined)
    throw new ReviewerNotAllowedError(
      'role',
      'A request is answered by an agent or a supervisor of its system.',
    )
  const { record } = stored
  if (record.erased !== undefined) throw new InputInvalidError('id', 'names a request that was erased.')
  if (record.kind !== 'explanation')
    throw new InputInvalidError('id', 'names an opinion, which asks for no answer.')
  const issue = textIssue(text, 'text', 1)
  if (issue !== undefined) throw new InputInvalidError(issue.path, `${issue.reason}.`)
  if (record.answered !== undefined) return 'answered-before'
  const now = core.clock.now()
  const at = now.toISOString()
  const payload = newPayload({ by, text: text.trim() }, { review: { id }, kind: 'answer', at })
  const entry = entryOf(
    {
      event: 'request.answered',
      systemId: record.systemId,
      actor: { kind: 'agent', role },
      data: { request: id, onTime: record.dueOn === undefined || dayOf(now) <= record.dueOn },
      payloads: { answer: payload.ref.digest },
    },
    now,
  )
  const answered = { at, role, answer: payload.ref }
  const setting = sealedRow(core, REQUEST, {
    id,
    version: stored.version + 1,
    record: { ...record, answered },
  })
  const result = await core.store.commit({ entries: [entry], payloads: [payload.row], setting })
  // Somebody else answered it, or it was erased, at the same moment.
  return result === 'committed' ? 'recorded' : recordAnswer(core, id, { by, text })
}

async function stillStored(core: GuardCore, id: string): Promise<StoredRequest | undefined> {
  const row = typeof id === 'string' ? await core.store.getSetting(REQUEST.kind, id) : undefined
  return row === undefined ? undefined : readSealedRow(core, REQUEST, row)
}

function receiptOf({ receivedAt, dueOn }: RequestRecord): Omit<RequestReceipt, 'number'> {
  return { receivedAt, ...(dueOn === undefined ? {} : { dueOn }) }
}

function summaryOf(core: GuardCore, { id, record }: StoredRequest): RequestSummary {
  const { kind, systemId, dueOn, answered } = record
  const isLate = answered === undefined && dueOn !== undefined && dueOn < dayOf(core.clock.now())
  const answer = answered === undefined ? {} : { answered: { at: answered.at, role: answered.role } }
  return { id, kind, systemId, ...receiptOf(record), isLate, ...answer }
}

function listedFor(
  core: GuardCore,
  reviewer: Reviewer,
  rows: readonly SettingRow[],
): readonly ListedRequest[] {
  const altered: AlteredRequest[] = []
  const requests: RequestSummary[] = []
  const isConcerned =
    reviewer.roles.includes(AUDITOR_ROLE) ||
    [...core.systems.values()].some((system) =>
      requestRoles(system).some((role) => reviewer.roles.includes(role)),
    )
  for (const row of rows) {
    const stored = openSealed(core, REQUEST, row)
    // Which system it was about cannot be trusted any more: whoever answers requests is told.
    if (stored === undefined) altered.push(...(isConcerned ? [{ kind: 'altered', id: row.id } as const] : []))
    else if (stored.record.erased === undefined && accessTo(core, stored.record, reviewer) !== 'none')
      requests.push(summaryOf(core, stored))
  }
  return [...altered, ...requests.toSorted(byUrgency)]
}

/** Roles in which requests about a system are seen and answered: its agents' and its supervisors'. */
export function requestRoles({ record }: System): readonly string[] {
  return [...Object.values(record.uses).map(({ oversight }) => oversight.role), ...supervisingRoles(record)]
}

function answeringRole(
  core: GuardCore,
  { systemId }: RequestRecord,
  { roles }: Reviewer,
): string | undefined {
  const system = core.systems.get(systemId)
  return system === undefined ? undefined : requestRoles(system).find((role) => roles.includes(role))
}

function accessTo(core: GuardCore, record: RequestRecord, reviewer: Reviewer): 'answer' | 'read' | 'none' {
  if (answeringRole(core, record, reviewer) !== undefined) return 'answer'
  return reviewer.roles.includes(AUDITOR_ROLE) ? 'read' : 'none'
}

/** Days sort as texts, so late ones come first by themselves. */
function byUrgency(one: RequestSummary, other: RequestSummary): number {
  const isDone = Number(one.answered !== undefined) - Number(other.answered !== undefined)
  if (isDone !== 0) return isDone
  if (one.answered !== undefined && other.answered !== undefined)
    return one.answered.at < other.answered.at ? 1 : -1
  const [first, second] = [keyOf(one), keyOf(other)]
  return first < second ? -1 : Number(first > second)
}

function keyOf({ dueOn = '9999', receivedAt }: RequestSummary): string {
  return `${dueOn} ${receivedAt}`
}
