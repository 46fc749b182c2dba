/** A source of numbers that is the same everywhere for the same seed: shuffles and noise must not depend on a machine. */
export interface Random {
  /** From 0, included, to 1, excluded. */
  next(): number
  /** A whole number below `limit`. */
  below(limit: number): number
}

/** A small generator of the public "mulberry32" kind: 32 bits of state, additions, shifts and products only. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  return { next, below: (limit) => Math.floor(next() * limit) }
}

/** The same items in an order that only the generator decides. */
export function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const order = [...items]
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = random.below(at + 1)
    const moved = order[at]
    const swapped = order[other]
    if (moved !== undefined && swapped !== undefined) {
      order[at] = swapped
      order[other] = moved
    }
  }
  return order
}
