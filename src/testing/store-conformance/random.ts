/** Numbers that look random and are the same on every run with the same seed. */
export interface Random {
  /** A whole number from 0 to `below` - 1. */
  below(below: number): number
  pick<Value>(values: readonly [Value, ...Value[]]): Value
  /** Any of the values, in their order, maybe none. */
  some<Value>(values: readonly Value[]): readonly Value[]
  chance(percent: number): boolean
}

/** A generator of pseudo-random numbers (mulberry32): good enough to choose what a test does next. */
export function seeded(seed: number): Random {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    pick: (values) => values[below(values.length)] ?? values[0],
    some: (values) => values.filter(() => next() < 0.5),
    chance: (percent) => next() * 100 < percent,
  }
}
