/** A stretch of words that two texts share, or that only one of them has. */
export interface WordPiece {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

/** Beyond this many cells a comparison costs more than it tells: the middle is then shown as replaced. */
const MAX_CELLS = 4_000_000

/** What changed between two texts, word by word (longest common subsequence). Joined, `same` and `added` give `after`. */
export function wordDifference(before: string, after: string): readonly WordPiece[] {
  const old = words(before)
  const now = words(after)
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1
  let end = 0
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end))
    end += 1
  const oldMiddle = old.slice(start, old.length - end)
  const newMiddle = now.slice(start, now.length - end)
  return merged([
    piece('same', old.slice(0, start)),
    ...middle(oldMiddle, newMiddle),
    piece('same', end === 0 ? [] : old.slice(-end)),
  ])
}

/** How many stretches were added and removed. */
export function countPieces(pieces: readonly WordPiece[]): {
  readonly added: number
  readonly removed: number
} {
  return {
    added: pieces.filter(({ kind }) => kind === 'added').length,
    removed: pieces.filter(({ kind }) => kind === 'removed').length,
  }
}

function words(text: string): readonly string[] {
  return text.match(/\s+|[^\s]+/gu) ?? []
}

function piece(kind: WordPiece['kind'], parts: readonly string[]): WordPiece {
  return { kind, text: parts.join('') }
}

function middle(old: readonly string[], now: readonly string[]): readonly WordPiece[] {
  if (old.length * now.length > MAX_CELLS) return [piece('removed', old), piece('added', now)]
  const width = now.length + 1
  // lengths[i * width + j]: longest common subsequence of old[i…] and now[j…].
  const lengths = new Uint32Array((old.length + 1) * width)
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const pieces: WordPiece[] = []
  let i = 0
  let j = 0
  while (i < old.length || j < now.length) {
    const removed = old[i]
    const added = now[j]
    if (removed !== undefined && removed === added) {
      pieces.push({ kind: 'same', text: removed })
      i += 1
      j += 1
    } else if (removed !== undefined && (added === undefined || at(i + 1, j) >= at(i, j + 1))) {
      pieces.push({ kind: 'removed', text: removed })
      i += 1
    } else {
      pieces.push({ kind: 'added', text: added ?? '' })
      j += 1
    }
  }
  return pieces
}

/**
 * Joins what belongs together: between two words that both texts share, everything removed, then everything added. A
 * blank that both happen to keep between two changed words is part of the change: nobody reads word salad.
 */
function merged(pieces: readonly WordPiece[]): readonly WordPiece[] {
  const result: WordPiece[] = []
  let removed = ''
  let added = ''
  let blank = ''
  const flush = (): void => {
    if (removed !== '') result.push({ kind: 'removed', text: removed })
    if (added !== '') result.push({ kind: 'added', text: added })
    if (blank !== '') result.push({ kind: 'same', text: blank })
    removed = ''
    added = ''
    blank = ''
  }
  for (const { kind, text } of pieces) {
    if (kind === 'same' && (text.trim() !== '' || removed + added === '')) {
      flush()
      result.push({ kind, text })
    } else if (kind === 'same') blank += text
    else {
      removed += blank + (kind === 'removed' ? text : '')
      added += blank + (kind === 'added' ? text : '')
      blank = ''
    }
  }
  flush()
  return joined(result)
}

function joined(pieces: readonly WordPiece[]): readonly WordPiece[] {
  const result: WordPiece[] = []
  for (const next of pieces) {
    if (next.text === '') continue
    const last = result.at(-1)
    if (last?.kind === next.kind) result[result.length - 1] = { kind: last.kind, text: last.text + next.text }
    else result.push(next)
  }
  return result
}
