import type { Kysely } from 'kysely'
import type { Prepared } from './prepare.js'
import { prepare } from './prepare.js'
import type { DraftsTable, KeysTable, PayloadsTable, PseudonymsTable, Tables } from './tables.js'

type OfReview = { readonly review_id: string }
type OfSubject = { readonly subject: string }
type Aged = {
  readonly systemId: string
  readonly before: string
  readonly after: string
  readonly limit: number
}

/** Queries on everything that is kept of a case: to show it to the person, and to erase it. */
export interface ErasureQueries {
  readonly payloadsOf: Prepared<OfReview, PayloadsTable>
  readonly draftsOf: Prepared<OfReview, DraftsTable>
  readonly reviewsOf: Prepared<OfSubject, OfReview>
  readonly placeholdersOf: Prepared<OfSubject, PseudonymsTable>
  readonly oldPlaceholders: Prepared<Aged, Pick<PseudonymsTable, 'subject'>>
  readonly dropPayloads: Prepared<OfReview, unknown>
  /** All but those of one kind. */
  readonly dropPayloadsBut: Prepared<Pick<PayloadsTable, 'review_id' | 'kind'>, unknown>
  readonly dropDrafts: Prepared<OfReview, unknown>
  readonly dropDraft: Prepared<Pick<DraftsTable, 'review_id' | 'reviewer_id'>, unknown>
  readonly dropCommands: Prepared<OfReview, unknown>
  readonly dropMessages: Prepared<OfReview, unknown>
  readonly dropPlaceholders: Prepared<Pick<PseudonymsTable, 'system_id' | 'subject'>, unknown>
  readonly dropKey: Prepared<Pick<KeysTable, 'id'>, unknown>
}

/** Builds the queries on what is kept of a case. */
export function erasureQueries(db: Kysely<Tables>): ErasureQueries {
  return { ...readQueries(db), ...dropQueries(db) }
}

type Reading = 'oldPlaceholders' | 'payloadsOf' | 'draftsOf' | 'reviewsOf' | 'placeholdersOf'

function readQueries(db: Kysely<Tables>): Pick<ErasureQueries, Reading> {
  return {
    payloadsOf: prepare<OfReview>()((param) =>
      db
        .selectFrom('payloads')
        .select(['id', 'kind', 'review_id', 'subject', 'salt', 'body', 'created_at'])
        .where('review_id', '=', param('review_id'))
        .orderBy('id'),
    ),
    draftsOf: prepare<OfReview>()((param) =>
      db
        .selectFrom('drafts')
        .select(['review_id', 'reviewer_id', 'body', 'at'])
        .where('review_id', '=', param('review_id'))
        .orderBy('reviewer_id'),
    ),
    reviewsOf: prepare<OfSubject>()((param) =>
      db
        .selectFrom('payloads')
        .select('review_id')
        .distinct()
        .where('subject', '=', param('subject'))
        .orderBy('review_id'),
    ),
    placeholdersOf: prepare<OfSubject>()((param) =>
      db
        .selectFrom('pseudonyms')
        .select(['system_id', 'subject', 'version', 'body', 'at'])
        .where('subject', '=', param('subject'))
        .orderBy('system_id'),
    ),
    oldPlaceholders: prepare<Aged>()((param) =>
      db
        .selectFrom('pseudonyms')
        .select('subject')
        .where('system_id', '=', param('systemId'))
        .where('subject', '>', param('after'))
        .where('at', '<', param('before'))
        .orderBy('subject')
        .limit(param('limit')),
    ),
  }
}

function dropQueries(db: Kysely<Tables>): Omit<ErasureQueries, Reading> {
  return {
    dropPayloads: prepare<OfReview>()((param) =>
      db.deleteFrom('payloads').where('review_id', '=', param('review_id')),
    ),
    dropPayloadsBut: prepare<Pick<PayloadsTable, 'review_id' | 'kind'>>()((param) =>
      db
        .deleteFrom('payloads')
        .where('review_id', '=', param('review_id'))
        .where('kind', '<>', param('kind')),
    ),
    dropDrafts: prepare<OfReview>()((param) =>
      db.deleteFrom('drafts').where('review_id', '=', param('review_id')),
    ),
    dropDraft: prepare<Pick<DraftsTable, 'review_id' | 'reviewer_id'>>()((param) =>
      db
        .deleteFrom('drafts')
        .where('review_id', '=', param('review_id'))
        .where('reviewer_id', '=', param('reviewer_id')),
    ),
    dropCommands: prepare<OfReview>()((param) =>
      db.deleteFrom('commands').where('review_id', '=', param('review_id')),
    ),
    dropMessages: prepare<OfReview>()((param) =>
      db.deleteFrom('outbox').where('review_id', '=', param('review_id')),
    ),
    dropPlaceholders: prepare<Pick<PseudonymsTable, 'system_id' | 'subject'>>()((param) =>
      db
        .deleteFrom('pseudonyms')
        .where('system_id', '=', param('system_id'))
        .where('subject', '=', param('subject')),
    ),
    dropKey: prepare<Pick<KeysTable, 'id'>>()((param) => db.deleteFrom('keys').where('id', '=', param('id'))),
  }
}
