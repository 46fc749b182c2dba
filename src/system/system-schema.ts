import { z } from 'zod'
import { PROHIBITED_KINDS } from '../charter/charter.js'
import { holds } from '../internal/holds.js'
import { DATA_MEASURES, DATA_TYPE_NAMES, SPECIAL_MEASURES } from './data-policy.js'
import { disclosureSchema } from './disclosure.js'
import { oversightSchema } from './oversight-schema.js'
import { FINAL_FATES } from './retention.js'
import type { SystemRecord } from './system-record.js'
import { faultsBetweenFields } from './system-rules.js'
import type { UseDeclaration } from './use.js'

/** A declaration whose every field was checked. */
export type CheckedSystem = Omit<SystemRecord, 'uses'> & {
  readonly uses: Readonly<Record<string, UseDeclaration>>
}

const text = z.string().trim().min(1, 'must not be empty')
const slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens')
const day = z.iso.date('must be a day written YYYY-MM-DD')
// `abort: false`: a use without its schema must not hide what else is wrong.
const zodSchema = z.custom<z.ZodType>((value) => value instanceof z.ZodType, {
  error: 'must be a zod schema',
  abort: false,
})

const thresholds = z
  .strictObject({ review: z.number().gt(0).max(1), block: z.number().gt(0).max(1) })
  .refine(({ review, block }) => review <= block, {
    message: 'blocks before it asks for a review',
    when: holds({ review: 'number', block: 'number' }),
  })

const personalData = z.strictObject({
  allow: z.array(z.enum(DATA_TYPE_NAMES)).exactOptional(),
  otherwise: z.enum(DATA_MEASURES).exactOptional(),
  specialCategories: z.enum(SPECIAL_MEASURES).exactOptional(),
})

const MONTHS_IN_A_CENTURY = 1200

const retention = z
  .strictObject({
    textsForMonths: z.int().min(1).max(MONTHS_IN_A_CENTURY),
    decisionsForMonths: z.int().min(1).max(MONTHS_IN_A_CENTURY),
    finalFate: z.enum(FINAL_FATES).exactOptional(),
    visa: text.exactOptional(),
  })
  .refine(({ textsForMonths, decisionsForMonths }) => decisionsForMonths >= textsForMonths, {
    path: ['decisionsForMonths'],
    message: 'is shorter than that of the texts it was taken on',
    when: holds({ textsForMonths: 'number', decisionsForMonths: 'number' }),
  })

const inWords = { action: text, purpose: text }

const words = z.strictObject({
  en: z.strictObject(inWords).exactOptional(),
  'fr-simple': z
    .strictObject({ ...inWords, reread: z.strictObject({ by: text, on: day }).exactOptional() })
    .exactOptional(),
})

/** A grid of more lines is filled in without being read. */
const MOST_CRITERIA = 20

const criteria = z
  .array(z.strictObject({ id: slug, fr: text.max(200), en: text.max(200).exactOptional() }))
  .min(1, 'leave it out when there is nothing to verify')
  .max(MOST_CRITERIA)

const commonUse = {
  ...inWords,
  words: words.exactOptional(),
  audience: z.enum(['citizens', 'agents']),
  data: z.array(z.string()).exactOptional(),
  onCheckFailure: z.enum(['hold', 'refuse']).exactOptional(),
  thresholds: thresholds.exactOptional(),
  personalData: personalData.exactOptional(),
  retention: retention.exactOptional(),
  criteria: criteria.exactOptional(),
  procedure: text.max(200).exactOptional(),
}

const use = z.discriminatedUnion('impact', [
  z.strictObject({
    ...commonUse,
    impact: z.literal('information'),
    sampleCheck: z
      .strictObject({ by: text, percent: z.number().gt(0).lt(100).exactOptional() })
      .exactOptional(),
    output: zodSchema.exactOptional(),
    oversight: oversightSchema.exactOptional(),
  }),
  z.strictObject({
    ...commonUse,
    impact: z.literal('significant'),
    output: zodSchema,
    oversight: oversightSchema.refine(({ mode }) => mode === 'decide-first', {
      path: ['mode'],
      message: 'a significant use is decided before the suggestion is seen (engagement 16)',
      params: { remedy: 'Remove `mode` or set it to "decide-first".' },
      when: holds({ mode: 'string' }),
    }),
  }),
])

const humanContact = z
  .strictObject({
    service: text,
    phone: text.exactOptional(),
    desk: text.exactOptional(),
    address: text.exactOptional(),
    email: z.email().exactOptional(),
    hours: text,
    deafAccess: text.exactOptional(),
    free: z.boolean().exactOptional(),
    withoutConsequence: z.boolean().exactOptional(),
  })
  .refine(({ phone, desk, address, email }) => [phone, desk, address, email].filter(Boolean).length >= 2, {
    message: 'needs at least two channels (engagement 10)',
    when: holds({}),
    params: { remedy: 'Add a second one of phone, desk, address, email.' },
  })
  .refine(({ phone, desk, address }) => Boolean(phone ?? desk ?? address), {
    message: 'needs a channel that is not digital (engagement 10)',
    when: holds({}),
    params: { remedy: 'Add a phone number, a desk or a postal address.' },
  })

const systemSchema = z
  .strictObject({
    id: slug,
    name: text,
    version: text,
    purpose: text,
    owner: text,
    administration: text.exactOptional(),
    role: z.enum(['provider', 'deployer', 'both']),
    stage: z.enum(['study', 'experiment', 'service', 'retired']),
    model: z.strictObject({
      name: text,
      supplier: text,
      version: text.exactOptional(),
      kind: text,
      nature: z.enum(['trained', 'algorithm']),
      hosting: text,
      parameters: text,
      trainingData: text,
      openSource: z.boolean(),
      supplierLearnsFromData: z.boolean(),
    }),
    data: z.array(
      z.strictObject({
        id: slug,
        name: text,
        source: text,
        personal: z.boolean(),
        collection: text.exactOptional(),
        url: z.url({ protocol: /^https?$/ }).exactOptional(),
      }),
    ),
    expectedResults: text,
    limits: z.array(text).min(1, 'every system has known limits; say at least one (engagement 9)'),
    audit: z.strictObject({
      everyMonths: z.int().positive(),
      lastOn: day.exactOptional(),
      reversibility: text,
    }),
    assessment: z.strictObject({ on: day, benefits: text, impacts: text }),
    experiment: z
      .strictObject({
        startsOn: day,
        endsOn: day,
        report: z
          .strictObject({ on: day, url: z.url().exactOptional(), conclusive: z.boolean() })
          .exactOptional(),
      })
      .refine(({ startsOn, endsOn }) => startsOn <= endsOn, {
        path: ['endsOn'],
        message: 'is before the start',
        when: holds({ startsOn: 'string', endsOn: 'string' }),
      })
      .exactOptional(),
    valueReviewOn: day,
    humanContact: humanContact.exactOptional(),
    training: z.strictObject({ id: slug, title: text, validForMonths: z.int().positive() }),
    consultations: z.array(z.strictObject({ body: text, on: day, opinion: text.exactOptional() })),
    jobImpact: text,
    practices: z.array(z.enum(PROHIBITED_KINDS)).default([]),
    exceptions: z
      .array(
        z.strictObject({
          prohibition: z.enum(PROHIBITED_KINDS),
          text,
          article: text,
          url: z.url().exactOptional(),
          authorisedBy: text,
          until: day,
        }),
      )
      .default([]),
    updatedOn: day.exactOptional(),
    disclosure: disclosureSchema.exactOptional(),
    recordUrl: z.string().min(1).exactOptional(),
    uses: z.record(slug, use).refine((uses) => Object.keys(uses).length > 0, 'a system has at least one use'),
  })
  .superRefine(
    (system, context) => {
      for (const { path, message, remedy } of faultsBetweenFields(system))
        context.addIssue({ code: 'custom', path: [...path], message, params: { remedy } })
    },
    { when: holds({}) },
  )

/** Checks every field of a declaration; gives back all that is wrong, or the declaration with its defaults. */
export function checkSystem(
  declaration: unknown,
): { readonly system: CheckedSystem } | { readonly error: z.ZodError } {
  const { success, data, error } = systemSchema.safeParse(declaration)
  if (!success) return { error }
  // The schema asks of each use what its declaration type asks; only the significant ones' narrower mode is lost on the way.
  return { system: { ...data, uses: data.uses as CheckedSystem['uses'] } }
}
