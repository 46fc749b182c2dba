import { z } from 'zod'
import type { IsoDate } from './system-record.js'

/** The fields of public life that registers sort systems by. */
export const THEMES = [
  'administration',
  'culture',
  'economy',
  'education',
  'environment',
  'family',
  'finance',
  'health',
  'housing',
  'integration',
  'international',
  'justice',
  'mobility',
  'planning',
  'safety',
  'social-aid',
  'taxes',
  'work',
] as const

/** One of {@link THEMES}. */
export type Theme = (typeof THEMES)[number]

/** Classes of the AI Act (art. 5, 6 and 50) that a system in use may have: what is prohibited is not in use. */
export const AI_ACT_CLASSES = ['minimal', 'limited', 'high'] as const

/** One of {@link AI_ACT_CLASSES}. */
export type AiActClass = (typeof AI_ACT_CLASSES)[number]

/** What a system does with data: says what is, why it is, what may come, or what to do. */
export const ANALYSES = ['descriptive', 'diagnostic', 'predictive', 'prescriptive'] as const

/** One of {@link ANALYSES}. */
export type Analysis = (typeof ANALYSES)[number]

/** `dpia`: on data protection (GDPR, art. 35). `fria`: on fundamental rights (AI Act, art. 27). */
export const ASSESSMENT_KINDS = ['dpia', 'fria', 'other'] as const

/** An assessment that was made, as far as it is published. */
export interface ImpactAssessment {
  readonly kind: (typeof ASSESSMENT_KINDS)[number]
  readonly title: string
  readonly on?: IsoDate
  readonly url?: string
  /** Its main findings, in a few sentences. */
  readonly findings?: string
}

/** A legal text, as it is cited. */
export interface LegalReference {
  readonly title: string
  readonly url?: string
}

/** Longest `summary`, in UTF-16 code units: the shortest limit of the standards that ask for one (Eurocities 0.3.1). */
export const SUMMARY_LENGTH = 150

/**
 * What published registers ask for besides, and only the city knows (Etalab's inventory, Algoritmeregister 1.0.0,
 * Eurocities 0.3.1). In the record's language. What is absent is shown as not filled in, and is a gap of the exports.
 */
export interface Disclosure {
  /** What the system does, in one sentence of at most 150 characters. */
  readonly summary?: string
  readonly theme?: Theme
  /** Where it is used, such as « Bordeaux Métropole ». */
  readonly area?: string
  /** The procedure that it stands in: why a decision is taken, by whom, in which steps. */
  readonly context?: string
  /** Whom it concerns, and whether the effects on them are important. */
  readonly peopleConcerned?: string
  /** About how many decisions a year it takes part in. Absent: exports give those that were counted this year. */
  readonly decisionsPerYear?: number
  /** What the decisions, and the processing of the data, rest on. */
  readonly legalBasis?: readonly LegalReference[]
  /** How a decision is contested. */
  readonly objection?: string
  readonly aiActClass?: AiActClass
  readonly impactAssessments?: readonly ImpactAssessment[]
  /** Why one was not made. */
  readonly noAssessment?: string
  /** How risks are kept small and watched. */
  readonly riskMeasures?: string
  /** Which biases were looked for, and what was found (4). */
  readonly biasChecks?: string
  /** What was considered instead, also without AI. */
  readonly alternatives?: string
  readonly analysis?: Analysis
  /** How well it works, and how that was measured. */
  readonly performance?: string
  /** Energy, and water: the estimate and the method behind it (5, 6). */
  readonly energy?: { readonly estimate: string; readonly method: string }
  readonly cost?: string
  /** Reference of the public contract. */
  readonly contract?: string
  readonly sourceCodeUrl?: string
  readonly documentationUrl?: string
  /** The entry in the public record of processing activities (GDPR, art. 30). */
  readonly processingRecordUrl?: string
  readonly inUseSince?: IsoDate
  readonly endedOn?: IsoDate
  /** When it was first published in a register. */
  readonly publishedOn?: IsoDate
  readonly keywords?: readonly string[]
}

const text = z.string().trim().min(1, 'must not be empty')
const day = z.iso.date('must be a day written YYYY-MM-DD')
const link = z.url({ protocol: /^https?$/, error: 'must be an http or https address' })

/** Checks a {@link Disclosure}. */
export const disclosureSchema: z.ZodType<Disclosure> = z
  .strictObject({
    summary: text.max(SUMMARY_LENGTH).exactOptional(),
    theme: z.enum(THEMES).exactOptional(),
    area: text.exactOptional(),
    context: text.exactOptional(),
    peopleConcerned: text.exactOptional(),
    decisionsPerYear: z.int().min(0).exactOptional(),
    legalBasis: z
      .array(z.strictObject({ title: text, url: link.exactOptional() }))
      .min(1)
      .exactOptional(),
    objection: text.exactOptional(),
    aiActClass: z.enum(AI_ACT_CLASSES).exactOptional(),
    impactAssessments: z
      .array(
        z.strictObject({
          kind: z.enum(ASSESSMENT_KINDS),
          title: text,
          on: day.exactOptional(),
          url: link.exactOptional(),
          findings: text.exactOptional(),
        }),
      )
      .min(1)
      .exactOptional(),
    noAssessment: text.exactOptional(),
    riskMeasures: text.exactOptional(),
    biasChecks: text.exactOptional(),
    alternatives: text.exactOptional(),
    analysis: z.enum(ANALYSES).exactOptional(),
    performance: text.exactOptional(),
    energy: z.strictObject({ estimate: text, method: text }).exactOptional(),
    cost: text.exactOptional(),
    contract: text.exactOptional(),
    sourceCodeUrl: link.exactOptional(),
    documentationUrl: link.exactOptional(),
    processingRecordUrl: link.exactOptional(),
    inUseSince: day.exactOptional(),
    endedOn: day.exactOptional(),
    publishedOn: day.exactOptional(),
    keywords: z.array(text).min(1).exactOptional(),
  })
  .refine(({ inUseSince = '', endedOn }) => endedOn === undefined || inUseSince <= endedOn, {
    path: ['endedOn'],
    message: 'is before the system was in use',
  })
