import type { Finding } from '../checks/finding.js'
import {
  type PseudonymisedTexts,
  pseudonymiseTexts,
} from '../checks/personal-data/pseudonyms/pseudonymise.js'
import { type Restorer, restorerFor } from '../checks/personal-data/pseudonyms/restore.js'
import { EMPTY_TABLE, type PlaceholderTable } from '../checks/personal-data/pseudonyms/table.js'
import type { Verdict } from '../checks/verdict.js'
import type { PseudonymsRow } from '../store/store.js'
import { completeDataPolicy, type DataPolicy } from '../system/data-policy.js'
import type { BegunCall, VendorRequest } from './begin-call.js'
import type { CallCore } from './call-core.js'
import { announceFailedChecks } from './check-call.js'
import { requestVerdict } from './data-verdicts.js'
import { type FoundData, findPersonalData } from './find-personal-data.js'
import { readTable, type StoredTable, tableText } from './pseudonym-table.js'
import { rewriteRequest, textsToReplace } from './rewrite-request.js'

/** A stream says its texts several times over: in pieces, in each part, in the whole. */
const RESTATED = 8

/** Without a case, placeholders are known within the call alone. */
const NO_TABLE: StoredTable = { table: EMPTY_TABLE, version: 0 }

type About = Pick<BegunCall, 'call' | 'system' | 'use' | 'signal'>

/** What a use's policy says of a request, and what was found in it. */
export interface JudgedData {
  readonly verdict: Verdict
  /** For the journal alone. */
  readonly noted: readonly Finding[]
  readonly found: readonly FoundData[]
}

/**
 * Looks for personal data in a request and holds it against the policy of its use. When a detector fails, a use that
 * only reports goes the way of any failed check; one that refuses or replaces refuses: what cannot be told apart cannot
 * be kept from the model, so nothing is sent.
 *
 * @throws the reason of the call's signal when the caller gives up.
 */
export async function judgeData(core: CallCore, about: About): Promise<JudgedData> {
  const { record } = about.use
  const policy = completeDataPolicy(record.personalData)
  const keepsFrom = policy.otherwise === 'pseudonymise' || policy.otherwise === 'refuse'
  const onFailure = keepsFrom ? 'refuse' : record.onCheckFailure
  const detection = await findPersonalData(core, about, onFailure)
  if (detection.ok)
    return { ...requestVerdict(detection.found, policy, record.thresholds), found: detection.found }
  announceFailedChecks(core, about.call, detection.verdict)
  return { verdict: detection.verdict, noted: [], found: [] }
}

/** A request as it is sent. */
export interface SentRequest<Request> {
  readonly request: Request
  readonly restorer?: Restorer
  /** How many values of each type were replaced, when the use asks for it. Never the values. */
  readonly pseudonymised?: Readonly<Record<string, number>>
  /** The case's table when it has grown, to be stored together with the entry that says that the call was accepted. */
  readonly pseudonyms?: PseudonymsRow
}

/**
 * The request that goes to the model: as it is, or with placeholders. Within a case, known by its system and subject,
 * the same value always has the same placeholder; without a subject, within the call.
 *
 * @throws PseudonymsUnreadableError, CallUnreadableError when a text cannot be rewritten, or a store error.
 */
export async function pseudonymiseCall<Request>(
  core: CallCore,
  { call, use }: About,
  { found, ...given }: VendorRequest<Request> & Pick<JudgedData, 'found'>,
): Promise<SentRequest<Request>> {
  const policy = completeDataPolicy(use.record.personalData)
  if (policy.otherwise !== 'pseudonymise') return { request: given.request }
  const { systemId, subject } = call
  const stored = subject === undefined ? NO_TABLE : await readTable(core.store, { systemId, subject })
  const before = stored.table
  const issued = pseudonymiseTexts(textsToReplace(found, before, policy), before)
  const { sent, untouched } = issued
  const pseudonymised = countsOf(sent)
  if (sent.entries.length === 0) return { request: given.request, pseudonymised }
  return {
    request: rewriteRequest(given, call.parts, issued),
    restorer: restorerFor(sent, { untouched, maxLength: RESTATED * core.maxTextLength }),
    pseudonymised,
    ...grown({ call, before: stored, issued }),
  }
}

function grown({
  call,
  before,
  issued,
}: {
  readonly call: BegunCall['call']
  readonly before: StoredTable
  readonly issued: PseudonymisedTexts
}): Pick<SentRequest<unknown>, 'pseudonyms'> {
  const { systemId, subject, at } = call
  if (subject === undefined || issued.table === before.table) return {}
  const place = { systemId, subject, version: before.version + 1 }
  return { pseudonyms: { ...place, body: tableText(issued.table), at } }
}

function countsOf({ entries }: PlaceholderTable): Readonly<Record<string, number>> {
  const counts: Partial<Record<DataPolicy['allow'][number], number>> = {}
  for (const { type } of entries) if (type !== 'mention') counts[type] = (counts[type] ?? 0) + 1
  return { ...counts }
}
