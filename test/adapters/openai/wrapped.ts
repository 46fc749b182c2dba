import { defineCheck, defineSystem, type Finding, type Guard, type GuardOptions } from 'garde-fou'
import OpenAI, { type ClientOptions } from 'openai'
import { z } from 'zod'
import { type GuardOpenAIOptions, guardOpenAI } from '../../../src/adapters/openai/index.js'
import { openGuard, type TestGuard } from '../../support/guard.js'
import { draftSchema, housingRecord } from '../../support/housing.js'
import { startVendor, type Vendor } from './vendor-server.js'

/** A word that the test's own check refuses, and one that it holds for a person. */
export const REFUSED = 'MOT-INTERDIT'
export const DOUBTED = 'MOT-DOUTEUX'

const finding = (score: number, code: string): Finding => ({
  checkId: 'words',
  code,
  clause: 'engagement:3',
  layer: 'rules',
  score,
  message: { fr: 'Un mot de l’essai.', en: 'A word of the test.' },
})

/** Finds the two words, wherever they stand. */
const wordsCheck = defineCheck({
  id: 'words',
  stages: ['input', 'output'],
  lookBehind: 20,
  check: ({ parts }) => {
    const text = parts.map((part) => part.text).join('\n')
    if (text.includes(REFUSED)) return [finding(1, 'refused-word')]
    return text.includes(DOUBTED) ? [finding(0.6, 'doubted-word')] : []
  },
})

const oversight = { role: 'instructeur', secondOpinionPercent: 0, undoMinutes: 0 }
const about = { purpose: 'Résumer la demande pour l’agent qui l’instruit.', audience: 'agents' } as const

/** One system with an information use and two significant ones; decisions are effective at once. */
export const essay = defineSystem({
  ...housingRecord,
  id: 'essai',
  uses: {
    summary: {
      ...about,
      impact: 'information',
      action: 'résume la demande',
      oversight: { ...oversight, mode: 'on-request' },
    },
    draft: { ...about, impact: 'significant', action: 'prépare un projet', output: draftSchema, oversight },
    letter: { ...about, impact: 'significant', action: 'prépare une lettre', output: z.string(), oversight },
  },
})

/** A supplier, a bare client of it, and the same client guarded. */
export interface Wrapped extends TestGuard {
  readonly vendor: Vendor
  readonly bare: OpenAI
  readonly openai: OpenAI
}

/** How a test wants them. */
export interface WrappedOptions {
  readonly client?: ClientOptions
  readonly wrap?: GuardOpenAIOptions
  readonly guard?: Partial<GuardOptions>
}

/** Opens all of them; they go with the test. */
export async function wrapped({
  client = {},
  wrap = { use: essay.uses.summary },
  guard: options = {},
}: WrappedOptions = {}): Promise<Wrapped> {
  const vendor = await startVendor()
  const opened = await openGuard({ systems: [essay], checks: [wordsCheck], ...options })
  const bare = new OpenAI({ baseURL: vendor.url, apiKey: 'local', maxRetries: 0, logLevel: 'off', ...client })
  return { ...opened, vendor, bare, openai: guardOpenAI(bare, opened.guard, wrap) }
}

/** A request of one message. */
export const asks = (content: string) => ({
  model: 'extraction-locale-1',
  messages: [{ role: 'user' as const, content }],
})

/** What a person does with a review once it is open. */
export type Deed =
  | { readonly approve: true }
  | { readonly amend: unknown }
  | { readonly reject: true }
  | { readonly withdraw: true }

/** Has a person decide on the next review that opens; resolves once they have. */
export function decideNext(guard: Guard, deed: Deed): Promise<string> {
  return new Promise((resolve, reject) => {
    guard.events.once('review.opened', ({ reviewId }) => {
      decide(guard, reviewId, deed).then(() => resolve(reviewId), reject)
    })
  })
}

const motive = 'Lu avec les pièces du dossier.'

async function decide({ reviews }: Guard, id: string, deed: Deed): Promise<void> {
  let keys = 0
  const by = (version: number) => ({
    by: 'alice',
    version,
    idempotencyKey: `${id}-${keys++}`,
  })
  if ('withdraw' in deed)
    return reviews.withdraw(id, {
      by: { kind: 'application', id: 'app' },
      why: 'Demande retirée.',
      idempotencyKey: `${id}-w`,
    })
  const { version } = await reviews.view(id, 'alice')
  const claimed = await reviews.claim(id, by(version))
  const ready =
    claimed.useId !== 'summary'
      ? await reviews.recordOpinion(id, { choice: 'favourable' }, by(claimed.version))
      : await reviews.reveal(id, by(claimed.version))
  if ('approve' in deed) await reviews.approve(id, { motive }, by(ready.version))
  else if ('amend' in deed) await reviews.amend(id, { motive, value: deed.amend }, by(ready.version))
  else await reviews.reject(id, { motive }, by(ready.version))
}

/** Every way in which an object could tell its content. */
export function everythingSaid(error: unknown): string {
  const own =
    typeof error === 'object' && error !== null
      ? Reflect.ownKeys(error).map((key) => JSON.stringify(Reflect.get(error, key)))
      : []
  return [
    String(error),
    JSON.stringify(error),
    ...own,
    error instanceof Error ? String(error.stack) : '',
  ].join('\n')
}
