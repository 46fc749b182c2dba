import type { TreeHead } from '../checkpoint.js'
import { sameHash } from '../merkle-tree.js'
import type { JournalProblem } from '../problem.js'
import { place, rangeText } from '../problem.js'
import type { Checkpoint } from '../tree-types.js'
import { contradicted } from './align-entries.js'
import { passGap } from './entries.js'
import { settleConfirmed } from './nodes.js'
import { countHead, openHead } from './open-head.js'
import { resolveByNodes } from './resolve.js'
import type { Branch, Suspect, Walk } from './state.js'
import { newSegment } from './state.js'

/**
 * Passes a checkpoint: checks its signature and whether the entries before it give its root. If they do not, finds out
 * which ones are wrong. Returns true when the walk goes on elsewhere, so that records at hand are out of date.
 */
export async function passCheckpoint(walk: Walk, checkpoint: Checkpoint): Promise<boolean> {
  const head = openHead(walk, checkpoint)
  if (head === undefined) return false
  countHead(walk, head)
  if (head.size < walk.leaf) {
    walk.problems.add(wrongPlace(head, walk.leaf))
    return false
  }
  if (head.size === walk.external?.size) walk.externalFits = sameHash(head.rootHash, walk.external.rootHash)
  if (head.size > walk.leaf) passGap(walk, head.size)
  const { segment } = walk
  if (segment.texts !== undefined && sameHash(segment.texts.tree.root(), head.rootHash)) {
    await confirm(
      walk,
      segment.texts,
      segment.suspects.map((suspect) => contradicted(suspect.row)),
    )
    return false
  }
  if (segment.claims !== undefined && sameHash(segment.claims.tree.root(), head.rootHash)) {
    await confirm(walk, segment.claims, nameSuspects(segment.suspects))
    return false
  }
  if (await resolveByNodes(walk, head)) return true
  giveUp(walk, head)
  return false
}

/** The checkpoint vouches for this branch: what was found on the way is certain now. */
async function confirm(walk: Walk, right: Branch, named: readonly JournalProblem[]): Promise<void> {
  const { segment } = walk
  for (const problem of [...named, ...segment.structure.kept]) walk.problems.add(problem)
  const known = new Set(named.map((problem) => problem.index))
  for (const fault of segment.faults.kept) if (!known.has(fault.index)) walk.problems.add(fault)
  for (const fault of right.nodeFaults) walk.problems.add(fault)
  walk.confirmedNodes = walk.confirmedNodes.concat(right.nodes)
  right.nodes = []
  right.nodeFaults = []
  await settleConfirmed(walk)
  walk.segment = newSegment({ leaf: walk.leaf, offset: walk.offset, texts: right })
}

/** The stored leaf hashes are authentic, so every text that contradicts one was altered or has changed places. */
function nameSuspects(suspects: readonly Suspect[]): JournalProblem[] {
  const sealedAt = new Map(suspects.map((suspect) => [hex(suspect.claimed), suspect.leaf]))
  return suspects.map(({ row, leaf, hash }) => {
    const home = sealedAt.get(hex(hash))
    if (home === undefined) {
      const message = `Entry ${leaf} is not what was sealed: its text does not have the hash that the signed tree has for it.`
      return { kind: 'altered', index: leaf, entryId: row.id, message }
    }
    const message = `The entry at index ${row.index} was sealed as entry ${home}.`
    return { kind: 'reordered', index: leaf, entryId: row.id, message }
  })
}

/** Nothing stored tells which entry it is: the range between the last good checkpoint and this one is all that is certain. */
function giveUp(walk: Walk, head: TreeHead): void {
  const { segment, unconfirmed } = walk
  const named = [
    ...segment.suspects.map((suspect) => contradicted(suspect.row)),
    ...segment.structure.kept,
    ...segment.faults.kept,
  ]
  for (const problem of named) walk.problems.add(problem)
  if (segment.knownStart) {
    walk.problems.add(unnamed(walk, head))
  } else {
    if (unconfirmed.count === 0) unconfirmed.from = head.size
    unconfirmed.count += 1
    unconfirmed.to = head.size
  }
  walk.segment = newSegment({ leaf: walk.leaf, offset: walk.offset, texts: undefined })
}

function unnamed(walk: Walk, head: TreeHead): JournalProblem {
  const range = { from: walk.segment.start, to: head.size }
  const at = { checkpointSize: head.size, ...place(range) }
  if (walk.segment.structure.count() > 0) {
    const message = `The checkpoint of size ${head.size} cannot be confirmed: ${rangeText(range)} are not complete.`
    return { kind: 'checkpoint', ...at, message }
  }
  const message = `Of ${rangeText(range)} at least one is not what was sealed: they do not give the root that was signed at size ${head.size}. Nothing else that is stored can tell which.`
  return { kind: 'altered', ...at, message }
}

function wrongPlace(head: TreeHead, leaf: number): JournalProblem {
  const message = `The checkpoint of size ${head.size} comes after ${leaf} entries, so that it cannot be checked.`
  return { kind: 'checkpoint', checkpointSize: head.size, message }
}

function hex(hash: Uint8Array): string {
  return Buffer.from(hash).toString('hex')
}
