import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { formatIsoDay, formatMoment, formatTime } from '../../i18n/format.js'
import { dayOf } from '../../system/lifecycle.js'
import { VisibleText } from '../visible-text.js'
import { KeptText } from './kept-text.js'
import { FORM_ID } from './opinion-form.js'
import type { ReviewPageProps, ReviewStep } from './review-step.js'
import { systemName } from './system-name.js'

/** What came of the last request. */
export function Message({ visit, view, message }: ReviewPageProps): JSX.Element | null {
  const { say, language } = visit
  const box = (text: Child): JSX.Element => (
    <p class="message" role="status">
      {text}
    </p>
  )
  switch (message) {
    case 'lease-over':
      return box(say('review.lease-over'))
    case 'already-taken':
      return box(say('review.already-taken'))
    case 'draft-saved':
      return box(
        say('review.saved-at', { time: formatTime(language, new Date(view.draft?.at ?? visit.now)) }),
      )
    case 'reverted':
      return box(say('amended.reverted'))
    case 'second-asked':
      return box(say('second.asked'))
    case 'suggestion-asked':
      return box(say('stale.asked'))
    case 'report-sent':
      return box(say('report.sent', { time: formatTime(language, new Date(visit.now)) }))
    default:
      return null
  }
}

/** Said before anything else; closes without a script, and the page behind it keeps the text. */
export function ConflictDialog(props: ReviewPageProps & { readonly step: ReviewStep }): JSX.Element {
  const { visit, typed, step } = props
  const { say } = visit
  const changes = changesIn(props)
  return (
    <dialog
      open
      class="conflict"
      aria-labelledby="conflit-titre"
      data-trigger={step === 'state' ? '#etat' : `#${FORM_ID} .primary`}
    >
      <h2 id="conflit-titre">{say('conflict.title')}</h2>
      <p>{step === 'state' ? say('conflict.closed') : say('conflict.open')}</p>
      {changes.length === 0 ? null : (
        <ul>
          {changes.map((change) => (
            <li>
              <VisibleText text={change} />
            </li>
          ))}
        </ul>
      )}
      {step === 'state' ? <KeptText say={say} typed={typed} /> : null}
      <form method="dialog">
        <button type="submit" autofocus>
          {step === 'state' ? say('conflict.see') : say('conflict.resume')}
        </button>
      </form>
    </dialog>
  )
}

/** What changed, by whom and when, as far as this person may know. */
function changesIn({ visit, view, names }: ReviewPageProps): readonly string[] {
  const { say, language } = visit
  const nameOf = (id: string): string => names.get(id) ?? say('queue.holder.somebody')
  const { claim, decidedBy, takenOver, stale } = view
  const time = (at: string): string => formatTime(language, new Date(at))
  return [
    ...(takenOver === undefined
      ? []
      : [
          say('takeover.done', {
            name: nameOf(takenOver.by),
            time: time(takenOver.at),
            why: takenOver.why,
          }),
        ]),
    ...(stale === undefined
      ? []
      : [say('conflict.stale', { moment: formatMoment(language, new Date(stale.at)), why: stale.why })]),
    ...(claim === undefined || claim.mine
      ? []
      : [say('conflict.who-holds', { name: nameOf(claim.by), time: time(claim.until) })]),
    ...(decidedBy === undefined || decidedBy.by === visit.reviewer.id
      ? []
      : [say('state.decided-by', { name: nameOf(decidedBy.by), time: time(decidedBy.at) })]),
  ]
}

/** There is no suggestion, or those of the system are withheld: the case goes on without the AI. */
export function WithoutAiNote({ visit, view }: Pick<ReviewPageProps, 'visit' | 'view'>): JSX.Element | null {
  const { suspendedSince, withoutSuggestion } = view
  const { say, language } = visit
  if (view.status !== 'pending' && view.status !== 'claimed') return null
  if (withoutSuggestion === true) return <p class="message warning">{say('state.ai-unavailable')}</p>
  if (suspendedSince === undefined) return null
  const system = systemName(visit, view.systemId)
  const day = formatIsoDay(language, dayOf(new Date(suspendedSince)))
  return <p class="message warning">{say('state.suspended', { system, day })}</p>
}
