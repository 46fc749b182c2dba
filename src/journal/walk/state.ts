import type { TreeHead } from '../checkpoint.js'
import type { TreeBuilder } from '../merkle-tree.js'
import { HASH_BYTES, treeBuilder } from '../merkle-tree.js'
import type { JournalProblem, ProblemList } from '../problem.js'
import { problemList } from '../problem.js'
import type { ReadNodes } from '../proofs.js'
import type { NoteVerifier } from '../signed-note.js'
import type { JournalReader, RecordStream } from '../source.js'
import type { Frontier, Hash, SequencedEntry, TreeNode } from '../tree-types.js'
import type { EntryCheck } from './entry-check.js'
import { entryCheck } from './entry-check.js'

/** A tree built while walking, with the nodes it completed that have not been compared with the stored ones. */
export interface Branch {
  readonly tree: TreeBuilder
  nodes: TreeNode[]
  /** Stored nodes that differ from it: a finding once the branch is confirmed, and nothing at all otherwise. */
  nodeFaults: JournalProblem[]
}

/** An entry whose text does not have the leaf hash stored beside it. */
export interface Suspect {
  readonly row: Pick<SequencedEntry, 'index' | 'id'>
  readonly leaf: number
  readonly hash: Hash
  readonly claimed: Hash
}

/** What was read since the last checkpoint that was confirmed. */
export interface Segment {
  readonly start: number
  readonly startRow: number
  readonly startOffset: number
  /** Whether the tree was known where the segment starts. */
  readonly knownStart: boolean
  /** The tree that the texts give; undefined once one is missing. */
  texts: Branch | undefined
  /** The tree that the stored leaf hashes give; only kept once one of them contradicts its text. */
  claims: Branch | undefined
  readonly suspects: Suspect[]
  /** Gaps and doubles: what the indices say. */
  readonly structure: ProblemList
  /** What is wrong with single entries, whatever the tree says. */
  readonly faults: ProblemList
  /** The first entries since then, to name them when no checkpoint follows. */
  readonly rows: Pick<SequencedEntry, 'index' | 'id'>[]
}

/** Everything a walk knows. Changed by the functions beside this file only. */
export interface Walk {
  readonly problems: ProblemList
  readonly verifiers: readonly NoteVerifier[]
  readonly stream: RecordStream
  readonly reader: JournalReader | undefined
  readonly readNodes: ReadNodes | undefined
  readonly external: TreeHead | undefined
  readonly signal: AbortSignal | undefined
  readonly batch: number
  /** The log's name: given, or that of the first checkpoint that is signed. */
  origin: string | undefined
  /** How many leaves have been passed. */
  leaf: number
  /** How far a row's index is from its leaf number. */
  offset: number
  segment: Segment
  check: EntryCheck
  /** Whether the tree had the external checkpoint's root at its size; undefined while not known. */
  externalFits: boolean | undefined
  /** The last checkpoint that is signed. */
  lastHead: TreeHead | undefined
  checkpoints: number
  /** Nodes of a confirmed tree that wait to be compared with the stored ones. */
  confirmedNodes: TreeNode[]
  /** Checkpoints that nothing can confirm any more, behind entries that could not be set right. */
  readonly unconfirmed: { count: number; from: number; to: number }
}

/** At most this many suspects and rows are kept in a segment. */
export const SEGMENT_LIMIT = 1000

/** A branch that continues a tree. */
export function branch(frontier?: Frontier): Branch {
  return { tree: treeBuilder(frontier), nodes: [], nodeFaults: [] }
}

/** A second branch from the same point. */
export function fork(from: Branch): Branch {
  return { tree: treeBuilder(from.tree.frontier()), nodes: [...from.nodes], nodeFaults: [...from.nodeFaults] }
}

/** Starts a segment where the walk stands. `texts` is the tree so far, if it is known. */
export function newSegment(place: {
  readonly leaf: number
  readonly offset: number
  readonly row?: number
  readonly texts: Branch | undefined
}): Segment {
  return {
    start: place.leaf,
    startRow: place.row ?? place.leaf + place.offset,
    startOffset: place.offset,
    knownStart: place.texts !== undefined,
    texts: place.texts,
    claims: undefined,
    suspects: [],
    structure: problemList(SEGMENT_LIMIT),
    faults: problemList(SEGMENT_LIMIT),
    rows: [],
  }
}

/** A walk before its first record. */
export function newWalk(
  given: Pick<
    Walk,
    'problems' | 'verifiers' | 'stream' | 'reader' | 'external' | 'signal' | 'batch' | 'origin'
  >,
): Walk {
  return {
    ...given,
    readNodes: given.reader === undefined ? undefined : checkedNodes(given.reader),
    leaf: 0,
    offset: 0,
    segment: newSegment({ leaf: 0, offset: 0, texts: branch() }),
    check: entryCheck(),
    externalFits: undefined,
    lastHead: undefined,
    checkpoints: 0,
    confirmedNodes: [],
    unconfirmed: { count: 0, from: 0, to: 0 },
  }
}

/** A stored node of another length than a hash's is as good as none. */
function checkedNodes(reader: JournalReader): ReadNodes | undefined {
  if (reader.readNodes === undefined) return undefined
  return async (positions) => {
    const nodes = (await reader.readNodes?.(positions)) ?? []
    return positions.map((_, i) => (nodes[i]?.length === HASH_BYTES ? nodes[i] : undefined))
  }
}
