import type { ReadNodes } from './proofs.js'
import type { Checkpoint, Frontier, SequencedEntry } from './tree-types.js'

/** What a journal consists of, in the order of the tree: a checkpoint comes behind the entries it covers. */
export type JournalRecord = SequencedEntry | Checkpoint

/** A journal that can be read at any place. Every `Store` is one. Without `readNodes` fewer alterations can be named. */
export interface JournalReader {
  readJournal(range: { readonly from: number; readonly limit: number }): Promise<readonly SequencedEntry[]>
  readCheckpoints(range: {
    readonly fromSize: number
    readonly limit: number
  }): Promise<readonly Checkpoint[]>
  latestCheckpoint(): Promise<Checkpoint | undefined>
  readonly readNodes?: ReadNodes
  frontier?(): Promise<Frontier>
  countPending?(): Promise<number>
}

/** A journal that is read once, from its first record to its last: an export file. */
export interface JournalExport {
  /** The records in batches. Rejects with JournalBrokenError when the file is malformed. */
  records(): AsyncIterable<readonly JournalRecord[]>
  /** How many entries it says it holds; known once its first batch has been read. */
  expectedSize(): number | undefined
}

/** Where a journal may be read from. */
export type JournalSource = JournalReader | JournalExport

/** Records in batches; an empty batch is the end so far. */
export interface RecordStream {
  next(): Promise<readonly JournalRecord[]>
  /** Goes on elsewhere: at row `row`, where the leaf number is the row's index minus `offset`, behind size `size`. */
  realign?(place: { readonly row: number; readonly offset: number; readonly size: number }): void
}

/** True for a checkpoint, false for an entry. */
export function isCheckpoint(record: JournalRecord): record is Checkpoint {
  return 'note' in record
}

/** True for a source that is read at any place. */
export function isReader(source: JournalSource): source is JournalReader {
  return 'readJournal' in source
}

/** The records of a source, whichever kind it is. `batch` is how many entries are held at a time. */
export function recordsOf(source: JournalSource, batch: number): RecordStream {
  if (isReader(source)) return readerStream(source, batch)
  const iterator = source.records()[Symbol.asyncIterator]()
  return {
    async next() {
      for (;;) {
        const step = await iterator.next()
        if (step.done === true) return []
        if (step.value.length > 0) return step.value
      }
    },
  }
}

/**
 * Merges entries and checkpoints. Entries are read before the checkpoints that cover them: both are written in one
 * transaction, so an entry without a checkpoint was not written by a sequencer, also while one is running.
 */
function readerStream(reader: JournalReader, batch: number): RecordStream {
  let rows = rowPages(reader, { batch, from: 0 })
  let checkpoints: Checkpoint[] = []
  let fromSize = 0
  let offset = 0
  const nextCheckpoint = async (): Promise<Checkpoint | undefined> => {
    if (checkpoints.length === 0) checkpoints = [...(await reader.readCheckpoints({ fromSize, limit: 256 }))]
    return checkpoints[0]
  }
  const takeCheckpoint = (checkpoint: Checkpoint): Checkpoint => {
    checkpoints.shift()
    // At least one further, or a wrong size in a row would hand out the same row for ever.
    fromSize = Math.max(fromSize, checkpoint.size) + 1
    return checkpoint
  }
  return {
    async next() {
      let page = await rows()
      let checkpoint = await nextCheckpoint()
      // Sealed since the rows were read: look again, or its entries would seem to be missing.
      if (page.length === 0 && checkpoint !== undefined) page = await rows()
      const records: JournalRecord[] = []
      for (const row of page) {
        while (checkpoint !== undefined && row.index >= checkpoint.size + offset) {
          records.push(takeCheckpoint(checkpoint))
          checkpoint = await nextCheckpoint()
        }
        records.push(row)
      }
      if (page.length === 0 && checkpoint !== undefined) records.push(takeCheckpoint(checkpoint))
      return records
    },
    realign(place) {
      rows = rowPages(reader, { batch, from: place.row })
      checkpoints = []
      fromSize = place.size + 1
      offset = place.offset
    },
  }
}

/**
 * Pages of rows by index. Each page reads the last index of the one before again, so that a second row at the same index
 * cannot hide behind the edge of a page.
 */
export function rowPages(
  reader: Pick<JournalReader, 'readJournal'>,
  options: { readonly batch: number; readonly from: number },
): () => Promise<readonly SequencedEntry[]> {
  let from = options.from
  // How many rows at the index `from` were handed out already.
  let seen = 0
  return async () => {
    const page = await reader.readJournal({ from, limit: options.batch + seen })
    const known = page.findIndex((row, i) => i >= seen || row.index !== from)
    const fresh = known < 0 ? [] : page.slice(known)
    const last = fresh.at(-1)?.index
    if (last === undefined) return []
    seen = fresh.filter((row) => row.index === last).length + (last === from ? seen : 0)
    from = last
    return fresh
  }
}
