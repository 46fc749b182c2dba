import { z } from 'zod'
import type { IsoDate } from '../system/system-record.js'

/** How far an engagement of the charter was kept, as the administration judges it. */
export type EngagementState = 'kept' | 'partly' | 'not-kept'

/** A system that is used and that the register does not show. */
export interface UnpublishedSystem {
  /** As far as it may be told. */
  readonly name: string
  readonly service: string
  /** The legal text that protects the secret, such as « CRPA, art. L. 311-5, 2° ». */
  readonly legalGround: string
  readonly reason: string
}

/**
 * What only the administration can say of a year, in French. What is absent is shown as « Non renseigné à ce jour »,
 * never left out.
 */
export interface ReportStatements {
  /** Appeals, and what is to be said of requests for an explanation. How many came, and in what time they were answered, is counted. */
  readonly explanations?: string
  /** How people used the human alternative to the digital channels. */
  readonly alternative?: string
  /** Audits, biases that were found, what was corrected. */
  readonly bias?: string
  /** How many agents were trained. */
  readonly training?: string
  /** Effects on jobs, as CST and FSSCT saw them. */
  readonly jobs?: string
  /** Energy and water: the estimate, and the method behind it. */
  readonly sobriety?: string
  /** The opinion of the committee on digital matters. */
  readonly committee?: string
  /**
   * Systems that are used and are not in the register, each with why. An empty list says that there is none. Every system
   * of the guard is in it.
   */
  readonly unpublished?: readonly UnpublishedSystem[]
  /** The people with an intellectual disability who reread the page in simple sentences. */
  readonly simpleReread?: { readonly by: string; readonly on: IsoDate }
  /** By number of the engagement. */
  readonly engagements?: Readonly<
    Record<number, { readonly state: EngagementState; readonly evidence: string }>
  >
}

const text = z.string().min(1).exactOptional()

const statementsSchema: z.ZodType<ReportStatements> = z.strictObject({
  explanations: text,
  alternative: text,
  bias: text,
  training: text,
  jobs: text,
  sobriety: text,
  committee: text,
  unpublished: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        service: z.string().min(1),
        legalGround: z.string().min(1),
        reason: z.string().min(1),
      }),
    )
    .exactOptional(),
  simpleReread: z.strictObject({ by: z.string().min(1), on: z.iso.date() }).exactOptional(),
  engagements: z
    .record(
      z.coerce.number().int().min(1),
      z.strictObject({ state: z.enum(['kept', 'partly', 'not-kept']), evidence: z.string().min(1) }),
    )
    .exactOptional(),
})

/** Statements by year, as a configuration or a program gives them. */
export const statementsByYearSchema: z.ZodType<Readonly<Record<number, ReportStatements>>> = z.record(
  z.coerce.number().int().min(1000).max(9999),
  statementsSchema,
)
