/**
 * Turns the log-odds of each class against "nothing to report" into how much a window speaks for each: the likeliest
 * class by the odds of anything to report at all (a text may be sure to be prohibited and torn between two kinds), any
 * other by its odds against all the rest.
 */
export function oddsOf(logits: Float64Array): Float64Array {
  const odds = new Float64Array(logits.length)
  const most = logits.reduce((high, logit) => Math.max(high, logit), 0)
  const shares = logits.map((logit) => Math.exp(logit - most))
  const nothing = Math.exp(-most)
  const reported = shares.reduce((sum, share) => sum + share, 0)
  const best = bestOf(logits)
  for (let k = 0; k < logits.length; k += 1) {
    const share = shares[k] ?? 0
    odds[k] =
      k === best
        ? Math.log(reported) - Math.log(nothing)
        : Math.log(share) - Math.log(nothing + reported - share)
  }
  return odds
}

/** The likeliest class. */
export function bestOf(values: Float64Array): number {
  let best = 0
  for (let k = 1; k < values.length; k += 1) if ((values[k] ?? 0) > (values[best] ?? 0)) best = k
  return best
}

const COST_PER_DOUBLING = 0.12

/** What the number of windows takes away from the best one's log-odds, so that no text is suspect for its length. */
export function lengthCost(windows: number): number {
  return COST_PER_DOUBLING * Math.log2(Math.max(1, windows))
}
