import type { Kysely } from 'kysely'
import type { Prepared } from './prepare.js'
import { prepare } from './prepare.js'
import type { CommandsTable, DraftsTable, PayloadsTable, PseudonymsTable, Tables } from './tables.js'

/** Queries on what stands beside reviews: texts, drafts, commands, placeholders. */
export interface SideQueries {
  readonly findPayload: Prepared<{ readonly id: string }, PayloadsTable>
  readonly insertPayload: Prepared<PayloadsTable, unknown>
  readonly findDraft: Prepared<
    { readonly review_id: string; readonly reviewer_id: string },
    Pick<DraftsTable, 'body' | 'at'>
  >
  readonly upsertDraft: Prepared<DraftsTable, unknown>
  readonly findCommand: Prepared<{ readonly key: string }, CommandsTable>
  /** Changes no row when the key is taken. */
  readonly insertCommand: Prepared<CommandsTable, unknown>
  readonly findPseudonyms: Prepared<
    { readonly system_id: string; readonly subject: string },
    Pick<PseudonymsTable, 'version' | 'body' | 'at'>
  >
  /** Changes no row when the case has some already. */
  readonly insertPseudonyms: Prepared<PseudonymsTable, unknown>
  /** Changes no row unless the stored version is the one before. */
  readonly updatePseudonyms: Prepared<PseudonymsTable, unknown>
}

/** Builds the queries on payloads, drafts, commands and placeholders. */
export function sideQueries(db: Kysely<Tables>): SideQueries {
  return {
    ...pseudonymQueries(db),
    findPayload: prepare<{ readonly id: string }>()((param) =>
      db
        .selectFrom('payloads')
        .select(['id', 'kind', 'review_id', 'subject', 'salt', 'body', 'created_at'])
        .where('id', '=', param('id')),
    ),
    insertPayload: prepare<PayloadsTable>()((param) =>
      db.insertInto('payloads').values({
        id: param('id'),
        kind: param('kind'),
        review_id: param('review_id'),
        subject: param('subject'),
        salt: param('salt'),
        body: param('body'),
        created_at: param('created_at'),
      }),
    ),
    findDraft: prepare<{ readonly review_id: string; readonly reviewer_id: string }>()((param) =>
      db
        .selectFrom('drafts')
        .select(['body', 'at'])
        .where('review_id', '=', param('review_id'))
        .where('reviewer_id', '=', param('reviewer_id')),
    ),
    upsertDraft: prepare<DraftsTable>()((param) =>
      db
        .insertInto('drafts')
        .values({
          review_id: param('review_id'),
          reviewer_id: param('reviewer_id'),
          body: param('body'),
          at: param('at'),
        })
        .onConflict((conflict) =>
          conflict.columns(['review_id', 'reviewer_id']).doUpdateSet((eb) => ({
            body: eb.ref('excluded.body'),
            at: eb.ref('excluded.at'),
          })),
        ),
    ),
    findCommand: prepare<{ readonly key: string }>()((param) =>
      db
        .selectFrom('commands')
        .select(['key', 'fingerprint', 'review_id', 'version'])
        .where('key', '=', param('key')),
    ),
    insertCommand: prepare<CommandsTable>()((param) =>
      db
        .insertInto('commands')
        .values({
          key: param('key'),
          fingerprint: param('fingerprint'),
          review_id: param('review_id'),
          version: param('version'),
        })
        .onConflict((conflict) => conflict.column('key').doNothing()),
    ),
  }
}

type PseudonymQueries = Pick<SideQueries, 'findPseudonyms' | 'insertPseudonyms' | 'updatePseudonyms'>

function pseudonymQueries(db: Kysely<Tables>): PseudonymQueries {
  return {
    findPseudonyms: prepare<{ readonly system_id: string; readonly subject: string }>()((param) =>
      db
        .selectFrom('pseudonyms')
        .select(['version', 'body', 'at'])
        .where('system_id', '=', param('system_id'))
        .where('subject', '=', param('subject')),
    ),
    insertPseudonyms: prepare<PseudonymsTable>()((param) =>
      db
        .insertInto('pseudonyms')
        .values({
          system_id: param('system_id'),
          subject: param('subject'),
          version: param('version'),
          body: param('body'),
          at: param('at'),
        })
        .onConflict((conflict) => conflict.columns(['system_id', 'subject']).doNothing()),
    ),
    updatePseudonyms: prepare<PseudonymsTable>()((param) =>
      db
        .updateTable('pseudonyms')
        .set({ version: param('version'), body: param('body'), at: param('at') })
        .where('system_id', '=', param('system_id'))
        .where('subject', '=', param('subject'))
        .where(
          'version',
          '=',
          param.read(({ version }) => version - 1),
        ),
    ),
  }
}
