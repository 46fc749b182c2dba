import { z } from 'zod'
import { EMPTY_TABLE, type PlaceholderTable } from '../checks/personal-data/pseudonyms/table.js'
import { isGuardError, PseudonymsUnreadableError } from '../errors.js'
import type { Store } from '../store/store.js'
import { DATA_TYPE_NAMES } from '../system/data-policy.js'

/** A case's table, and its version; 0 when there is none yet. */
export interface StoredTable {
  readonly table: PlaceholderTable
  readonly version: number
}

const form = z.strictObject({ text: z.string(), json: z.string().exactOptional() })
const tableSchema = z.strictObject({
  entries: z.array(
    z.strictObject({
      type: z.enum([...DATA_TYPE_NAMES, 'mention']),
      number: z.int().min(1),
      forms: z.array(form).min(1),
    }),
  ),
})

/**
 * What the placeholders of a case stand for. The guard's store keeps it encrypted.
 *
 * @throws PseudonymsUnreadableError when it was altered or moved; a store error.
 */
export async function readTable(
  store: Store,
  place: { readonly systemId: string; readonly subject: string },
): Promise<StoredTable> {
  try {
    const row = await store.getPseudonyms(place.systemId, place.subject)
    if (row === undefined) return { table: EMPTY_TABLE, version: 0 }
    return { table: tableSchema.parse(JSON.parse(row.body)), version: row.version }
  } catch (error) {
    if (isGuardError(error) && error.code !== 'ERR_TAMPERED') throw error
    // The cause stays out: what a parser says may quote the table.
    throw new PseudonymsUnreadableError()
  }
}

/** A table as it is handed to the store. */
export function tableText(table: PlaceholderTable): string {
  return JSON.stringify(table)
}
