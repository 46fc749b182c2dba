import { DecisionInvalidError, ReviewerNotAllowedError } from '../errors.js'
import { canonicalJson } from '../internal/canonical-json.js'
import { claim, giveBack, renew } from '../review/claim.js'
import type { ReviewDesk, ReviewerCommand } from '../review/commands.js'
import { undo } from '../review/decide.js'
import { textIssue } from '../review/decision-texts.js'
import { escalate } from '../review/escalate.js'
import { reveal } from '../review/opinion.js'
import type { Review } from '../review/review.js'
import { readingRole } from '../review/rights.js'
import { AUDITOR_ROLE } from '../review/roles.js'
import { settle } from '../review/timers.js'
import type { Acting, Transition } from '../review/transition.js'
import { hasEnded } from '../review/transition.js'
import type { ReviewView } from '../review/view.js'
import { consultations } from './consultations.js'
import type { GuardCore } from './core.js'
import { deskApplication } from './desk-application.js'
import { deskAside } from './desk-aside.js'
import { withinClaims } from './desk-claims.js'
import { carryOut } from './desk-command.js'
import { deskControl } from './desk-control.js'
import { decideOn, deskDecisions } from './desk-decide.js'
import { deskFacts } from './desk-facts.js'
import { deskGrouped } from './desk-grouped.js'
import { recordOpinionOn } from './desk-opinion.js'
import { findReviewer, openFor } from './desk-people.js'
import { deskQueue } from './desk-queue.js'
import { deskReference } from './desk-reference.js'
import { listItem, viewFor } from './desk-view.js'
import { explainStored } from './explain.js'
import { exportDecisions } from './export-decisions.js'
import { decisionExports } from './export-record.js'
import { eraseLateWrite, refuseErased } from './late-writes.js'
import { newPayload } from './payloads.js'
import { actingToTake } from './raise-causes.js'
import { MAX_DRAFT_LENGTH, toJson } from './use-value.js'

type Rule = (review: Review, acting: Acting) => Transition | Promise<Transition>

/**
 * The desk at which people work on reviews. Every method looks its caller up in the directory, checks rights, seal,
 * version and rules on this side, and writes change and journal entry at once.
 */
export function createReviewDesk(core: GuardCore): ReviewDesk {
  const recordConsultation = consultations(core)
  const decide = decideOn(core)
  const carry = async (
    name: string,
    reviewId: string,
    at: { command: ReviewerCommand; rule: Rule },
  ): Promise<ReviewView> =>
    viewFor(
      core,
      await carryOut(core, {
        name,
        reviewId,
        command: at.command,
        prepare: async (review, acting) => ({ transition: await at.rule(review, acting) }),
      }),
    )
  return {
    ...deskQueue(core),
    ...deskDecisions(decide),
    ...deskGrouped(core, decide),
    ...deskApplication(core),
    ...deskAside(core),
    ...deskControl(core),
    ...deskFacts(core),
    exportDecisions: (by, query) => exportDecisions(core, by, query),
    decisionExports: (by) => decisionExports(core, by),
    ...deskReference(core),
    async view(reviewId, by) {
      const reviewer = await findReviewer(core, by)
      const review = await openFor(core, reviewId, reviewer)
      await recordConsultation({ review, reviewer })
      return viewFor(core, { review, reviewer })
    },
    async explain(reviewId, by, lang) {
      const reviewer = await findReviewer(core, by)
      const review = await openFor(core, reviewId, reviewer)
      await recordConsultation({ review, reviewer })
      return explainStored(core, review, lang)
    },
    claim: (id, command) =>
      withinClaims(core, command.by, () =>
        carry('claim', id, {
          command,
          rule: async (review, acting) => claim(review, await actingToTake(core, review, acting)),
        }),
      ),
    renew: (id, command) => carry('renew', id, { command, rule: renew }),
    reveal: (id, command) => carry('reveal', id, { command, rule: reveal }),
    undo: (id, command) => takeBack(core, id, command),
    async giveBack(id, command) {
      const { review, reviewer } = await carryOut(core, {
        name: 'giveBack',
        reviewId: id,
        command,
        prepare: (found, acting) => ({ transition: giveBack(found, acting) }),
      })
      return listItem(review, core.clock.now().toISOString(), reviewer.id)
    },
    saveDraft: (id, by, draft) => saveDraft(core, { reviewId: id, by, draft }),
    recordOpinion: (id, opinion, command) => recordOpinionOn(core, { reviewId: id, opinion, command }),
    escalate: (id, why, command) => hand(core, { reviewId: id, why, command }),
  }
}

async function takeBack(core: GuardCore, reviewId: string, command: ReviewerCommand): Promise<ReviewView> {
  const done = await carryOut(core, {
    name: 'undo',
    reviewId,
    command,
    prepare: (review, acting) => ({
      transition: undo(review, acting),
      ...(review.state.status === 'decided'
        ? { facts: { drop: { reviewId, reviewerId: review.state.decision.by } } }
        : {}),
    }),
  })
  return viewFor(core, done)
}

async function saveDraft(
  core: GuardCore,
  { reviewId, by, draft }: { reviewId: string; by: string; draft: unknown },
): Promise<void> {
  const reviewer = await findReviewer(core, by)
  const review = await openFor(core, reviewId, reviewer)
  if (readingRole(review, reviewer) === AUDITOR_ROLE)
    throw new ReviewerNotAllowedError('role', 'Auditors read, and leave nothing behind.')
  refuseErased(review)
  const at = core.clock.now().toISOString()
  // What nobody can decide any more needs no draft, and its texts may be erased at any time.
  const ended = hasEnded(settle(review, at).review, 'saveDraft')
  if (ended !== undefined) throw ended
  const body = canonicalJson(toJson(draft, 'draft', MAX_DRAFT_LENGTH))
  await core.store.putDraft({ reviewId: review.id, reviewerId: reviewer.id, body, at })
  await eraseLateWrite(core, review)
}

type EscalateCommand = { reviewId: string; why: string; command: ReviewerCommand }

async function hand(
  core: GuardCore,
  { reviewId, why, command }: EscalateCommand,
): ReturnType<ReviewDesk['escalate']> {
  const issue = textIssue(why, 'why', 1)
  if (issue !== undefined) throw new DecisionInvalidError([issue])
  const { review, reviewer } = await carryOut(core, {
    name: 'escalate',
    reviewId,
    command,
    content: why,
    prepare: (found, acting) => {
      const text = newPayload(why.trim(), { review: found, kind: 'escalation', at: acting.now })
      return { transition: escalate(found, acting, text.ref), payloads: [text.row] }
    },
  })
  return listItem(review, core.clock.now().toISOString(), reviewer.id)
}
