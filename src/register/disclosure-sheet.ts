import { z } from 'zod'
import {
  AI_ACT_CLASSES,
  type AiActClass,
  ANALYSES,
  type Analysis,
  ASSESSMENT_KINDS,
  type Disclosure,
  type ImpactAssessment,
  THEMES,
  type Theme,
} from '../system/disclosure.js'
import type { IsoDate } from '../system/system-record.js'

/** What published registers ask for besides, as a sheet shows it. `null`: not filled in. */
export interface DisclosureSheet {
  readonly summary: string | null
  readonly theme: Theme | null
  readonly area: string | null
  readonly context: string | null
  readonly peopleConcerned: string | null
  readonly decisionsPerYear: number | null
  readonly legalBasis: readonly { readonly title: string; readonly url: string | null }[] | null
  readonly objection: string | null
  readonly aiActClass: AiActClass | null
  readonly impactAssessments: readonly AssessmentSheet[] | null
  readonly noAssessment: string | null
  readonly riskMeasures: string | null
  readonly biasChecks: string | null
  readonly alternatives: string | null
  readonly analysis: Analysis | null
  readonly performance: string | null
  readonly energy: { readonly estimate: string; readonly method: string } | null
  readonly cost: string | null
  readonly contract: string | null
  readonly sourceCodeUrl: string | null
  readonly documentationUrl: string | null
  readonly processingRecordUrl: string | null
  readonly inUseSince: IsoDate | null
  readonly endedOn: IsoDate | null
  readonly publishedOn: IsoDate | null
  readonly keywords: readonly string[] | null
}

/** An assessment that was made. */
export interface AssessmentSheet {
  readonly kind: ImpactAssessment['kind']
  readonly title: string
  readonly on: IsoDate | null
  readonly url: string | null
  readonly findings: string | null
}

const text = z.string().nullable()
const day = z.iso.date().nullable()

/** The shape of a {@link DisclosureSheet}. */
export const disclosureSheetSchema: z.ZodType<DisclosureSheet> = z.strictObject({
  summary: text,
  theme: z.enum(THEMES).nullable(),
  area: text,
  context: text,
  peopleConcerned: text,
  decisionsPerYear: z.int().min(0).nullable(),
  legalBasis: z.array(z.strictObject({ title: z.string(), url: text })).nullable(),
  objection: text,
  aiActClass: z.enum(AI_ACT_CLASSES).nullable(),
  impactAssessments: z
    .array(
      z.strictObject({
        kind: z.enum(ASSESSMENT_KINDS),
        title: z.string(),
        on: day,
        url: text,
        findings: text,
      }),
    )
    .nullable(),
  noAssessment: text,
  riskMeasures: text,
  biasChecks: text,
  alternatives: text,
  analysis: z.enum(ANALYSES).nullable(),
  performance: text,
  energy: z.strictObject({ estimate: z.string(), method: z.string() }).nullable(),
  cost: text,
  contract: text,
  sourceCodeUrl: text,
  documentationUrl: text,
  processingRecordUrl: text,
  inUseSince: day,
  endedOn: day,
  publishedOn: day,
  keywords: z.array(z.string()).nullable(),
})

/** What a record discloses, its gaps said. */
export function disclosureSheet(said: Disclosure = {}): DisclosureSheet {
  return {
    summary: said.summary ?? null,
    theme: said.theme ?? null,
    area: said.area ?? null,
    context: said.context ?? null,
    peopleConcerned: said.peopleConcerned ?? null,
    decisionsPerYear: said.decisionsPerYear ?? null,
    legalBasis: said.legalBasis?.map(({ title, url }) => ({ title, url: url ?? null })) ?? null,
    objection: said.objection ?? null,
    aiActClass: said.aiActClass ?? null,
    impactAssessments:
      said.impactAssessments?.map(({ kind, title, on, url, findings }) => ({
        kind,
        title,
        on: on ?? null,
        url: url ?? null,
        findings: findings ?? null,
      })) ?? null,
    noAssessment: said.noAssessment ?? null,
    riskMeasures: said.riskMeasures ?? null,
    biasChecks: said.biasChecks ?? null,
    alternatives: said.alternatives ?? null,
    analysis: said.analysis ?? null,
    performance: said.performance ?? null,
    energy: said.energy === undefined ? null : { estimate: said.energy.estimate, method: said.energy.method },
    cost: said.cost ?? null,
    contract: said.contract ?? null,
    sourceCodeUrl: said.sourceCodeUrl ?? null,
    documentationUrl: said.documentationUrl ?? null,
    processingRecordUrl: said.processingRecordUrl ?? null,
    inUseSince: said.inUseSince ?? null,
    endedOn: said.endedOn ?? null,
    publishedOn: said.publishedOn ?? null,
    keywords: said.keywords === undefined ? null : [...said.keywords],
  }
}
