import { StoreFailedError } from '../../errors.js'
import { factRow } from '../queries/fact-row.js'
import { keyRow } from '../queries/keys.js'
import { reviewRow } from '../queries/review-row.js'
import { commandRow, messageRow, payloadRow, pseudonymsRow } from '../queries/side-row.js'
import type {
  CommandsTable,
  FactsTable,
  KeysTable,
  OutboxTable,
  PayloadsTable,
  PseudonymsTable,
  ReviewsTable,
  SettingsTable,
} from '../queries/tables.js'
import type { StoreWrite } from '../store.js'

/** The tables to which a write adds any number of rows, and the columns it fills. */
interface ListColumns {
  readonly commands: keyof CommandsTable
  readonly journal: 'id' | 'text'
  readonly payloads: keyof PayloadsTable
  readonly outbox: Exclude<keyof OutboxTable, 'last_error'>
  readonly facts: keyof FactsTable
  readonly keys: keyof KeysTable
}

/** One list of values for each column. */
export type ColumnLists = Readonly<Record<string, readonly (string | number | null)[]>>

/** A table to which a write adds rows. */
export type ListTable = keyof ListColumns

/** The columns of each list with their types. */
export const LISTS: {
  readonly [Table in ListTable]: Readonly<Record<ListColumns[Table], 'text' | 'bigint'>>
} = {
  commands: { key: 'text', fingerprint: 'text', review_id: 'text', version: 'bigint' },
  journal: { id: 'text', text: 'text' },
  payloads: {
    id: 'text',
    kind: 'text',
    review_id: 'text',
    subject: 'text',
    salt: 'text',
    body: 'text',
    created_at: 'text',
  },
  outbox: { id: 'text', review_id: 'text', topic: 'text', available_at: 'text', attempts: 'bigint' },
  facts: {
    review_id: 'text',
    reviewer_id: 'text',
    system_id: 'text',
    use_id: 'text',
    at: 'text',
    body: 'text',
  },
  keys: { id: 'text', owner: 'text', master: 'text', wrapped: 'text', created_at: 'text' },
}

type Row<Table extends ListTable> = Readonly<Record<ListColumns[Table], string | number | null>>

/** The values of a write: lists of rows as one list per column, so that they are one parameter each, however many. */
export interface WriteArgs {
  readonly review: ReviewsTable | undefined
  readonly expected: number
  readonly pseudonyms: PseudonymsTable | undefined
  readonly setting: SettingsTable | undefined
  readonly dropReview: string
  readonly dropReviewer: string
  /** Ids of keys, each once. */
  readonly held: readonly string[]
  readonly lists: {
    readonly [Table in ListTable]: ColumnLists
  }
}

/**
 * Takes a write apart.
 *
 * @throws StoreFailedError when it contradicts itself.
 */
export function argsOf(write: StoreWrite): WriteArgs {
  const {
    entries,
    payloads = [],
    outbox = [],
    review,
    command,
    pseudonyms,
    setting,
    facts,
    keys: { made = [], held = [] } = {},
  } = write
  if (entries.length === 0)
    throw new StoreFailedError('other', 'A write without a journal entry: no change without a trace.')
  const commands = command === undefined ? [] : [command]
  return {
    review: review && rowOf(review),
    expected: review?.expectedVersion ?? 0,
    pseudonyms: pseudonyms && pseudonymsRow(pseudonyms),
    setting,
    dropReview: facts?.drop?.reviewId ?? '',
    dropReviewer: facts?.drop?.reviewerId ?? '',
    held: [...new Set(held)],
    lists: {
      journal: inColumns('journal', entries),
      commands: inColumns('commands', commands.map(commandRow)),
      payloads: inColumns('payloads', payloads.map(payloadRow)),
      outbox: inColumns('outbox', outbox.map(messageRow)),
      keys: inColumns('keys', made.map(keyRow)),
      facts: inColumns('facts', lastOfEach(facts?.put ?? []).map(factRow)),
    },
  }
}

function inColumns<Table extends ListTable>(table: Table, rows: readonly Row<Table>[]): ColumnLists {
  const names = Object.keys(LISTS[table]) as (keyof Row<Table> & string)[]
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])]))
}

/** One statement cannot write a row twice: the later one counts. */
function lastOfEach(facts: NonNullable<NonNullable<StoreWrite['facts']>['put']>): typeof facts {
  return [...new Map(facts.map((fact) => [JSON.stringify([fact.reviewId, fact.reviewerId]), fact])).values()]
}

function rowOf({ next, expectedVersion, nextAt }: NonNullable<StoreWrite['review']>): ReviewsTable {
  if (next.version !== expectedVersion + 1)
    throw new StoreFailedError(
      'other',
      `A review's version grows by one: ${expectedVersion} cannot become ${next.version}.`,
    )
  return reviewRow(next, nextAt)
}
