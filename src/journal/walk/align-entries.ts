import { sameHash, treeBuilder } from '../merkle-tree.js'
import type { JournalProblem } from '../problem.js'
import { place, rangeText, removedRange } from '../problem.js'
import type { Hash, SequencedEntry } from '../tree-types.js'
import type { AuthenticLeaf } from './authentic-leaves.js'
import type { Lookahead } from './lookahead.js'
import { lookahead } from './lookahead.js'

/** A stored entry and the hash of the text it has now. */
export interface HashedRow {
  readonly row: SequencedEntry
  readonly hash: Hash
}

/** Where the entries stand after the alignment. */
export interface Alignment {
  /** How far a row's index is from its leaf number: 1 after an insertion that pushed the others on. */
  readonly offset: number
  /** Index of the first row that was not looked at. */
  readonly nextRow: number
}

/** How far an entry may have moved and still be recognised. */
const DISTANCE = 2048

/**
 * Lays the stored entries beside the leaves that a signed root vouches for and names every difference: what is neither
 * here nor there is altered, what is only there is removed, only here is inserted, elsewhere is reordered.
 */
export async function alignEntries(options: {
  readonly leaves: AsyncIterator<AuthenticLeaf>
  readonly rows: AsyncIterator<HashedRow>
  /** Index of the first row minus number of the first leaf. */
  readonly offset: number
  /** Index of the first row. */
  readonly firstRow: number
  readonly report: (problem: JournalProblem) => void
  /** Called for each row that is what was sealed. */
  readonly confirm: (row: HashedRow, leaf: number) => void
}): Promise<Alignment> {
  const leaves = lookahead(options.leaves, { distance: DISTANCE, keyOf: (leaf) => key(leaf.hash) })
  const rows = lookahead(options.rows, { distance: DISTANCE, keyOf: (item) => key(item.hash) })
  let offset = options.offset
  let nextRow = options.firstRow
  for (let leaf = await leaves.peek(); leaf !== undefined; leaf = await leaves.peek()) {
    const item = await rows.peek()
    if (leaf.width > 1) {
      nextRow = (await alignSubtree(leaf, rows, { ...options, offset })) ?? nextRow
      await leaves.take()
      continue
    }
    const inPlace =
      item !== undefined && !sameHash(item.hash, leaf.hash) && (await followersMatch(leaves, rows))
    const step = judge({ leaf, item, leaves, rows, offset, inPlace })
    if (step.problem !== undefined) options.report(step.problem)
    if (item !== undefined && step.matches) {
      offset = item.row.index - leaf.index
      options.confirm(item, leaf.index)
    }
    if (step.leaf) await leaves.take()
    if (step.row) nextRow = ((await rows.take())?.row.index ?? nextRow - 1) + 1
  }
  const following = await rows.peek()
  return { offset, nextRow: following?.row.index ?? nextRow }
}

/** What one comparison says: which side moves on, and what is wrong. */
interface Step {
  readonly leaf: boolean
  readonly row: boolean
  readonly matches: boolean
  readonly problem?: JournalProblem
}

function judge(at: {
  readonly leaf: AuthenticLeaf
  readonly item: HashedRow | undefined
  readonly leaves: Lookahead<AuthenticLeaf>
  readonly rows: Lookahead<HashedRow>
  readonly offset: number
  /** The next row is the next leaf: whatever is wrong here did not move the others. */
  readonly inPlace: boolean
}): Step {
  const { leaf, item, leaves, rows } = at
  if (item === undefined) return removed(leaf)
  if (sameHash(item.hash, leaf.hash)) return { leaf: true, row: true, matches: true }
  const rowAsLeaf = leaves.find(key(item.hash))
  const leafAsRow = rows.find(key(leaf.hash))
  if (at.inPlace && item.row.index === leaf.index + at.offset) {
    return rowAsLeaf !== undefined && leafAsRow !== undefined ? exchanged(leaf, item) : altered(leaf, item)
  }
  const rowComesLater = rowAsLeaf !== undefined && rowAsLeaf > leaves.position()
  const leafComesLater = leafAsRow !== undefined && leafAsRow > rows.position()
  if (leafComesLater && !rowComesLater) return inserted(item)
  if (rowComesLater && !leafComesLater && leafAsRow === undefined) return removed(leaf)
  if (rowAsLeaf !== undefined && leafAsRow !== undefined) return exchanged(leaf, item)
  // Neither is known elsewhere: the indices say whether a row is missing, too many, or changed in its place.
  if (item.row.index > leaf.index + at.offset) return removed(leaf)
  if (item.row.index < leaf.index + at.offset) return inserted(item)
  return altered(leaf, item)
}

/** A subtree whose stored nodes do not fit: if the entries give its hash, they are right and the nodes are wrong. */
async function alignSubtree(
  subtree: AuthenticLeaf,
  rows: Lookahead<HashedRow>,
  options: { readonly offset: number; readonly report: (problem: JournalProblem) => void },
): Promise<number | undefined> {
  const end = subtree.index + subtree.width
  const tree = treeBuilder()
  let from: number | undefined
  let nextRow: number | undefined
  for (let item = await rows.peek(); item !== undefined; item = await rows.peek()) {
    if (item.row.index >= end + options.offset) break
    await rows.take()
    if (!sameHash(item.hash, item.row.leafHash)) options.report(contradicted(item.row))
    tree.append(item.hash)
    from ??= item.row.index - options.offset
    nextRow = item.row.index + 1
  }
  const range = { from: Math.max(subtree.index, from ?? subtree.index), to: end }
  if (tree.size() === subtree.width && sameHash(tree.root(), subtree.hash)) {
    const message = `The stored nodes above ${rangeText(range)} were altered; the entries are what was sealed.`
    options.report({ kind: 'node', ...place(range), message })
  } else if (tree.size() < subtree.width && range.from > subtree.index) {
    const message = `The stored nodes above ${rangeText(range)} were altered, so that these entries cannot be confirmed.`
    options.report({ kind: 'node', ...place(range), message })
  } else {
    const message = `Of ${rangeText(range)} at least one is not what was sealed. The stored nodes were altered too, so that none can be named.`
    options.report({ kind: 'altered', ...place(range), message })
  }
  return nextRow
}

/** True when the row behind the next one is the leaf behind the next one, or both end there. */
async function followersMatch(
  leaves: Lookahead<AuthenticLeaf>,
  rows: Lookahead<HashedRow>,
): Promise<boolean> {
  const leaf = await leaves.peek(1)
  const item = await rows.peek(1)
  return leaf === undefined || item === undefined ? leaf === item : sameHash(leaf.hash, item.hash)
}

/** An entry whose text and stored leaf hash contradict each other: one of them was altered. */
export function contradicted(row: Pick<SequencedEntry, 'index' | 'id'>): JournalProblem {
  const message = `The text of entry ${row.index} does not have the leaf hash that is stored beside it.`
  return { kind: 'altered', index: row.index, entryId: row.id, message }
}

function removed(leaf: AuthenticLeaf): Step {
  const problem = removedRange({ from: leaf.index, to: leaf.index + 1 })
  return { leaf: true, row: false, matches: false, problem }
}

function inserted({ row }: HashedRow): Step {
  const message = `The entry at index ${row.index} was never sealed.`
  const problem = { kind: 'inserted', index: row.index, entryId: row.id, message } as const
  return { leaf: false, row: true, matches: false, problem }
}

function exchanged(leaf: AuthenticLeaf, { row }: HashedRow): Step {
  const message = `The entry at index ${row.index} was sealed at another place.`
  const problem = { kind: 'reordered', index: leaf.index, entryId: row.id, message } as const
  return { leaf: true, row: true, matches: false, problem }
}

function altered(leaf: AuthenticLeaf, { row }: HashedRow): Step {
  const message = `Entry ${leaf.index} is not what was sealed: its text does not have the hash that the signed tree has for it.`
  const problem = { kind: 'altered', index: leaf.index, entryId: row.id, message } as const
  return { leaf: true, row: true, matches: false, problem }
}

function key(hash: Hash): string {
  return Buffer.from(hash.buffer, hash.byteOffset, hash.byteLength).toString('latin1')
}
