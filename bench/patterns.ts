import { checkPatterns, hostileTexts } from '../test/support/check-patterns.ts'

// Usage: node bench/patterns.ts
// How the time of every regular expression of the checks grows when a text made against it doubles: twice is linear.

const LENGTH = 20_000
const ROUNDS = 5
/** Quicker than this, the clock says more about itself than about the pattern. */
const LEAST_MICROSECONDS = 150

const figures = checkPatterns().map((pattern) => {
  const regex = new RegExp(pattern.source, [...new Set(`${pattern.flags}g`)].join(''))
  const long = hostileTexts(pattern, 2 * LENGTH)
  const growth = hostileTexts(pattern, LENGTH).map((text, at) => {
    const once = microseconds(regex, text)
    const twice = microseconds(regex, long[at] ?? '')
    return { twice, ratio: twice < LEAST_MICROSECONDS ? 0 : twice / once }
  })
  return {
    pattern,
    ratio: Math.max(...growth.map(({ ratio }) => ratio)),
    slowest: Math.max(...growth.map(({ twice }) => twice)),
  }
})

console.log(`${figures.length} patterns, texts of ${LENGTH} and ${2 * LENGTH} signs; the steepest:\n`)
console.log('growth  µs at most  pattern')
for (const { pattern, ratio, slowest } of figures.sort((a, b) => b.ratio - a.ratio).slice(0, 12))
  console.log(
    `${ratio.toFixed(2).padStart(6)}  ${slowest.toFixed(0).padStart(10)}  ${pattern.place}: ${pattern.source.slice(0, 70)}`,
  )

/** The best of several readings of a whole text, by every match that a search from each place gives. */
function microseconds(regex: RegExp, text: string): number {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now()
    for (const _ of text.matchAll(regex));
    best = Math.min(best, (performance.now() - start) * 1000)
  }
  return best
}
