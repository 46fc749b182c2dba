import type { DecisionInput, Guard, GuardOptions, Store } from 'garde-fou'
import { type Handler, type VerificationOptions, verificationHandler } from 'garde-fou/server'
import { sequenceAll } from '../../src/guard/sequencer.js'
import { openGuard, type TestGuard } from '../support/guard.js'
import { type Draft, housing } from '../support/housing.js'

export const ORIGIN = 'https://ville.example'

/** What only the case, the suggestion and the decision hold: none of it may be told. */
export const SECRETS = [
  'MARQUE-DEMANDE',
  'MARQUE-SUGGESTION',
  'MARQUE-MOTIF',
  'MARQUE-LETTRE',
  'AL-412',
  'alice',
  'A. Martin',
]

const suggestion: Draft = { proposal: 'favourable', amount: 450, letter: 'MARQUE-SUGGESTION Oui.' }

/** How a decision of these tests ends. */
export type Ending = 'approve' | 'amend' | 'reject' | 'without-ai'

/** The page on a real guard, whose time stands still. */
export interface TestCity extends TestGuard {
  readonly handler: Handler
  readonly errors: unknown[]
  /** A decision in effect; the reference of its letter. */
  decide(ending?: Ending): Promise<{ readonly id: string; readonly reference: string }>
  /** Gives every entry of the journal its place, and signs. */
  sign(): Promise<void>
  get(path: string, address?: string): Promise<{ readonly response: Response; readonly body: string }>
  check(reference: string, address?: string): Promise<{ readonly response: Response; readonly body: string }>
}

/** Opens a city. */
export async function openCity(
  options: VerificationOptions = {},
  guardOptions: Partial<GuardOptions> & { readonly store?: Store } = {},
): Promise<TestCity> {
  const opened = await openGuard(guardOptions)
  const { guard, clock, signingKey } = opened
  const errors: unknown[] = []
  guard.events.on('error', (error) => errors.push(error))
  const handler = verificationHandler(guard, { clock, onError: (error) => errors.push(error), ...options })
  const get: TestCity['get'] = async (path, address) => {
    const response = await handler.fetch(
      new Request(new URL(path, ORIGIN)),
      address === undefined ? {} : { address },
    )
    return { response, body: await response.text() }
  }
  return {
    ...opened,
    handler,
    errors,
    get,
    check: (reference, address) => get(`/verifier?reference=${encodeURIComponent(reference)}`, address),
    sign: async () => void (await sequenceAll({ store: guard.store, signingKey, clock })),
    async decide(ending = 'amend') {
      const id = await recorded(guard, ending)
      clock.advance(600_000)
      const decision = await guard.decision(id)
      if (!('reference' in decision) || decision.reference === undefined) throw new Error('No reference.')
      return { id, reference: decision.reference }
    },
  }
}

/** A decision that was recorded, and can still be taken back; the review's id. */
export async function recorded({ propose, reviews }: Guard, ending: Ending): Promise<string> {
  const { id } = await propose(
    housing.uses.draft,
    { input: 'MARQUE-DEMANDE', subject: 'AL-412' },
    () => suggestion,
  )
  const command = (version: number, step: string) => ({
    by: 'alice',
    version,
    idempotencyKey: `${id}-${step}`,
  })
  const { version } = await reviews.view(id, 'alice')
  const claimed = await reviews.claim(id, command(version, 'claim'))
  const input: DecisionInput = { motive: 'MARQUE-MOTIF Le dossier est complet et la dette récente.' }
  if (ending === 'without-ai') {
    await reviews.decideWithoutAi(id, input, command(claimed.version, 'decide'))
    return id
  }
  const seen = await reviews.recordOpinion(id, { choice: 'favourable' }, command(claimed.version, 'opinion'))
  const last = command(seen.version, 'decide')
  if (ending === 'approve') await reviews.approve(id, input, last)
  else if (ending === 'amend')
    await reviews.amend(
      id,
      { ...input, value: { ...suggestion, amount: 300, letter: 'MARQUE-LETTRE' } },
      last,
    )
  else await reviews.reject(id, input, last)
  return id
}
