import { z } from 'zod'
import { ReviewerNotAllowedError } from '../errors.js'
import { newSalt, saltedDigest } from '../internal/digest.js'
import { newId } from '../internal/ids.js'
import type { DecisionExport } from '../review/commands.js'
import type { Reviewer } from '../review/reviewer.js'
import { ADMINISTRATOR_ROLE, AUDITOR_ROLE } from '../review/roles.js'
import { EXPORTED_CASES } from '../statistics/exported-decision.js'
import type { GuardCore } from './core.js'
import { findReviewer } from './desk-people.js'
import { readSealedRow, type SealedKind } from './sealed-record.js'
import { writeSealed } from './sealed-setting.js'

const recordSchema = z.object({
  at: z.string(),
  by: z.string(),
  role: z.string(),
  salt: z.string(),
  from: z.string(),
  to: z.string(),
  systemId: z.string().optional(),
  cases: z.enum(EXPORTED_CASES),
})

const RECORD: SealedKind<z.output<typeof recordSchema>> = {
  kind: 'decision-export',
  word: 'garde-fou/decision-export/v1',
  schema: recordSchema,
  what: () => 'The record of an export',
}

/** In which role somebody may have decisions handed out. @throws ReviewerNotAllowedError. */
export function exportingRole({ roles }: Pick<Reviewer, 'roles'>): string {
  const role = [AUDITOR_ROLE, ADMINISTRATOR_ROLE].find((each) => roles.includes(each))
  if (role === undefined)
    throw new ReviewerNotAllowedError('role', 'Decisions are exported by an auditor or an administrator.')
  return role
}

/** Records that decisions are handed out, before they are: what and in which role in the journal, who beside it. */
export async function recordExport(
  core: GuardCore,
  { by, role, from, to, systemId, cases }: Omit<DecisionExport, 'at'>,
): Promise<void> {
  const now = core.clock.now()
  const salt = newSalt()
  const system = systemId === undefined ? {} : { systemId }
  const record = { at: now.toISOString(), by, role, salt, from, to, ...system, cases }
  const entry = {
    event: 'figures.exported' as const,
    ...system,
    actor: { kind: 'agent' as const, role },
    data: { from, to, cases },
    payloads: { by: saltedDigest(salt, by) },
  }
  while (!(await writeSealed(core, RECORD, { id: newId(), version: 1, record, entry, now })));
}

/** Every export on record, latest first. @throws ReviewerNotAllowedError, TamperedError, a store error. */
export async function decisionExports(core: GuardCore, by: string): Promise<readonly DecisionExport[]> {
  exportingRole(await findReviewer(core, by))
  const rows = await core.store.listSettings(RECORD.kind)
  return rows
    .map((row) => readSealedRow(core, RECORD, row).record)
    .map(({ salt: _, systemId, ...record }) => ({
      ...record,
      ...(systemId === undefined ? {} : { systemId }),
    }))
    .toSorted((one, other) => (one.at < other.at ? 1 : -1))
}
