import { z } from 'zod'
import { holds } from '../internal/holds.js'
import type { OversightDeclaration } from './oversight.js'

/** Beyond these a date could not be written any more, or nobody would live to see it. */
const HOURS_IN_TEN_YEARS = 10 * 366 * 24
const MINUTES_IN_A_YEAR = 366 * 24 * 60

const text = z.string().trim().min(1, 'must not be empty')

/** What a use declares of who decides and under which conditions. */
export const oversightSchema: z.ZodType<OversightDeclaration> = z
  .strictObject({
    role: text,
    mode: z.enum(['decide-first', 'on-request', 'shown']).exactOptional(),
    quorum: z
      .strictObject({ agree: z.int().min(1), of: z.int().min(1).max(15) })
      .refine(({ agree, of }) => agree <= of, {
        message: 'asks for more concurring decisions than there are people',
        when: holds({ agree: 'number', of: 'number' }),
      })
      .exactOptional(),
    secondOpinionPercent: z.number().min(0).max(100).exactOptional(),
    escalationRole: text.exactOptional(),
    dueInHours: z.number().positive().max(HOURS_IN_TEN_YEARS).exactOptional(),
    expiresInHours: z.number().positive().max(HOURS_IN_TEN_YEARS).exactOptional(),
    leaseMinutes: z.number().positive().max(MINUTES_IN_A_YEAR).exactOptional(),
    undoMinutes: z.number().min(0).max(MINUTES_IN_A_YEAR).exactOptional(),
    motiveMinLength: z.int().min(1, 'a motive is always required').max(5000).exactOptional(),
  })
  .refine(({ expiresInHours = 0, dueInHours = 0 }) => expiresInHours >= dueInHours, {
    path: ['expiresInHours'],
    message: 'is before the decision is due',
    when: holds({ expiresInHours: 'number', dueInHours: 'number' }),
  })
  .refine(
    ({ quorum, secondOpinionPercent }) =>
      (secondOpinionPercent ?? 0) === 0 || quorum?.of === 1 || quorum === undefined,
    {
      path: ['secondOpinionPercent'],
      message: 'has no sense where several people decide on every case; leave it out',
    },
  )
