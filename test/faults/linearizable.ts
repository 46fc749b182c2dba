/** What somebody wanted of one review. Times are of one clock that never goes back, in nanoseconds. */
export interface Operation {
  readonly start: number
  /** Infinity when no answer ever came. */
  readonly end: number
  readonly by: string
  readonly command:
    | { readonly kind: 'view' }
    /** `claimNext` names no version. */
    | { readonly kind: 'claimNext' }
    | { readonly kind: Move; readonly key: string; readonly version: number }
  readonly answer: Answer
}

/** Commands that move a review on by one version. */
export type Move = 'claim' | 'giveBack' | 'opinion' | 'approve' | 'reject'

/** `moved`: another version than the one named. `against`: the right version, but not possible in this state. */
export type Answer =
  | { readonly kind: 'seen'; readonly state: ReviewModel }
  | { readonly kind: 'done' }
  | { readonly kind: 'moved' }
  | { readonly kind: 'against' }
  | { readonly kind: 'unknown' }

/** What one review is, in one word each: this is all the truth that there is at any moment. */
export interface ReviewModel {
  readonly version: number
  readonly status: 'pending' | 'claimed' | 'decided'
  readonly holder: string
}

const FRESH: ReviewModel = { version: 1, status: 'pending', holder: '' }

/** A point of the search: what has taken effect so far, and what that has led to. */
interface Point {
  readonly taken: bigint
  readonly state: ReviewModel
  /** Who has given an opinion, and the keys of commands that were carried out. */
  readonly opinions: string
  readonly keys: string
}

/**
 * Whether there is one order in which these operations on one review may have happened, each at some moment between its start
 * and its end, so that every answer is the right one (linearizability: Herlihy and Wing 1990; the search is Wing and Gong's
 * of 1993, with Lowe's memory of points that lead nowhere).
 */
export function isLinearizable(operations: readonly Operation[]): boolean {
  const all = [...operations].sort((a, b) => a.start - b.start)
  const answered = all.reduce(
    (mask, { answer }, index) => (answer.kind === 'unknown' ? mask : mask | bit(index)),
    0n,
  )
  const seen = new Set<string>()
  const stack: Point[] = [{ taken: 0n, state: FRESH, opinions: '', keys: '' }]
  for (let point = stack.pop(); point !== undefined; point = stack.pop()) {
    if ((point.taken & answered) === answered) return true
    const { taken } = point
    // Whoever takes effect next began before any of the others had ended.
    const deadline = Math.min(...all.filter((_, index) => (taken & bit(index)) === 0n).map(({ end }) => end))
    for (const [index, operation] of all.entries()) {
      if (operation.start > deadline) break
      if ((taken & bit(index)) !== 0n) continue
      const next = step({ ...point, taken: taken | bit(index) }, operation)
      if (next === undefined) continue
      const mark = `${next.taken} ${JSON.stringify(next.state)} ${next.opinions} ${next.keys}`
      if (!seen.has(mark)) stack.push(next)
      seen.add(mark)
    }
  }
  return false
}

function bit(index: number): bigint {
  return 1n << BigInt(index)
}

/** The point after an operation has taken effect here; undefined when its answer would be wrong. */
function step(point: Point, operation: Operation): Point | undefined {
  const { command, answer, by } = operation
  const { state } = point
  if (command.kind === 'view')
    return answer.kind !== 'seen' || JSON.stringify(answer.state) === JSON.stringify(state)
      ? point
      : undefined
  if (command.kind === 'claimNext') {
    if (state.status !== 'pending') return undefined
    return { ...point, state: { version: state.version + 1, status: 'claimed', holder: by } }
  }
  // A key that was used before: nothing more is done.
  if (point.keys.includes(`${command.key};`))
    return answer.kind === 'done' || answer.kind === 'unknown' ? point : undefined
  const current = command.version === state.version
  const after = current ? moved(point, command, by) : undefined
  if (answer.kind === 'moved') return current ? undefined : point
  if (answer.kind === 'against') return current && after === undefined ? point : undefined
  return after
}

/** The point after a command that is possible here. */
function moved(
  point: Point,
  { kind, key }: { readonly kind: Move; readonly key: string },
  by: string,
): Point | undefined {
  const { state, opinions } = point
  const mine = state.status === 'claimed' && state.holder === by
  const done = (next: Omit<ReviewModel, 'version'>, given = opinions): Point => ({
    ...point,
    state: { version: state.version + 1, ...next },
    opinions: given,
    keys: `${point.keys}${key};`,
  })
  const mark = `${by};`
  switch (kind) {
    case 'claim':
      return state.status === 'pending' ? done({ status: 'claimed', holder: by }) : undefined
    case 'giveBack':
      return mine ? done({ status: 'pending', holder: '' }) : undefined
    case 'opinion':
      return mine && !opinions.includes(mark)
        ? done({ status: 'claimed', holder: by }, `${opinions}${mark}`)
        : undefined
    default:
      return mine && opinions.includes(mark) ? done({ status: 'decided', holder: '' }) : undefined
  }
}
