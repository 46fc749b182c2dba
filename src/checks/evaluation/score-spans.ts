import { groupsOf, type Scores, type Share, scoresOf, shareOf } from './counts.js'

/** A stretch of a text with its type, in UTF-16 code units. */
export interface TypedSpan {
  readonly type: string
  readonly start: number
  readonly end: number
}

/** One text with the spans that an annotator marked and those that detectors found. */
export interface MarkedText {
  readonly gold: readonly TypedSpan[]
  readonly predicted: readonly TypedSpan[]
  readonly lang?: string
}

/** How well spans are found, two ways. */
export interface SpanReport {
  readonly texts: number
  /** By type: same type, same start, same end. */
  readonly exact: Readonly<Record<string, Scores>>
  /** By type: same type and at least one code unit in common, each span used once. */
  readonly overlap: Readonly<Record<string, Scores>>
  readonly exactOverall: Scores
  readonly overlapOverall: Scores
  readonly overlapByLang: Readonly<Record<string, Scores>>
  /** Texts without any personal data in which something is reported. */
  readonly falseAlarms: Share
  /** Code units of personal data that some reported span covers, whatever its type. */
  readonly covered: Share
}

/** Compares spans with the annotators'. */
export function scoreSpans(texts: readonly MarkedText[]): SpanReport {
  const types = [
    ...new Set(texts.flatMap(({ gold, predicted }) => [...gold, ...predicted].map(({ type }) => type))),
  ].sort()
  const by = (pairs: Pairing): Readonly<Record<string, Scores>> =>
    Object.fromEntries(types.map((type) => [type, total(texts, pairs, (span) => span.type === type)]))
  const langs = [...groupsOf(texts, ({ lang }) => lang)]
  return {
    texts: texts.length,
    exact: by(exactPairs),
    overlap: by(overlapPairs),
    exactOverall: total(texts, exactPairs, () => true),
    overlapOverall: total(texts, overlapPairs, () => true),
    overlapByLang: Object.fromEntries(
      langs.map(([lang, group]) => [lang, total(group, overlapPairs, () => true)]),
    ),
    falseAlarms: shareOf(
      texts.filter(({ gold }) => gold.length === 0),
      ({ predicted }) => predicted.length > 0,
    ),
    covered: coverage(texts),
  }
}

/** How many pairs of gold and predicted spans match. */
type Pairing = (gold: readonly TypedSpan[], predicted: readonly TypedSpan[]) => number

function total(texts: readonly MarkedText[], pairs: Pairing, counts: (span: TypedSpan) => boolean): Scores {
  let truePositives = 0
  let golds = 0
  let predictions = 0
  for (const { gold, predicted } of texts) {
    const expected = gold.filter(counts)
    const found = predicted.filter(counts)
    truePositives += pairs(expected, found)
    golds += expected.length
    predictions += found.length
  }
  return scoresOf({
    truePositives,
    falsePositives: predictions - truePositives,
    falseNegatives: golds - truePositives,
  })
}

const exactPairs: Pairing = (gold, predicted) => {
  const places = new Set(gold.map(keyOf))
  return new Set(predicted.map(keyOf).filter((key) => places.has(key))).size
}

function keyOf({ type, start, end }: TypedSpan): string {
  return `${type} ${start} ${end}`
}

/** Pairs by largest overlap first, each span once. */
const overlapPairs: Pairing = (gold, predicted) => {
  const candidates = gold
    .flatMap((expected) =>
      predicted
        .filter(({ type }) => type === expected.type)
        .map((found) => ({ expected, found, common: commonLength(expected, found) })),
    )
    .filter(({ common }) => common > 0)
    .sort((one, other) => other.common - one.common)
  const used = new Set<TypedSpan>()
  for (const { expected, found } of candidates)
    if (!used.has(expected) && !used.has(found)) used.add(expected).add(found)
  return used.size / 2
}

function commonLength(one: TypedSpan, other: TypedSpan): number {
  return Math.min(one.end, other.end) - Math.max(one.start, other.start)
}

function coverage(texts: readonly MarkedText[]): Share {
  let count = 0
  let of = 0
  for (const { gold, predicted } of texts)
    for (const { start, end } of gold)
      for (let at = start; at < end; at += 1) {
        of += 1
        if (predicted.some((span) => span.start <= at && at < span.end)) count += 1
      }
  return { count, of, share: of === 0 ? undefined : count / of }
}
