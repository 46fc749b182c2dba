/** A queue over an async sequence that can say where a key comes, within a bounded distance behind and ahead. */
export interface Lookahead<T> {
  /** The next item, or the one `ahead` behind it; undefined at the end. */
  peek(ahead?: number): Promise<T | undefined>
  take(): Promise<T | undefined>
  /** The number of items taken. */
  position(): number
  /** The position of the last seen item with this key. Items long gone are forgotten. */
  find(key: string): number | undefined
}

/** Holds at least `distance` items ahead (unless the sequence ends) and remembers keys of four times as many. */
export function lookahead<T>(
  items: AsyncIterator<T>,
  options: { readonly distance: number; readonly keyOf: (item: T) => string },
): Lookahead<T> {
  const positions = new Map<string, number>()
  let queue: T[] = []
  let head = 0
  let read = 0
  let ended = false
  const fill = async (): Promise<void> => {
    if (ended || queue.length - head > options.distance) return
    queue = queue.slice(head)
    head = 0
    while (!ended && queue.length < 2 * options.distance) {
      const step = await items.next()
      if (step.done === true) ended = true
      else {
        queue.push(step.value)
        positions.set(options.keyOf(step.value), read++)
      }
    }
    for (const key of positions.keys()) {
      if (positions.size <= 4 * options.distance) break
      positions.delete(key)
    }
  }
  return {
    async peek(ahead = 0) {
      await fill()
      return queue[head + ahead]
    },
    async take() {
      await fill()
      const item = queue[head]
      if (item !== undefined) head += 1
      return item
    },
    position: () => read - (queue.length - head),
    find: (key) => positions.get(key),
  }
}
