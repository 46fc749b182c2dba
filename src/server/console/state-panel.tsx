import type { JSX } from 'hono/jsx/jsx-runtime'
import { formatIsoDay, formatMoment, formatTime } from '../../i18n/format.js'
import type { ReviewView } from '../../review/view.js'
import { dayOf } from '../../system/lifecycle.js'
import type { Form } from '../read-form.js'
import { visibleString } from '../visible-text.js'
import { DecisionSummary } from './decision-summary.js'
import type { FormError } from './fields.js'
import { HiddenFields } from './shell.js'
import { ControlFeedbackNote, DecidedBy, TakenOverNote, TakeOverForm } from './state-parts.js'
import type { Visit } from './visit.js'

/** What the panel shows. */
export interface StatePanelProps {
  readonly visit: Visit
  readonly view: ReviewView
  readonly holder?: string
  /** Names of the people whom the page may have to name, by id. */
  readonly names: ReadonlyMap<string, string>
  readonly errors: readonly FormError[]
  readonly typed: Form | undefined
  readonly idempotencyKey: string
}

/** Where a review stands when there is nothing to fill in: free, held, decided, over. */
export function StatePanel(props: StatePanelProps): JSX.Element {
  const { visit, view } = props
  return (
    <section class="panel state-panel" aria-labelledby="etat">
      <h2 id="etat" tabindex={-1}>
        {stateTitle(props)}
      </h2>
      <TakenOverNote {...props} />
      {byColleague(props) && view.decision !== undefined ? <DecidedBy {...props} /> : null}
      {view.control === undefined ? <StateText {...props} /> : <ControlFeedbackNote {...props} />}
      <TakeOverForm {...props} />
      {view.decision === undefined ? null : <DecisionSummary {...props} />}
      {view.status === 'effective' && view.control === undefined && view.withoutSuggestion !== true ? (
        <p>
          <a class="button" href={visit.paths.action(view.id, 'explication')}>
            {visit.say('explanation.link')}
          </a>
        </p>
      ) : null}
    </section>
  )
}

/** True when it is decided, and somebody else has decided it. */
function byColleague({ visit, view }: StatePanelProps): boolean {
  return view.decidedBy !== undefined && view.decidedBy.by !== visit.reviewer.id
}

function stateTitle({ visit, view }: StatePanelProps): string {
  const { say } = visit
  if (view.control !== undefined) return say('control.title')
  switch (view.status) {
    case 'pending':
      return view.decision === undefined ? say('state.free') : say('state.voted')
    case 'claimed':
      return view.decision === undefined ? say('state.held') : say('state.voted')
    case 'decided':
      return say('state.decided')
    case 'effective':
      return say('state.effective')
    case 'expired':
      return say('state.expired')
    case 'withdrawn':
      return say('state.withdrawn')
  }
}

function StateText(props: StatePanelProps): JSX.Element {
  const { visit, view, holder } = props
  const { say, language } = visit
  switch (view.status) {
    case 'pending':
      return <FreeText {...props} />
    case 'claimed': {
      const time = formatTime(language, new Date(view.claim?.until ?? view.dueAt))
      const name = visibleString(holder ?? say('queue.holder.somebody'))
      return view.claim?.mine === true ? (
        <NotEntitled {...props} />
      ) : (
        <p>{say('state.held-text', { name, time })}</p>
      )
    }
    case 'decided':
      return <DecidedText {...props} />
    case 'effective':
      return (
        <p>
          {say('state.effective-text', {
            moment: formatMoment(
              language,
              new Date(view.decision?.effectiveAt ?? view.decision?.at ?? visit.now),
            ),
          })}
        </p>
      )
    case 'expired':
      return <p>{say('state.expired-text', { moment: formatMoment(language, new Date(view.expiresAt)) })}</p>
    case 'withdrawn':
      return <p>{say('state.withdrawn-text')}</p>
  }
}

function FreeText(props: StatePanelProps): JSX.Element {
  const { visit, view, idempotencyKey } = props
  const { say, paths } = visit
  if (!view.allowed.includes('claim')) return <NotEntitled {...props} />
  return (
    <>
      <p>{say('state.free-text', { minutes: view.oversight.leaseMinutes })}</p>
      <form method="post" action={paths.action(view.id, 'reserver')}>
        <HiddenFields visit={visit} version={view.version} idempotencyKey={idempotencyKey} />
        <button type="submit" class="primary">
          {view.draft === undefined ? say('state.claim') : say('state.claim-again')}
        </button>
      </form>
    </>
  )
}

/** Why this person may look but not decide: their training has ended or is missing, else the rule in one sentence. */
function NotEntitled({ visit, view }: StatePanelProps): JSX.Element {
  const { say, guard, reviewer, language, now } = visit
  const record = guard.systems.find(({ id }) => id === view.systemId)?.record
  const held = reviewer.training.filter(({ id }) => id === record?.training.id)
  const today = dayOf(now)
  if (view.decision !== undefined)
    return <p>{say(view.secondOpinionDrawn === true ? 'state.drawn-text' : 'state.voted-text')}</p>
  if (record === undefined || held.some(({ validUntil }) => validUntil >= today))
    return <p>{say('state.not-entitled')}</p>
  const last = held
    .map(({ validUntil }) => validUntil)
    .toSorted()
    .at(-1)
  // A directory may say anything; a day that is none cannot be shown, and never was one of training.
  if (last === undefined || Number.isNaN(Date.parse(`${last}T12:00:00Z`)))
    return <p>{say('state.never-trained', { system: record.name, training: record.training.title })}</p>
  return (
    <>
      <p>
        {say('state.training-over', {
          system: record.name,
          day: formatIsoDay(language, last),
          training: record.training.title,
        })}
      </p>
      <p>
        <a class="button" href={visit.trainingUrl}>
          {say('state.renew-training')}
        </a>
      </p>
    </>
  )
}

function DecidedText(props: StatePanelProps): JSX.Element {
  const { visit, view, idempotencyKey } = props
  const { say, language, paths } = visit
  const effectiveAt = view.decision?.effectiveAt
  return (
    <>
      {effectiveAt === undefined ? (
        <DecidedBy {...props} />
      ) : (
        <p class="message" role="status">
          {say('state.sent-at', { time: formatTime(language, new Date(effectiveAt)) })}
        </p>
      )}
      {view.allowed.includes('undo') ? (
        <>
          <p>{say('state.undo-text')}</p>
          <form method="post" action={paths.action(view.id, 'annuler')}>
            <HiddenFields visit={visit} version={view.version} idempotencyKey={idempotencyKey} />
            <button type="submit">{say('state.undo')}</button>
          </form>
        </>
      ) : null}
      <p>
        <a href={paths.queue}>{say('state.to-queue')}</a>
      </p>
    </>
  )
}
