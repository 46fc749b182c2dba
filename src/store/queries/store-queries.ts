import type { Kysely } from 'kysely'
import { type BacklogQueries, backlogQueries } from './backlog.js'
import { type ErasureQueries, erasureQueries } from './erasure.js'
import { type FactQueries, factQueries } from './facts.js'
import { type JournalQueries, journalQueries } from './journal.js'
import { type KeyQueries, keyQueries } from './keys.js'
import { type OutboxQueries, outboxQueries } from './outbox.js'
import { type ListStyle, type ReviewListQueries, reviewListQueries } from './review-list.js'
import { type ReviewQueries, reviewQueries } from './reviews.js'
import { type SettingQueries, settingQueries } from './settings.js'
import { type SideQueries, sideQueries } from './side-rows.js'
import type { Tables } from './tables.js'
import { type TerritoryQuery, territoryQuery } from './territories.js'

/** Every query of a store, compiled for one database. */
export interface StoreQueries {
  readonly reviews: ReviewQueries
  readonly lists: ReviewListQueries
  readonly territories: TerritoryQuery
  readonly side: SideQueries
  readonly facts: FactQueries
  readonly outbox: OutboxQueries
  readonly settings: SettingQueries
  readonly keys: KeyQueries
  readonly erasure: ErasureQueries
  readonly journal: JournalQueries
  readonly backlog: BacklogQueries
}

/** Compiles the queries for the database that `db` writes SQL for. `db` needs no connection. */
export function storeQueries(db: Kysely<Tables>, style: ListStyle): StoreQueries {
  return {
    reviews: reviewQueries(db),
    lists: reviewListQueries(db, style),
    territories: territoryQuery(db),
    side: sideQueries(db),
    facts: factQueries(db),
    outbox: outboxQueries(db),
    settings: settingQueries(db),
    keys: keyQueries(db),
    erasure: erasureQueries(db),
    journal: journalQueries(db),
    backlog: backlogQueries(db),
  }
}
