import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { ConfigInvalidError } from '../errors.js'
import { deepFreeze } from '../internal/deep-freeze.js'
import { faultsOf } from '../internal/faults.js'
import { isMailAddress, type Reviewer, type ReviewerDirectory } from '../review/reviewer.js'

/** A person who may review, listed in the configuration. */
export interface LocalReviewer extends Reviewer {
  /**
   * SHA-256 of the person's access key, in lower-case hexadecimal. The key itself is random (256 bits) and kept by the
   * person alone. Absent: they sign in elsewhere and cannot use the command line.
   */
  readonly accessKeySha256?: string
}

/** A directory of the people listed in a configuration. */
export interface LocalReviewers extends ReviewerDirectory {
  /** Everybody in the list, without their key digests. */
  list(): Promise<readonly Reviewer[]>
  /** Whose access key this is; undefined for nobody's. */
  authenticate(accessKey: string): Promise<Reviewer | undefined>
}

const text = z.string().trim().min(1, 'must not be empty')
const email = z.string().refine(isMailAddress, 'is not the address of one mailbox')

/** A person, as the directory keeps them. */
export const reviewerSchema: z.ZodType<Reviewer> = z.strictObject({
  id: z.string().regex(/^[\w.@-]{1,100}$/, 'must be 1 to 100 letters, digits, dots, hyphens or "@"'),
  name: text.max(200, 'is longer than 200 characters'),
  roles: z.array(text.max(100)).max(50),
  training: z
    .array(z.strictObject({ id: text.max(100), validUntil: z.iso.date('must be a day written YYYY-MM-DD') }))
    .max(200),
  email: email.exactOptional(),
})

const schema = z
  .array(
    z.strictObject({
      id: z.string().regex(/^[\w.@-]{1,100}$/, 'must be 1 to 100 letters, digits, dots, hyphens or "@"'),
      name: text,
      roles: z.array(text).min(1, 'must name at least one role'),
      training: z.array(
        z.strictObject({ id: text, validUntil: z.iso.date('must be a day written YYYY-MM-DD') }),
      ),
      email: email.exactOptional(),
      accessKeySha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in lower-case hexadecimal')
        .exactOptional(),
    }),
  )
  .superRefine(
    (reviewers, context) => {
      for (const { member, message, remedy } of OWN) {
        // People with other faults come here too, so that all faults show at once.
        const values = reviewers.map((reviewer: unknown) => memberOf(reviewer, member))
        values.forEach((value, index) => {
          if (value !== undefined && values.indexOf(value) !== index)
            context.addIssue({ code: 'custom', path: [index, member], message, params: { remedy } })
        })
      }
    },
    { when: ({ value }) => Array.isArray(value) },
  )

/** What no two people may share. */
const OWN = [
  { member: 'id', message: 'is another person’s id too', remedy: 'Give each person an id of their own.' },
  {
    member: 'accessKeySha256',
    message: 'is another person’s key too',
    remedy: 'Make a key of their own with "npx garde-fou access-key".',
  },
] as const

function memberOf(person: unknown, member: string): unknown {
  return typeof person === 'object' && person !== null ? Reflect.get(person, member) : undefined
}

/** SHA-256 of an access key, as a configuration keeps it. */
export function accessKeyDigest(accessKey: string): string {
  return createHash('sha256').update(accessKey.trim()).digest('hex')
}

/**
 * A directory of reviewers written in the configuration: enough to start with on one machine. A city that has an
 * identity provider writes its own `ReviewerDirectory`.
 *
 * @throws ConfigInvalidError listing every fault.
 */
export function localReviewers(reviewers: readonly LocalReviewer[]): LocalReviewers {
  const parsed = schema.safeParse(reviewers)
  if (!parsed.success) throw new ConfigInvalidError(faultsOf('reviewers', parsed.error))
  const people = parsed.data.map(({ accessKeySha256, ...reviewer }) => ({
    reviewer: deepFreeze<Reviewer>(reviewer),
    digest: accessKeySha256 === undefined ? undefined : Buffer.from(accessKeySha256, 'hex'),
  }))
  const byId = new Map(people.map(({ reviewer }) => [reviewer.id, reviewer]))
  return {
    find: async (id) => byId.get(id),
    list: async () => people.map(({ reviewer }) => reviewer),
    async authenticate(accessKey) {
      if (typeof accessKey !== 'string') return undefined
      const given = Buffer.from(accessKeyDigest(accessKey), 'hex')
      let found: Reviewer | undefined
      // Everybody is compared, in constant time: how long it takes says nothing of whose key it is.
      for (const { reviewer, digest } of people) {
        if (digest !== undefined && timingSafeEqual(given, digest)) found = reviewer
      }
      return found
    },
  }
}
