import { randomUUID } from 'node:crypto'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { formatTime } from '../../i18n/format.js'
import type { ReviewView } from '../../review/view.js'
import { VisibleText, visibleString } from '../visible-text.js'
import { outcomeLabel } from './labels.js'
import { caseLabel } from './queue-row.js'
import { HiddenFields, Shell } from './shell.js'
import type { Visit } from './visit.js'

/** Why a decision of a group was not recorded. */
export type NotRecorded =
  | 'grouped.failed.moved'
  | 'grouped.failed.lease'
  | 'grouped.failed.not-allowed'
  | 'grouped.failed.invalid'
  | 'grouped.failed.altered'
  | 'grouped.failed.busy'
  | 'grouped.failed.fault'
  | 'grouped.failed.gone'
  /** Taken back since, or never decided. */
  | 'grouped.failed.none'

/** What became of one case of a group. */
export type CaseResult =
  | { readonly recorded: true; readonly view: ReviewView }
  | {
      readonly recorded: false
      readonly id: string
      readonly view?: ReviewView
      readonly why: NotRecorded
      /** Of a fault, for who looks after the server. */
      readonly reference?: string
    }

/** Where the page's heading is. */
export const RESULT_ID = 'enregistre'

/** What was recorded, case by case, and until when each decision can be taken back. */
export function GroupedResultPage(props: {
  readonly visit: Visit
  readonly results: readonly CaseResult[]
}): JSX.Element {
  const { visit, results } = props
  const { say, paths } = visit
  const count = results.filter(({ recorded }) => recorded).length
  const title = say('grouped.result', { count })
  return (
    <Shell context={visit} visit={visit} title={[title]}>
      <h1 id={RESULT_ID} tabindex={-1}>
        {title}
      </h1>
      {count === results.length ? null : (
        <p class="message warning" role="alert">
          {say('grouped.not-recorded', { count: results.length - count })}
        </p>
      )}
      {results.map((result) => (
        <CaseSection visit={visit} result={result} />
      ))}
      <p>
        <a class="button" href={paths.queue}>
          {say('state.to-queue')}
        </a>
      </p>
    </Shell>
  )
}

function CaseSection({ visit, result }: { readonly visit: Visit; readonly result: CaseResult }): JSX.Element {
  const { say, paths } = visit
  const id = result.recorded ? result.view.id : result.id
  const label = result.view === undefined ? id.slice(-12) : caseLabel(result.view)
  return (
    <section class="panel" aria-labelledby={`dossier-${id}`}>
      <h2 id={`dossier-${id}`}>
        <VisibleText text={say('review.title', { case: label })} />
      </h2>
      {result.recorded ? (
        <Recorded visit={visit} view={result.view} />
      ) : (
        <Failed visit={visit} result={result} />
      )}
      {result.recorded || result.view !== undefined ? (
        <p>
          <a href={paths.review(id)} aria-label={say('grouped.open-named', { case: visibleString(label) })}>
            {say('grouped.open')}
          </a>
        </p>
      ) : null}
    </section>
  )
}

function Failed({
  visit,
  result,
}: {
  readonly visit: Visit
  readonly result: CaseResult & { readonly recorded: false }
}): JSX.Element {
  const { say } = visit
  const { why, reference } = result
  return (
    <>
      <p class="message warning">
        <strong>{say('grouped.nothing-recorded')}</strong> {say(why)}
      </p>
      {reference === undefined ? null : <p>{say('failure.reference', { reference })}</p>}
    </>
  )
}

function Recorded({ visit, view }: { readonly visit: Visit; readonly view: ReviewView }): JSX.Element {
  const { say } = visit
  return (
    <>
      {view.decision === undefined ? null : (
        <dl class="values">
          <div>
            <dt>{say('check.decision')}</dt>
            <dd>{outcomeLabel(view.decision.outcome, say)}</dd>
          </div>
        </dl>
      )}
      {view.control === undefined ? (
        <Standing visit={visit} view={view} />
      ) : (
        <Control visit={visit} view={view} />
      )}
    </>
  )
}

/** Until when the decision can be taken back, that it awaits a colleague's, or that it has gone out. */
function Standing({ visit, view }: { readonly visit: Visit; readonly view: ReviewView }): JSX.Element {
  const { say, language, paths } = visit
  const time = formatTime(language, new Date(view.decision?.effectiveAt ?? view.decision?.at ?? visit.now))
  if (view.status === 'effective') return <p>{say('grouped.sent', { time })}</p>
  // The lot fell on it, for a second opinion: it is one voice of two.
  if (view.status !== 'decided') return <p>{say('state.voted-text')}</p>
  return (
    <>
      <p>{say('grouped.until', { time })}</p>
      {view.allowed.includes('undo') ? (
        <form method="post" action={paths.action(view.id, 'annuler')}>
          <HiddenFields visit={visit} version={view.version} idempotencyKey={randomUUID()} />
          <button
            type="submit"
            aria-label={say('grouped.undo-named', { case: visibleString(caseLabel(view)) })}
          >
            {say('state.undo')}
          </button>
        </form>
      ) : null}
    </>
  )
}

/** What a control case was about: the place to look at is on the case's own page. */
function Control({ visit, view }: { readonly visit: Visit; readonly view: ReviewView }): JSX.Element | null {
  const { say } = visit
  const { control } = view
  if (control === undefined) return null
  return (
    <>
      <p class={control.found ? 'message' : 'message warning'}>
        {say('control.title')}. <VisibleText text={say('control.error', { error: control.error })} />{' '}
        <strong>{control.found ? say('control.found') : say('grouped.control-missed')}</strong>
      </p>
      <p class="hint">{say('control.no-effect')}</p>
    </>
  )
}
