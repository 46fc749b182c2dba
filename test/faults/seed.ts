/** Numbers from 0 to 1 that a seed decides. */
export type Random = () => number

/** The seed of this run: `FAULTS_SEED`, or one of chance. In the name of each test, so that a run can be had again as far as processes allow. */
export const SEED: number = Number(process.env.FAULTS_SEED)

/** A small generator (mulberry32, public domain): enough to choose where to strike. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A whole number from `from` to `to`, both included. */
export function between(random: Random, from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1))
}

/** One of several. */
export function oneOf<Item>(random: Random, items: readonly [Item, ...Item[]]): Item {
  return items[Math.floor(random() * items.length)] ?? items[0]
}
