import type { JSX } from 'hono/jsx/jsx-runtime'
import { formatNumber } from '../../i18n/format.js'
import type { ReviewView } from '../../review/view.js'
import { VisibleText } from '../visible-text.js'
import { caseLabel } from './queue-row.js'
import { HIDDEN_NAMES, HiddenFields, Shell } from './shell.js'
import { type Submission, useOfReview } from './submission.js'
import { SubmissionSummary } from './submission-summary.js'
import type { Visit } from './visit.js'

/** What the check page shows. */
export interface CheckPageProps {
  readonly visit: Visit
  readonly view: ReviewView
  readonly submission: Submission
  /** Of the draft that is shown: what is recorded is what was checked. */
  readonly digest: string
  readonly idempotencyKey: string
}

/** « Vérifiez votre décision »: everything that will be recorded, with a way back to each part of it. */
export function CheckPage(props: CheckPageProps): JSX.Element {
  const { visit, view, submission } = props
  const { say, paths } = visit
  const form = submission.outcome === 'without-ai' ? paths.action(view.id, 'sans-ia') : paths.review(view.id)
  // A decision taken without the AI tells nobody of an algorithm.
  const needsNotice =
    submission.outcome !== 'without-ai' && useOfReview(visit, view)?.record.audience === 'citizens'
  return (
    <Shell context={visit} visit={visit} title={[say('check.title'), caseLabel(view)]}>
      <p class="back">
        <a href={form}>{say('check.back')}</a>
      </p>
      <h1>{say('check.title')}</h1>
      <p class="lede">
        <VisibleText text={say('review.title', { case: caseLabel(view) })} />
      </p>
      <SubmissionSummary visit={visit} view={view} submission={submission} form={form} />
      <p>{say('check.what-next', { duration: durationWords(view.oversight.undoMinutes, say) })}</p>
      {needsNotice ? <p>{say('check.notice')}</p> : null}
      {view.votes.needed > 1 ? <p>{say('check.quorum', { needed: view.votes.needed })}</p> : null}
      <DrawNote visit={visit} view={view} />
      <form method="post" action={paths.action(view.id, 'enregistrer')}>
        <HiddenFields visit={visit} version={view.version} idempotencyKey={props.idempotencyKey} />
        <input type="hidden" name={HIDDEN_NAMES.digest} value={props.digest} />
        <button type="submit" class="primary">
          {say('check.submit')}
        </button>
      </form>
    </Shell>
  )
}

/** Where one person decides, but some cases are drawn: said to everybody, since nobody can know which. */
export function DrawNote({ visit, view }: Pick<CheckPageProps, 'visit' | 'view'>): JSX.Element | null {
  const { secondOpinionPercent } = view.oversight
  if (secondOpinionPercent === undefined || view.votes.needed > 1 || view.withoutSuggestion === true)
    return null
  const percent = formatNumber(visit.language, secondOpinionPercent)
  return <p>{visit.say('check.draw', { percent })}</p>
}

/** How long a decision can be taken back, in words. */
export function durationWords(minutes: number, say: Visit['say']): string {
  return minutes >= 1
    ? say('check.minutes', { count: Math.round(minutes) })
    : say('check.seconds', { count: Math.round(minutes * 60) })
}
