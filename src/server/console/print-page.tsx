import type { JSX } from 'hono/jsx/jsx-runtime'
import { formatMoment } from '../../i18n/format.js'
import type { ReviewView } from '../../review/view.js'
import type { Form } from '../read-form.js'
import { VisibleText, visibleString } from '../visible-text.js'
import { shownCase } from './case-documents.js'
import { CriteriaAnswers, CriteriaToVerify, criteriaOf } from './criteria.js'
import { DecisionSummary } from './decision-summary.js'
import { dueDay } from './due.js'
import { KeptText } from './kept-text.js'
import { opinionLabel } from './labels.js'
import { caseLabel } from './queue-row.js'
import { Shell } from './shell.js'
import { shapeOfReview, useOfReview } from './submission.js'
import { ValueView } from './value-view.js'
import type { Visit } from './visit.js'

/** What the sheet is made of. */
export interface PrintPageProps {
  readonly visit: Visit
  readonly view: ReviewView
  readonly names: ReadonlyMap<string, string>
  readonly typed: Form | undefined
}

/** « Fiche d’examen », A4: what this person may see of the review now. Before their opinion, without the suggestion. */
export function PrintPage({ visit, view, typed }: PrintPageProps): JSX.Element {
  const { say, paths, language } = visit
  const shape = shapeOfReview(useOfReview(visit, view))
  const title = say('review.title', { case: caseLabel(view) })
  return (
    <Shell context={visit} visit={visit} title={[say('print.title'), title]}>
      <div class="sheet">
        <p class="back">
          <a href={paths.review(view.id)}>{say('check.back')}</a>
        </p>
        <h1>{say('print.title')}</h1>
        <p class="lede">
          <VisibleText text={title} />
        </p>
        <p>{say('review.due', { day: dueDay(view.dueAt, visit) })}</p>
        <section aria-labelledby="fiche-donnees">
          <h2 id="fiche-donnees">{say('case.title')}</h2>
          <ValueView say={say} value={shownCase(visit, view)} />
        </section>
        <Opinion visit={visit} view={view} />
        <section aria-labelledby="fiche-suggestion">
          <h2 id="fiche-suggestion">{say('suggestion.title')}</h2>
          {view.suggestion === undefined ? (
            <p>{say('print.no-suggestion')}</p>
          ) : (
            <ValueView say={say} value={view.suggestion.value} shape={shape} />
          )}
        </section>
        <section aria-labelledby="fiche-decision">
          <h2 id="fiche-decision">{say('decision.title')}</h2>
          {view.decision === undefined ? (
            <>
              <p>{say('print.no-decision')}</p>
              <KeptText say={say} typed={typed} />
            </>
          ) : (
            <DecisionSummary visit={visit} view={view} />
          )}
        </section>
        <footer class="sheet-footer">
          <p>
            {say('print.by', {
              name: visibleString(visit.reviewer.name),
              role: view.oversight.role,
              moment: formatMoment(language, visit.now),
            })}
          </p>
          <p>{versionText(visit, view)}</p>
          <p>
            <strong>{say('print.footer')}</strong>
          </p>
        </footer>
      </div>
    </Shell>
  )
}

function Opinion({ visit, view }: { readonly visit: Visit; readonly view: ReviewView }): JSX.Element {
  const { say, language } = visit
  const { opinion } = view
  return (
    <section aria-labelledby="fiche-avis">
      <h2 id="fiche-avis">{say('opinion.legend')}</h2>
      {opinion === undefined ? (
        <>
          <p>{say('print.no-opinion')}</p>
          <CriteriaToVerify visit={visit} criteria={criteriaOf(visit, view)} />
        </>
      ) : (
        <>
          <p>
            <strong>{opinionLabel(opinion.choice, say)}</strong> (
            {formatMoment(language, new Date(opinion.at))})
          </p>
          <CriteriaAnswers visit={visit} criteria={opinion.criteria} />
          {opinion.note === undefined ? null : (
            <p class="text">
              <VisibleText text={opinion.note} />
            </p>
          )}
        </>
      )}
    </section>
  )
}

function versionText({ say, guard }: Visit, view: ReviewView): string {
  const record = guard.systems.find(({ id }) => id === view.systemId)?.record
  return say('print.versions', {
    system: record?.name ?? view.systemId,
    version: record?.version ?? say('value.none'),
    review: view.id,
    number: String(view.version),
  })
}
