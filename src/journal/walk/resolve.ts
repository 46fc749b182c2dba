import type { TreeHead } from '../checkpoint.js'
import { leafHash, sameHash } from '../merkle-tree.js'
import type { JournalReader } from '../source.js'
import { rowPages } from '../source.js'
import type { Frontier } from '../tree-types.js'
import type { HashedRow } from './align-entries.js'
import { alignEntries, contradicted } from './align-entries.js'
import { authenticFrontier, authenticLeaves } from './authentic-leaves.js'
import { entryCheck } from './entry-check.js'
import { countHead, openHead } from './open-head.js'
import type { Walk } from './state.js'
import { branch, newSegment } from './state.js'

/**
 * The entries since the last good checkpoint do not give the signed root of `head`. If the stored nodes give it, they know
 * what was sealed at each place: lays the entries beside it, names what differs, and goes on from there. Prefers the
 * last checkpoint of all, since an insertion moves everything behind it.
 *
 * Returns false when the stored nodes do not give a signed root either.
 */
export async function resolveByNodes(walk: Walk, head: TreeHead): Promise<boolean> {
  const { reader, readNodes, segment } = walk
  if (reader === undefined || readNodes === undefined) return false
  const frontier = await trustedFrontier(walk, head, reader)
  if (frontier === undefined) return false
  // Entries of this segment come by again: their ids would seem to come twice.
  walk.check = entryCheck()
  const aligned = await alignEntries({
    leaves: authenticLeaves(frontier, { from: segment.start, readNodes }),
    rows: hashedRows(reader, walk, segment.startRow),
    offset: segment.startOffset,
    firstRow: segment.startRow,
    report: (problem) => walk.problems.add(problem),
    confirm: (item) => confirmRow(walk, item),
  })
  await checkHeads(walk, { from: head, to: frontier.size, reader })
  const { external } = walk
  if (external !== undefined && external.size > segment.start && external.size <= frontier.size) {
    walk.externalFits = (await authenticFrontier(external, readNodes)) !== undefined
  }
  walk.leaf = frontier.size
  walk.offset = aligned.offset
  const place = { leaf: walk.leaf, offset: walk.offset, row: aligned.nextRow }
  walk.segment = newSegment({ ...place, texts: branch(frontier) })
  walk.stream.realign?.({ row: aligned.nextRow, offset: aligned.offset, size: walk.leaf })
  return true
}

/** The stored frontier at the last signed checkpoint, or at this one, if it gives the signed root. */
async function trustedFrontier(
  walk: Walk,
  head: TreeHead,
  reader: JournalReader,
): Promise<Frontier | undefined> {
  const { readNodes } = walk
  if (readNodes === undefined) return undefined
  const latest = await reader.latestCheckpoint()
  // Opened on the side: its faults are reported when the walk comes to it.
  const aside = { ...walk, problems: { add: () => undefined } }
  const last = latest === undefined ? undefined : openHead(aside, latest)
  if (last !== undefined && last.size >= head.size) {
    const frontier = await authenticFrontier(last, readNodes)
    if (frontier !== undefined) return frontier
  }
  return authenticFrontier(head, readNodes)
}

function confirmRow(walk: Walk, { row, hash }: HashedRow): void {
  const fault = walk.check(row)
  if (fault !== undefined) walk.problems.add(fault)
  if (!sameHash(hash, row.leafHash)) walk.problems.add(contradicted(row))
}

/** Checks the checkpoints that the alignment has gone past. */
async function checkHeads(
  walk: Walk,
  range: { readonly from: TreeHead; readonly to: number; readonly reader: JournalReader },
): Promise<void> {
  await checkHead(walk, range.from, range.to)
  let fromSize = range.from.size + 1
  while (fromSize <= range.to) {
    walk.signal?.throwIfAborted()
    const page = await range.reader.readCheckpoints({ fromSize, limit: 256 })
    for (const checkpoint of page) {
      fromSize = Math.max(fromSize, checkpoint.size) + 1
      if (checkpoint.size > range.to) return
      const head = openHead(walk, checkpoint)
      if (head === undefined) continue
      countHead(walk, head)
      await checkHead(walk, head, range.to)
    }
    if (page.length === 0) return
  }
}

async function checkHead(walk: Walk, head: TreeHead, trusted: number): Promise<void> {
  if (walk.readNodes === undefined || (await authenticFrontier(head, walk.readNodes)) !== undefined) return
  const message = `The checkpoint of size ${head.size} does not fit the tree that the one of size ${trusted} vouches for, or the stored nodes that would show it were altered.`
  walk.problems.add({ kind: 'checkpoint', checkpointSize: head.size, message })
}

async function* hashedRows(reader: JournalReader, walk: Walk, from: number): AsyncGenerator<HashedRow> {
  const pages = rowPages(reader, { batch: walk.batch, from })
  for (let page = await pages(); page.length > 0; page = await pages()) {
    walk.signal?.throwIfAborted()
    for (const row of page) yield { row, hash: leafHash(row.text) }
  }
}
