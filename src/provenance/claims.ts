import { z } from 'zod'
import { LabelInvalidError } from '../errors.js'
import type { LabelClaims } from './label.js'
import { digitalSourceTerm } from './vocabularies.js'

/** `typ` of a label's protected header (RFC 7515 §4.1.9): no other kind of JWS passes for a label. */
export const LABEL_TYPE = 'garde-fou-label+jws'

/** Longest label taken, in characters of its compact form. Those made here are far below. */
export const MAX_JWS_LENGTH = 16_384

/** Longest name kept in a label, in UTF-16 code units. Longer ones are cut, with « … ». */
export const MAX_NAME_LENGTH = 200

const name = z.string().min(1).max(MAX_NAME_LENGTH)
const id = z.string().min(1).max(200)

const claimsSchema = z
  .strictObject({
    v: z.literal(1),
    callId: id,
    system: z.strictObject({
      id,
      version: name,
      name,
      recordUrl: z.string().min(1).max(2000).exactOptional(),
    }),
    use: id,
    model: z.strictObject({ name, supplier: name, version: name.exactOptional() }),
    generatedAt: z.iso.datetime({ precision: 3 }),
    digest: z.string().regex(/^[0-9a-f]{64}$/),
    digitalSourceType: z
      .string()
      .refine((uri) => digitalSourceTerm(uri) !== undefined, 'is not a known term'),
    humanReview: z.enum(['none', 'pending', 'approved', 'amended']),
    reviewedBy: name.exactOptional(),
  })
  .refine(
    ({ humanReview, reviewedBy }) =>
      reviewedBy === undefined || humanReview === 'approved' || humanReview === 'amended',
    { path: ['reviewedBy'], message: 'stands in a label that nobody has reviewed' },
  )

/**
 * Checks the facts of a label, from here or from anywhere.
 *
 * @throws LabelInvalidError `malformed`, for an unknown version too.
 */
export function checkClaims(value: unknown): LabelClaims {
  const parsed = claimsSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new LabelInvalidError(
    'malformed',
    `The label's facts do not have the form of version 1: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}.`,
  )
}
