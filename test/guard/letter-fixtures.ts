import { checkDecision, type DecisionCheck } from '../../src/guard/check-decision.js'
import { readDecision } from '../../src/guard/read-decision.js'
import { sequenceAll } from '../../src/guard/sequencer.js'
import { amended, by, type Desk, hold, motive, openDesk, study } from './desk-fixtures.js'

const UNDO_MS = 600_000

/** A decision that is in effect, and what its letter carries. */
export interface Letter {
  readonly open: Desk
  readonly id: string
  readonly reference: string
}

/** An amended decision that is in effect, and the reference that its letter carries. */
export async function letter(open?: Desk): Promise<Letter> {
  const desk = open ?? (await openDesk())
  const id = await hold(desk)
  const { version } = await study(desk, id, 'alice')
  await desk.desk.amend(id, { value: amended, motive }, by('alice', version))
  desk.clock.advance(UNDO_MS)
  return { open: desk, id, reference: await referenceOf(desk, id) }
}

export async function referenceOf({ core }: Desk, id: string): Promise<string> {
  const review = await core.store.getReview(id)
  const decision = review === undefined ? undefined : await readDecision(core, review)
  if (decision === undefined || !('reference' in decision) || decision.reference === undefined)
    throw new Error('The decision carries no reference.')
  return decision.reference
}

/** The check once the journal's next checkpoint is there. */
export async function verified({
  open,
  reference,
}: Letter): Promise<Extract<DecisionCheck, { status: 'verified' }>> {
  await sequenceAll(open.core)
  const check = await checkDecision(open.core, reference)
  if (check.status !== 'verified') throw new Error(`The check says ${check.status}.`)
  return check
}
