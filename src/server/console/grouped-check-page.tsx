import { randomUUID } from 'node:crypto'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { ReviewView } from '../../review/view.js'
import type { Form } from '../read-form.js'
import { VisibleText, visibleString } from '../visible-text.js'
import { DrawNote, durationWords } from './check-page.js'
import { draftDigest } from './draft.js'
import { nameAmong, prefixOf } from './grouped-form.js'
import { type GroupMessage, USAGE_NAME } from './grouped-page.js'
import { caseLabel } from './queue-row.js'
import { HIDDEN_NAMES, HiddenFields, Shell } from './shell.js'
import { type Submission, useOfReview } from './submission.js'
import { SubmissionSummary } from './submission-summary.js'
import type { Visit } from './visit.js'

/** A decision of a group, read from its draft. */
export interface CheckedCase {
  readonly view: ReviewView
  readonly typed: Form
  readonly submission: Submission
}

/** What the check page of a group shows. */
export interface GroupedCheckPageProps {
  readonly visit: Visit
  readonly usage: string
  readonly cases: readonly CheckedCase[]
  /** Cases of the group that nobody has begun to decide: they stay reserved. */
  readonly blank: readonly ReviewView[]
  /** What is said above them. */
  readonly message?: GroupMessage
}

/** « Vérifiez vos décisions »: each case with all that will be recorded on it, and a way back to each part. */
export function GroupedCheckPage(props: GroupedCheckPageProps): JSX.Element {
  const { visit, usage, cases, blank, message } = props
  const { say, paths } = visit
  const form = groupAddress(visit, usage)
  const [first] = cases
  const needsNotice = first !== undefined && useOfReview(visit, first.view)?.record.audience === 'citizens'
  return (
    <Shell context={visit} visit={visit} title={[say('grouped.check')]}>
      <p class="back">
        <a href={form}>{say('grouped.back')}</a>
      </p>
      <h1>{say('grouped.check')}</h1>
      <p class="lede">{say('grouped.check-lede', { count: cases.length })}</p>
      {message === undefined ? null : (
        <p class="message warning" role="status">
          {say(message)}
        </p>
      )}
      {cases.map(({ view, submission }) => (
        <section class="grouped-check" aria-labelledby={`dossier-${view.id}`}>
          <h2 id={`dossier-${view.id}`}>
            <VisibleText text={say('review.title', { case: caseLabel(view) })} />
          </h2>
          <SubmissionSummary
            visit={visit}
            view={view}
            submission={submission}
            form={form}
            among={{ prefix: prefixOf(view.id), label: caseLabel(view) }}
          />
        </section>
      ))}
      {blank.length === 0 ? null : (
        <>
          <p>{say('grouped.blank', { count: blank.length })}</p>
          <ul>
            {blank.map((view) => (
              <li>{say('review.title', { case: visibleString(caseLabel(view)) })}</li>
            ))}
          </ul>
        </>
      )}
      {first === undefined ? null : (
        <p>{say('grouped.what-next', { duration: durationWords(first.view.oversight.undoMinutes, say) })}</p>
      )}
      {needsNotice ? <p>{say('grouped.notice')}</p> : null}
      {first === undefined ? null : <DrawNote visit={visit} view={first.view} />}
      <form method="post" action={paths.grouped('enregistrer')}>
        <HiddenFields visit={visit} />
        <input type="hidden" name={USAGE_NAME} value={usage} />
        {cases.map((each) => (
          <CaseFields {...each} />
        ))}
        <button type="submit" class="primary">
          {say('grouped.record', { count: cases.length })}
        </button>
      </form>
    </Shell>
  )
}

/** What a decision on one case is recorded with: the version and the text that were shown, and a key of its own. */
function CaseFields({ view, typed }: CheckedCase): JSX.Element {
  const fields = {
    [HIDDEN_NAMES.version]: String(view.version),
    [HIDDEN_NAMES.digest]: draftDigest(typed),
    [HIDDEN_NAMES.key]: randomUUID(),
  }
  return (
    <>
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={nameAmong(view.id, name)} value={value} />
      ))}
    </>
  )
}

/** Where the group of a use is. */
export function groupAddress({ paths }: Pick<Visit, 'paths'>, usage: string): string {
  return `${paths.grouped()}?${new URLSearchParams({ [USAGE_NAME]: usage })}`
}
