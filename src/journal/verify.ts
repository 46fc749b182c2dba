import { KeyInvalidError } from '../errors.js'
import type { VerifyingKey } from '../internal/signing-key.js'
import { verifyCheckpoint } from './checkpoint.js'
import { emptyRoot } from './merkle-tree.js'
import type { JournalProblem } from './problem.js'
import { problemList } from './problem.js'
import { noteVerifiers } from './signed-note.js'
import type { JournalRecord, JournalSource } from './source.js'
import { isCheckpoint, isReader, recordsOf } from './source.js'
import type { SequencedEntry } from './tree-types.js'
import { passCheckpoint } from './walk/checkpoints.js'
import { passEntry } from './walk/entries.js'
import type { TreeTraces } from './walk/finish.js'
import { finishWalk, readTraces } from './walk/finish.js'
import { settleNodes } from './walk/nodes.js'
import type { Walk } from './walk/state.js'
import { newWalk } from './walk/state.js'

/** How to verify. */
export interface VerifyOptions {
  /** Public keys that may have signed: the present one and those before it. At least one. */
  readonly keys: readonly VerifyingKey[]
  /** Which log it must be. Default: the one of its first signed checkpoint. */
  readonly origin?: string
  /** A checkpoint note kept elsewhere: shows that the journal was not cut or rewritten since. */
  readonly externalCheckpoint?: string
  readonly signal?: AbortSignal
  /** How many problems are kept in detail. Default 1 000. All are counted. */
  readonly maxProblems?: number
  /** How many entries are read at a time. Default 1 000. */
  readonly batch?: number
}

/** What a verification found. */
export interface JournalReport {
  /** True when nothing at all is wrong. */
  readonly ok: boolean
  /** Leaves of the tree at the last checkpoint that is signed. */
  readonly size: number
  /** The signed root at that size, in hexadecimal. */
  readonly rootHash: string
  /** The log's name. */
  readonly origin?: string
  /** How many checkpoints are signed by one of the keys. */
  readonly checkpoints: number
  /** Entries that wait for their place in the tree. They are not covered by this verification. */
  readonly pending: number
  /** The first problems, in the order they were found. */
  readonly problems: readonly JournalProblem[]
  /** How many there are in all. */
  readonly problemCount: number
}

/**
 * Walks a journal once, in constant memory, and names every entry that is not what was sealed: each text is hashed again,
 * the tree is built again, and compared with the stored hashes, the stored nodes and every signed checkpoint.
 *
 * What it finds is in the report; what keeps it from reading (a malformed file, a database that fails) is thrown.
 *
 * @throws KeyInvalidError when no key is given, or the external checkpoint is signed by none of them. JournalBrokenError when
 * the external checkpoint or an export file is malformed. StoreBusyError or StoreFailedError from the store.
 */
export async function verifyJournal(source: JournalSource, options: VerifyOptions): Promise<JournalReport> {
  if (options.keys.length === 0)
    throw new KeyInvalidError('Give at least one public key to verify a journal with.')
  const reader = isReader(source) ? source : undefined
  const batch = options.batch ?? 1000
  const { origin, externalCheckpoint: note } = options
  const expected = origin === undefined ? {} : { origin }
  const walk = newWalk({
    problems: problemList(options.maxProblems ?? 1000),
    verifiers: noteVerifiers(options.keys),
    stream: recordsOf(source, batch),
    reader,
    external: note === undefined ? undefined : verifyCheckpoint(note, { keys: options.keys, ...expected }),
    signal: options.signal,
    batch,
    origin,
  })
  // The log of an external checkpoint is the log that is meant.
  walk.origin ??= walk.external?.origin
  const traces = await walkToEnd(walk)
  await finishWalk(walk, { ...traces, expectedSize: isReader(source) ? undefined : source.expectedSize() })
  return report(walk, (await reader?.countPending?.()) ?? 0)
}

/** Passes all records. Returns what the store still knows of the tree, read when there was nothing more. */
async function walkToEnd(walk: Walk): Promise<TreeTraces> {
  let traces: TreeTraces | undefined
  for (;;) {
    const records = await walk.stream.next()
    walk.signal?.throwIfAborted()
    // Looked at once more behind the traces: a sequencer may have been at work in between.
    if (records.length === 0 && traces !== undefined) return traces
    if (records.length > 0) await passRecords(walk, records)
    traces = records.length > 0 ? undefined : await readTraces(walk)
  }
}

async function passRecords(walk: Walk, records: readonly JournalRecord[]): Promise<void> {
  for (const record of walk.reader === undefined ? inOrder(walk, records) : records) {
    if (!isCheckpoint(record)) passEntry(walk, record)
    else if (await passCheckpoint(walk, record)) return
  }
  await settleNodes(walk.segment.texts, walk)
  await settleNodes(walk.segment.claims, walk)
}

/** Lines of a file that changed places keep their indices: puts the entries between two checkpoints in order and says so. */
function inOrder(walk: Walk, records: readonly JournalRecord[]): readonly JournalRecord[] {
  const ordered: JournalRecord[] = []
  let run: SequencedEntry[] = []
  let late = 0
  const close = (): void => {
    ordered.push(...(late === 0 ? run : run.toSorted((a, b) => a.index - b.index)))
    run = []
    late = 0
  }
  let highest = -1
  for (const record of records) {
    if (isCheckpoint(record)) {
      close()
      ordered.push(record)
      continue
    }
    if (record.index < highest) {
      late += 1
      const message = `The line of entry ${record.index} comes after that of entry ${highest}.`
      walk.problems.add({ kind: 'reordered', index: record.index, entryId: record.id, message })
    }
    highest = Math.max(highest, record.index)
    run.push(record)
  }
  close()
  return ordered
}

function report(walk: Walk, pending: number): JournalReport {
  const { problems, lastHead, origin } = walk
  return {
    ok: problems.count() === 0,
    size: lastHead?.size ?? 0,
    rootHash: Buffer.from(lastHead?.rootHash ?? emptyRoot()).toString('hex'),
    ...(origin === undefined ? {} : { origin }),
    checkpoints: walk.checkpoints,
    pending,
    problems: problems.kept,
    problemCount: problems.count(),
  }
}
