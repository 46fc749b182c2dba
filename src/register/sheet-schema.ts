import { z } from 'zod'
import { disclosureSheetSchema } from './disclosure-sheet.js'
import { oversightFiguresSchema } from './oversight-figures.js'
import { REGISTER_STATUSES } from './status.js'
import type { SystemSheet } from './system-sheet.js'

/** Version of the sheet's shape. Fields are added, never renamed: what reads one keeps reading. */
export const SHEET_VERSION = '1.1.0'

const text = z.string().nullable()
const day = z.iso.date().nullable()

/** The shape of a {@link SystemSheet}. */
export const systemSheetSchema: z.ZodType<SystemSheet> = z.strictObject({
  id: z.string(),
  name: z.string(),
  version: z.string(),
  status: z.enum(REGISTER_STATUSES),
  statusUntil: day,
  statusReason: z.enum(['not-conclusive']).nullable(),
  updatedOn: day,
  url: text,
  purpose: z.string(),
  expectedResults: z.string(),
  service: z.string(),
  administration: z.string(),
  role: z.enum(['provider', 'deployer', 'both']),
  aiType: z.string(),
  learns: z.boolean(),
  model: z.string(),
  modelVersion: text,
  supplier: z.string(),
  hosting: z.string(),
  openSource: z.boolean(),
  supplierLearnsFromData: z.boolean(),
  parameters: z.string(),
  trainingData: z.string(),
  data: z.array(
    z.strictObject({
      name: z.string(),
      source: z.string(),
      personal: z.boolean(),
      collection: text,
      url: text,
    }),
  ),
  personalData: z.boolean(),
  individualDecisions: z.boolean(),
  uses: z.array(
    z.strictObject({
      id: z.string(),
      action: z.string(),
      purpose: z.string(),
      impact: z.enum(['information', 'significant']),
      audience: z.enum(['citizens', 'agents']),
      oversight: z.enum(['decide-first', 'on-request', 'shown']),
      concurring: z.int().min(1),
      secondOpinionPercent: z.number().exactOptional(),
      sampleCheck: z.strictObject({ by: z.string(), percent: z.number().nullable() }).nullable(),
      textsForMonths: z.int().nullable(),
      decisionsForMonths: z.int().nullable(),
    }),
  ),
  limits: z.array(z.string()),
  auditEveryMonths: z.int(),
  auditedOn: day,
  reversibility: z.string(),
  assessedOn: z.iso.date(),
  benefits: z.string(),
  impacts: z.string(),
  valueReviewOn: z.iso.date(),
  experiment: z
    .strictObject({
      startsOn: z.iso.date(),
      endsOn: z.iso.date(),
      reportedOn: day,
      reportUrl: text,
      conclusive: z.boolean().nullable(),
    })
    .nullable(),
  contact: z
    .strictObject({
      service: z.string(),
      phone: text,
      desk: text,
      address: text,
      email: text,
      hours: z.string(),
      deafAccess: text,
    })
    .nullable(),
  training: z.strictObject({ title: z.string(), validForMonths: z.int() }),
  consultations: z.array(z.strictObject({ body: z.string(), on: z.iso.date(), opinion: text })),
  jobImpact: z.string(),
  exceptions: z.array(
    z.strictObject({ prohibition: z.string(), text: z.string(), article: z.string(), until: z.iso.date() }),
  ),
  disclosure: disclosureSheetSchema,
  figures: oversightFiguresSchema.nullable(),
  completeness: z.strictObject({ filled: z.int().min(0), of: z.int().min(1) }),
})
