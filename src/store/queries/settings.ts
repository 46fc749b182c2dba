import type { Kysely } from 'kysely'
import type { Prepared } from './prepare.js'
import { prepare } from './prepare.js'
import type { SettingsTable, Tables } from './tables.js'

/** Queries on what people set while the guard runs. */
export interface SettingQueries {
  readonly find: Prepared<Pick<SettingsTable, 'kind' | 'id'>, SettingsTable>
  readonly list: Prepared<Pick<SettingsTable, 'kind'>, SettingsTable>
  readonly insert: Prepared<SettingsTable, unknown>
  /** Changes no row unless the stored version is the one before. */
  readonly update: Prepared<SettingsTable, unknown>
}

/** Builds the queries on settings. */
export function settingQueries(db: Kysely<Tables>): SettingQueries {
  return {
    find: prepare<Pick<SettingsTable, 'kind' | 'id'>>()((param) =>
      db
        .selectFrom('settings')
        .select(['kind', 'id', 'version', 'body'])
        .where('kind', '=', param('kind'))
        .where('id', '=', param('id')),
    ),
    list: prepare<Pick<SettingsTable, 'kind'>>()((param) =>
      db
        .selectFrom('settings')
        .select(['kind', 'id', 'version', 'body'])
        .where('kind', '=', param('kind'))
        .orderBy('id'),
    ),
    insert: prepare<SettingsTable>()((param) =>
      db
        .insertInto('settings')
        .values({
          kind: param('kind'),
          id: param('id'),
          version: param('version'),
          body: param('body'),
        })
        .onConflict((conflict) => conflict.columns(['kind', 'id']).doNothing()),
    ),
    update: prepare<SettingsTable>()((param) =>
      db
        .updateTable('settings')
        .set({ version: param('version'), body: param('body') })
        .where('kind', '=', param('kind'))
        .where('id', '=', param('id'))
        .where(
          'version',
          '=',
          param.read(({ version }) => version - 1),
        ),
    ),
  }
}
