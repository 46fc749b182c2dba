import type { DigitalSourceType, HumanReview, LabelClaims } from './label.js'

/** How a vocabulary outside this package says what a label says. */
export interface Vocabularies {
  /** Changes with any value below. */
  readonly version: string
  readonly iptc: {
    readonly base: string
    readonly terms: readonly DigitalSourceType[]
    /** Seen in the wild, read as the right term and never written. */
    readonly misspelt: Readonly<Record<string, DigitalSourceType>>
  }
  readonly schemaOrg: Readonly<Record<DigitalSourceType, string>>
  /** HTML attribute `ai-disclosure`; absent means unknown, which is what an algorithm without learning gets. */
  readonly htmlAttribute: Readonly<Record<HumanReview, 'ai-assisted' | 'ai-autonomous'>>
  /** HTTP field `AI-Disclosure`, member `mode`. */
  readonly headerMode: Readonly<Record<HumanReview, 'ai-originated' | 'machine-generated'>>
  /** Words that some implementers write in the HTTP field, read as the draft's. */
  readonly headerAliases: Readonly<Record<string, AiDisclosureMode>>
}

/** `mode` of the HTTP field `AI-Disclosure` (draft-abaris-aicdh). */
export type AiDisclosureMode = 'none' | 'ai-modified' | 'ai-originated' | 'machine-generated'

/**
 * The outside vocabularies, as data: none but IPTC's is a standard yet, and drafts move. Sources: IPTC NewsCodes
 * "Digital Source Type"; schema.org `IPTCDigitalSourceEnumeration`; W3C AI Content Disclosure Community Group, draft of
 * mid-2026; IETF draft-abaris-aicdh-01.
 */
export const VOCABULARIES: Vocabularies = {
  version: '2026-11',
  iptc: {
    base: 'http://cv.iptc.org/newscodes/digitalsourcetype/',
    terms: ['trainedAlgorithmicMedia', 'compositeWithTrainedAlgorithmicMedia', 'algorithmicMedia'],
    misspelt: { compositedWithTrainedAlgorithmicMedia: 'compositeWithTrainedAlgorithmicMedia' },
  },
  schemaOrg: {
    trainedAlgorithmicMedia: 'https://schema.org/TrainedAlgorithmicMediaDigitalSource',
    compositeWithTrainedAlgorithmicMedia:
      'https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource',
    algorithmicMedia: 'https://schema.org/AlgorithmicMediaDigitalSource',
  },
  htmlAttribute: {
    none: 'ai-autonomous',
    pending: 'ai-autonomous',
    approved: 'ai-assisted',
    amended: 'ai-assisted',
  },
  headerMode: {
    none: 'machine-generated',
    pending: 'machine-generated',
    approved: 'ai-originated',
    amended: 'ai-originated',
  },
  headerAliases: {
    'ai-assisted': 'ai-modified',
    'ai-generated': 'ai-originated',
    autonomous: 'machine-generated',
  },
}

/** The IPTC term for an output: what made it, and whether a person changed it. */
export function digitalSourceTypeOf(nature: 'trained' | 'algorithm', review: HumanReview): DigitalSourceType {
  if (nature === 'algorithm') return 'algorithmicMedia'
  return review === 'amended' ? 'compositeWithTrainedAlgorithmicMedia' : 'trainedAlgorithmicMedia'
}

/** The full URI of a term; the scheme is `http`. */
export function digitalSourceUri(term: DigitalSourceType): string {
  return `${VOCABULARIES.iptc.base}${term}`
}

/** The term of a URI, if it is one this package knows. */
export function digitalSourceTerm(uri: string): DigitalSourceType | undefined {
  const { base, terms, misspelt } = VOCABULARIES.iptc
  if (!uri.startsWith(base)) return undefined
  const name = uri.slice(base.length)
  return terms.find((term) => term === name) ?? (Object.hasOwn(misspelt, name) ? misspelt[name] : undefined)
}

/** True when a trained model made the output: the marks for generative AI apply to it, and to nothing else. */
export function isTrained(claims: Pick<LabelClaims, 'digitalSourceType'>): boolean {
  return digitalSourceTerm(claims.digitalSourceType) !== 'algorithmicMedia'
}
