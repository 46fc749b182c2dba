/** How often a label was rightly given, wrongly given, and missed. */
export interface Counts {
  readonly truePositives: number
  readonly falsePositives: number
  readonly falseNegatives: number
}

/** What {@link Counts} come to, between 0 and 1. A share of nothing is `undefined`, neither 0 nor 1. */
export interface Scores extends Counts {
  /** Of what was reported, how much was right. */
  readonly precision: number | undefined
  /** Of what was there, how much was found. */
  readonly recall: number | undefined
  /** Harmonic mean of precision and recall (van Rijsbergen, *Information Retrieval*, 1979). */
  readonly f1: number | undefined
}

/** A part of a whole, such as allowed texts that were touched. `share` is `undefined` when there is no whole. */
export interface Share {
  readonly count: number
  readonly of: number
  readonly share: number | undefined
}

/** Precision, recall and F1 of some counts. */
export function scoresOf(counts: Counts): Scores {
  const { truePositives: hit, falsePositives: extra, falseNegatives: missed } = counts
  return {
    ...counts,
    precision: ratio(hit, hit + extra),
    recall: ratio(hit, hit + missed),
    f1: ratio(2 * hit, 2 * hit + extra + missed),
  }
}

/** How many of `items` satisfy `is`. */
export function shareOf<Item>(items: readonly Item[], is: (item: Item) => boolean): Share {
  const count = items.filter(is).length
  return { count, of: items.length, share: ratio(count, items.length) }
}

/** The items by a word of each, in the order in which the words first come. Items without the word are left out. */
export function groupsOf<Item>(
  items: readonly Item[],
  word: (item: Item) => string | undefined,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const name = word(item)
    if (name === undefined) continue
    const known = groups.get(name)
    if (known === undefined) groups.set(name, [item])
    else known.push(item)
  }
  return groups
}

function ratio(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole
}
