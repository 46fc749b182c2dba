/** What kind of thing is wrong with a journal. */
export type ProblemKind =
  /** An entry, or one of a range of entries, is not what was sealed. */
  | 'altered'
  /** An entry that was sealed is gone. */
  | 'removed'
  /** An entry is there that was never sealed. */
  | 'inserted'
  /** An entry stands where another one was sealed. */
  | 'reordered'
  /** Entries that a checkpoint (kept elsewhere) or the file's own header speaks of are missing at the end. */
  | 'truncated'
  /** An entry was sealed as it is, but it is no journal entry in RFC 8785 form, or its id is not its own alone. */
  | 'malformed'
  /** A stored hash of the tree is not what the entries give. Proofs made from it would fail. */
  | 'node'
  /** A checkpoint contradicts the journal, another checkpoint or itself. */
  | 'checkpoint'
  /** A checkpoint is signed by none of the given keys, or its signature is wrong. */
  | 'signature'

/** Leaves from `from` up to `to`, exclusive. */
export interface LeafRange {
  readonly from: number
  readonly to: number
}

/** One thing wrong with a journal. Positions are leaf numbers of the tree: what the index was when it was sealed. */
export interface JournalProblem {
  readonly kind: ProblemKind
  /** The entry, where one can be named. */
  readonly index?: number
  /** The id that the entry has now. */
  readonly entryId?: string
  /** The smallest range that is certain to hold it, where no single entry can be named. */
  readonly range?: LeafRange
  /** The size of the tree at the checkpoint in question. */
  readonly checkpointSize?: number
  /** In English. Never holds an entry's text. */
  readonly message: string
}

/** Takes problems; keeps the first ones and counts all, so that a hostile journal cannot fill the memory. */
export interface ProblemList {
  readonly kept: readonly JournalProblem[]
  count(): number
  add(problem: JournalProblem): void
}

/** A list that keeps the first `limit` problems. */
export function problemList(limit: number): ProblemList {
  const kept: JournalProblem[] = []
  let count = 0
  return {
    kept,
    count: () => count,
    add(problem) {
      const last = kept.at(-1)
      // A thousand rows deleted together are one finding, not a thousand.
      if (problem.kind === 'removed' && last?.kind === 'removed' && last.range?.to === problem.range?.from) {
        const merged = joined(last, problem)
        if (merged !== undefined) {
          kept[kept.length - 1] = merged
          return
        }
      }
      count += 1
      if (kept.length < limit) kept.push(problem)
    },
  }
}

/** Writes a range for people: `entry 7`, `entries 7 to 9`. */
export function rangeText(range: LeafRange): string {
  return range.to - range.from === 1 ? `entry ${range.from}` : `entries ${range.from} to ${range.to - 1}`
}

/** A range as a problem carries it: one entry is named by its index. */
export function place(range: LeafRange): { readonly range: LeafRange; readonly index?: number } {
  return range.to - range.from === 1 ? { range, index: range.from } : { range }
}

/** The finding that a range of entries is gone. */
export function removedRange(range: LeafRange): JournalProblem {
  const message = `${range.to - range.from === 1 ? 'An entry was' : 'Entries were'} sealed and ${range.to - range.from === 1 ? 'is' : 'are'} gone: ${rangeText(range)}.`
  return { kind: 'removed', ...place(range), message }
}

function joined(first: JournalProblem, second: JournalProblem): JournalProblem | undefined {
  if (first.range === undefined || second.range === undefined) return undefined
  return removedRange({ from: first.range.from, to: second.range.to })
}
