import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { InputInvalidError } from '../../errors.js'
import type { Guard } from '../../guard/guard.js'
import type { OutputCheck } from '../../guard/output-index.js'
import type { Clock } from '../../internal/clock.js'
import { systemClock } from '../../internal/clock.js'
import type { Handler } from '../options.js'
import type { RateRule } from '../rate-limit.js'
import { readBytes } from '../read-form.js'
import { secureHeaders } from '../responses.js'
import { checkLimits } from '../verification/limits.js'

/** What the check of texts needs of a guard. */
export type LabelCheckGuard = Pick<Guard, 'checkOutput'>

/** How the check of texts is served. */
export interface LabelCheckOptions {
  /** Where it is mounted, such as `/ia`. Default: the root. */
  readonly basePath?: string
  /** How often it answers. Default: 20 a minute to one client, 1200 a minute to all. */
  readonly limits?: { readonly client?: RateRule; readonly all?: RateRule }
  /** Told of every fault that became an answer 503, with the reference in it. */
  readonly onError?: (error: unknown, context: { readonly reference: string }) => void
  /** Default: the machine's clock. */
  readonly clock?: Clock
}

/** Path of the check, behind `basePath`. */
export const LABEL_CHECK_PATH = '/api/labels/check'

/** Longest text taken, in UTF-8 bytes of the whole request. */
const MOST_BYTES = 1_000_000

const digest = z.string().regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in lower-case hexadecimal')
const asked = z.union([
  z.strictObject({ text: z.string() }),
  z.strictObject({ normalisedDigest: digest, digest: digest.exactOptional() }),
])

/** How HTTP says what a check leads to. An unknown text is an answer, not a missing page. */
const STATUS: Readonly<Record<OutputCheck['status'], number>> = {
  found: 200,
  unknown: 200,
  'too-short': 422,
  off: 501,
}

/**
 * `POST /api/labels/check`: was this text produced here? (AI Act art. 50(2): a mark needs a means of detection.) Takes
 * `{ text }`, or `{ normalisedDigest, digest }` of `textFingerprint` from somebody who keeps the text to themselves.
 * The answer names the technique it rests on. What is asked is neither kept nor logged.
 *
 * @example
 * const check = labelCheckHandler(guard)
 * serve({ fetch: (request, from) => isCheck(request) ? check.fetch(request, from) : app.fetch(request) })
 */
export function labelCheckHandler(guard: LabelCheckGuard, options: LabelCheckOptions = {}): Handler {
  const limits = checkLimits(options.limits, options.clock ?? systemClock)
  const path = `${options.basePath ?? ''}${LABEL_CHECK_PATH}`
  return {
    async fetch(request, from) {
      if (new URL(request.url).pathname !== path) return answer({ status: 'no-such-page' }, 404)
      if (request.method !== 'POST') return answer({ status: 'not-allowed' }, 405, { allow: 'POST' })
      const wait = limits(from?.address)
      if (wait !== undefined) return answer({ status: 'limited' }, 429, { 'retry-after': String(wait) })
      const question = await readQuestion(request)
      if ('fault' in question) return answer({ status: question.fault }, question.code)
      try {
        const check = await guard.checkOutput('text' in question ? question.text : question)
        return answer({ ...check, technique: 'digest' }, STATUS[check.status])
      } catch (error) {
        if (error instanceof InputInvalidError) return answer({ status: 'malformed' }, 400)
        const reference = randomUUID().slice(0, 8)
        options.onError?.(error, { reference })
        return answer({ status: 'failed', incident: reference }, 503)
      }
    },
  }
}

type Question =
  | { readonly text: string }
  | { readonly normalisedDigest: string; readonly digest?: string }
  | { readonly fault: 'too-large' | 'wrong-type' | 'malformed'; readonly code: number }

async function readQuestion(request: Request): Promise<Question> {
  const type = request.headers.get('content-type') ?? ''
  if (type.split(';')[0]?.trim().toLowerCase() !== 'application/json')
    return { fault: 'wrong-type', code: 415 }
  const bytes = await readBytes(request, MOST_BYTES)
  if (bytes === undefined) return { fault: 'too-large', code: 413 }
  try {
    return asked.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
  } catch {
    // What is wrong with it may quote it.
    return { fault: 'malformed', code: 400 }
  }
}

function answer(body: object, status: number, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(`${JSON.stringify(body)}\n`, {
    status,
    headers: secureHeaders({ 'content-type': 'application/json; charset=utf-8', ...headers }),
  })
}
