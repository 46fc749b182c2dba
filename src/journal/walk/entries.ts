import { HASH_BYTES, leafHash, sameHash } from '../merkle-tree.js'
import { removedRange } from '../problem.js'
import type { Hash, SequencedEntry } from '../tree-types.js'
import type { Branch, Walk } from './state.js'
import { fork, SEGMENT_LIMIT } from './state.js'

/** Passes one entry: hashes its text, grows the tree, notes what the index and the entry itself say. */
export function passEntry(walk: Walk, row: SequencedEntry): void {
  const { segment } = walk
  if (segment.rows.length < SEGMENT_LIMIT) segment.rows.push({ index: row.index, id: row.id })
  const expected = walk.leaf + walk.offset
  if (row.index < expected) {
    const message = `There is more than one entry at index ${row.index}.`
    segment.structure.add({ kind: 'inserted', index: row.index, entryId: row.id, message })
    return
  }
  if (row.index > expected) passGap(walk, row.index - walk.offset)
  const hash = leafHash(row.text)
  const fault = walk.check(row)
  if (fault !== undefined) segment.faults.add(fault)
  grow(walk, row, hash)
  walk.leaf += 1
  if (walk.leaf === walk.external?.size) compareExternal(walk)
}

/** Passes leaves for which there is no entry: from here on the texts alone do not give the tree. */
export function passGap(walk: Walk, to: number): void {
  walk.segment.structure.add(removedRange({ from: walk.leaf, to }))
  walk.segment.texts = undefined
  walk.segment.claims = undefined
  walk.leaf = to
}

function grow(walk: Walk, row: SequencedEntry, hash: Hash): void {
  const { segment } = walk
  const agrees = sameHash(hash, row.leafHash)
  if (!agrees) {
    if (segment.claims === undefined && segment.texts !== undefined) segment.claims = fork(segment.texts)
    const { index, id } = row
    const suspect = { row: { index, id }, leaf: walk.leaf, hash, claimed: row.leafHash }
    if (segment.suspects.length < SEGMENT_LIMIT) segment.suspects.push(suspect)
  }
  const collect = walk.readNodes !== undefined
  if (segment.texts !== undefined) append(segment.texts, hash, collect)
  // A claim that is no hash at all cannot be followed; the text is the better guess.
  const claim = row.leafHash.length === HASH_BYTES ? row.leafHash : hash
  if (segment.claims !== undefined) append(segment.claims, claim, collect)
}

function append(branch: Branch, leaf: Hash, collect: boolean): void {
  branch.tree.append(leaf, collect ? (node) => branch.nodes.push(node) : undefined)
}

function compareExternal(walk: Walk): void {
  const { texts, claims } = walk.segment
  const known = [texts, claims].filter((branch) => branch !== undefined)
  if (known.length > 0) {
    walk.externalFits = known.some((branch) => sameHash(branch.tree.root(), walk.external?.rootHash))
  }
}
