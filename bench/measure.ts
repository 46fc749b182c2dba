/** Median and 99th percentile, in microseconds. */
export interface Timing {
  readonly p50: number
  readonly p99: number
}

/** Something that is timed, with what has to be done before each time and is not. */
export type Work = (() => unknown) | { readonly before: () => unknown; readonly run: () => unknown }

/**
 * Times several works side by side: one round of each in turn, so that whatever else the machine does hits them alike.
 * The first fifth of the rounds warms up and is not counted.
 */
export async function sideBySide<Name extends string>(
  works: Readonly<Record<Name, Work>>,
  rounds: number,
): Promise<Record<Name, Timing>> {
  const names = Object.keys(works) as Name[]
  const samples = new Map<Name, number[]>(names.map((name) => [name, []]))
  const warmUp = Math.ceil(rounds / 5)
  for (let round = -warmUp; round < rounds; round++) {
    for (const name of names) {
      const work: Work = works[name]
      const run = typeof work === 'function' ? work : work.run
      if (typeof work !== 'function') await work.before()
      const start = performance.now()
      await run()
      if (round >= 0) samples.get(name)?.push((performance.now() - start) * 1000)
    }
  }
  return Object.fromEntries(names.map((name) => [name, timingOf(samples.get(name) ?? [])])) as Record<
    Name,
    Timing
  >
}

function timingOf(samples: number[]): Timing {
  const sorted = samples.sort((a, b) => a - b)
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { p50: at(0.5), p99: at(0.99) }
}

/** Seconds that one run of a long work takes. */
export async function secondsOf(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}
