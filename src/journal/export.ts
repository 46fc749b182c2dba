import { parseCheckpoint } from './checkpoint.js'
import type { JournalReader, JournalRecord } from './source.js'
import { isCheckpoint, recordsOf } from './source.js'

/** The word and version in an export's first line. */
export const EXPORT_FORMAT = 'garde-fou/journal-export/v1'

/** First line of an export. */
export interface ExportHeader {
  readonly format: typeof EXPORT_FORMAT
  /** The log's name; absent when nothing was sealed yet. */
  readonly origin?: string
  /** How many entries follow at least: the size at the last checkpoint when the export began. */
  readonly size: number
}

/**
 * Writes a journal as NDJSON, for somebody who has no access to the database: a header line, then each entry with its index, id, stored
 * leaf hash and exact text, and each checkpoint behind the entries it covers. Nothing is checked or corrected: an
 * export of an altered journal shows the alteration. Yields a few lines at a time; memory stays constant.
 */
export async function* exportJournal(
  reader: JournalReader,
  options: { readonly signal?: AbortSignal; readonly batch?: number } = {},
): AsyncGenerator<string> {
  const latest = await reader.latestCheckpoint()
  const header: ExportHeader = { format: EXPORT_FORMAT, size: latest?.size ?? 0 }
  yield line(latest === undefined ? header : { ...header, origin: parseCheckpoint(latest.note).origin })
  const stream = recordsOf(reader, options.batch ?? 500)
  for (let records = await stream.next(); records.length > 0; records = await stream.next()) {
    options.signal?.throwIfAborted()
    yield records.map(recordLine).join('')
  }
}

function recordLine(record: JournalRecord): string {
  if (isCheckpoint(record)) {
    const { size, rootHash, at, note } = record
    return line({ type: 'checkpoint', size, rootHash: base64(rootHash), at, note })
  }
  const { index, id, leafHash, text } = record
  return line({ type: 'entry', index, id, leafHash: base64(leafHash), text })
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`
}
