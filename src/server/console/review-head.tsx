import type { JSX } from 'hono/jsx/jsx-runtime'
import { formatTime } from '../../i18n/format.js'
import { VisibleText } from '../visible-text.js'
import { dueDay, dueWords } from './due.js'
import { FORM_ID } from './opinion-form.js'
import { caseLabel } from './queue-row.js'
import { RecordText } from './record-text.js'
import type { ReviewPageProps, ReviewStep } from './review-step.js'
import { HiddenFields } from './shell.js'
import { useOfReview } from './submission.js'
import { systemName } from './system-name.js'
import type { Visit } from './visit.js'

/** What stands above a review: the case, its deadline, who holds it until when, and where the page's parts are. */
export function ReviewHead(props: ReviewPageProps & { readonly step: ReviewStep }): JSX.Element {
  const { visit, view, step } = props
  const { say, paths, language } = visit
  const open = view.status === 'pending' || view.status === 'claimed'
  return (
    <div
      class="review-head"
      {...(view.claim?.mine === true && step !== 'state'
        ? {
            'data-until': view.claim.until,
            'data-time': formatTime(language, new Date(view.claim.until)),
            'data-minutes': String(view.oversight.leaseMinutes),
            'data-state': paths.action(view.id, 'etat'),
            'data-renew': paths.action(view.id, 'prolonger'),
            'data-claim': paths.action(view.id, 'reserver'),
          }
        : {})}
    >
      <p class="back">
        <a href={paths.queue}>{say('review.back')}</a>
      </p>
      <div class="review-title">
        <h1>
          <VisibleText text={caseTitle(props)} />
        </h1>
        {view.claim?.mine === true ? <LeaseButtons {...props} step={step} /> : null}
      </div>
      <div class="review-facts">
        <p>
          <RecordText visit={visit} text={systemName(visit, view.systemId)} />
        </p>
        {view.appeal === true ? (
          <p>
            <span class="tag">{say('queue.tag.appeal')}</span>
          </p>
        ) : null}
        {open ? (
          <p>
            {say('review.due', { day: dueDay(view.dueAt, visit) })}{' '}
            <span class="due">({dueWords(view.dueAt, visit)})</span>
          </p>
        ) : null}
        {view.claim?.mine === true ? (
          <p role="status" data-held>
            {say('review.held-by-you', { time: formatTime(language, new Date(view.claim.until)) })}
          </p>
        ) : null}
      </div>
      {step === 'state' ? null : <Jump visit={visit} step={step} />}
    </div>
  )
}

/** « Dossier BM-2026-00412 : aide à l’achat d’un vélo cargo », where the use says which procedure it serves. */
function caseTitle({ visit, view }: ReviewPageProps): string {
  const title = visit.say('review.title', { case: caseLabel(view) })
  const procedure = useOfReview(visit, view)?.record.procedure
  return procedure === undefined ? title : visit.say('review.title-of', { title, procedure })
}

function Jump({ visit, step }: { readonly visit: Visit; readonly step: ReviewStep }): JSX.Element {
  const { say } = visit
  return (
    <nav class="jump" aria-label={say('review.jump')}>
      <p>{say('review.jump')}</p>
      <ul>
        <li>
          <a href="#donnees">{say('review.jump.case')}</a>
        </li>
        {step === 'compare' ? (
          <li>
            <a href="#suggestion">{say('review.jump.suggestion')}</a>
          </li>
        ) : null}
        <li>
          {step === 'opinion' || step === 'reveal' ? (
            <a href="#avis">{say('review.jump.opinion')}</a>
          ) : (
            <a href="#decision">{say('review.jump.decision')}</a>
          )}
        </li>
      </ul>
    </nav>
  )
}

/**
 * Prolong and give back. They belong to the page's form, so that what is typed is kept; coming first, the first of them
 * is also what the Enter key presses in a line of that form: it never records a decision.
 */
function LeaseButtons({
  visit,
  view,
  step,
  idempotencyKey,
}: ReviewPageProps & { readonly step: ReviewStep }): JSX.Element {
  const { say, paths } = visit
  const inForm = step !== 'state'
  const own = inForm ? FORM_ID : 'reservation'
  return (
    <div class="lease">
      {inForm ? null : (
        <form id={own} method="post" action={paths.action(view.id, 'prolonger')}>
          <HiddenFields visit={visit} version={view.version} idempotencyKey={idempotencyKey} />
        </form>
      )}
      <button type="submit" form={own} formaction={paths.action(view.id, 'prolonger')}>
        {say('review.renew', { minutes: view.oversight.leaseMinutes })}
      </button>
      {inForm ? (
        <button type="submit" form={own} formaction={paths.action(view.id, 'brouillon')}>
          {say('review.save-draft')}
        </button>
      ) : null}
      <button type="submit" form={own} formaction={paths.action(view.id, 'rendre')}>
        {say('review.give-back')}
      </button>
    </div>
  )
}
