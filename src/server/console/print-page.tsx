import type { JSX } from 'hono/jsx/jsx-runtime'
import { formatMoment } from '../../i18n/format.js'
import { AUDITOR_ROLE } from '../../review/roles.js'
import type { ReviewView } from '../../review/view.js'
import { roleLabel } from '../administration/role-label.js'
import type { Form } from '../read-form.js'
import { VisibleText, visibleString } from '../visible-text.js'
import { documentsOf, shownCase } from './case-documents.js'
import { CriteriaAnswers, CriteriaToVerify, criteriaOf } from './criteria.js'
import { DecisionSummary } from './decision-summary.js'
import { Differences } from './differences.js'
import { dueDay } from './due.js'
import { KeptText } from './kept-text.js'
import { opinionLabel } from './labels.js'
import { caseLabel } from './queue-row.js'
import { Shell } from './shell.js'
import { shapeOfReview, useOfReview } from './submission.js'
import { systemName } from './system-name.js'
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
export function PrintPage({ visit, view, names, typed }: PrintPageProps): JSX.Element {
  const { say, paths, language } = visit
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
          <Documents visit={visit} view={view} />
        </section>
        {isOthers(visit, view) ? null : <Opinion visit={visit} view={view} />}
        <section aria-labelledby="fiche-suggestion">
          <h2 id="fiche-suggestion">{say('suggestion.title')}</h2>
          <Suggestion visit={visit} view={view} />
        </section>
        <section aria-labelledby="fiche-decision">
          <h2 id="fiche-decision">{isOthers(visit, view) ? say('check.decision') : say('decision.title')}</h2>
          {view.decision === undefined ? (
            <>
              <p>{say('print.no-decision')}</p>
              <KeptText say={say} typed={typed} />
            </>
          ) : (
            <DecisionSummary visit={visit} view={view} names={names} />
          )}
          <Changes visit={visit} view={view} />
        </section>
        <footer class="sheet-footer">
          <p>
            {say('print.by', {
              name: visibleString(visit.reviewer.name),
              role: roleLabel(readingRole(visit, view), say),
              moment: formatMoment(language, visit.now),
            })}
          </p>
          <p>{versionText(visit, view)}</p>
          <p>
            {say('print.address')} <a href={paths.review(view.id)}>{paths.review(view.id)}</a>
          </p>
          <p>
            <strong>{say('print.footer')}</strong>
          </p>
        </footer>
      </div>
    </Shell>
  )
}

/** The documents of the case, by name: what the data rest on. */
function Documents({
  visit,
  view,
}: {
  readonly visit: Visit
  readonly view: ReviewView
}): JSX.Element | null {
  const documents = documentsOf(visit, view)
  if (documents.length === 0) return null
  return (
    <>
      <h3>{visit.say('documents.title', { count: documents.length })}</h3>
      <ul>
        {documents.map(({ id, name, detail }) => (
          <li>
            <a href={visit.paths.document(view.id, id)}>
              <VisibleText text={name} />
            </a>
            {detail === undefined ? null : (
              <>
                {' '}
                <VisibleText text={detail} />
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

/** With what made it and what checks found in it; nothing of it before it may be seen. */
function Suggestion({ visit, view }: { readonly visit: Visit; readonly view: ReviewView }): JSX.Element {
  const { say, language } = visit
  const { suggestion, findings } = view
  if (suggestion === undefined) return <p>{say('print.no-suggestion')}</p>
  return (
    <>
      <p>
        {say('suggestion.made', {
          system: systemName(visit, view.systemId),
          version: suggestion.systemVersion,
          moment: formatMoment(language, new Date(suggestion.generatedAt)),
        })}
        . <VisibleText text={say('print.made-with', { model: suggestion.model })} />
      </p>
      <ValueView say={say} value={suggestion.value} shape={shapeOfReview(useOfReview(visit, view))} />
      {findings.length === 0 ? null : (
        <>
          <h3>{say('suggestion.to-verify')}</h3>
          <ul>
            {findings.map(({ message }) => (
              <li>
                <VisibleText text={message[language]} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** What an amendment changed, in words. */
function Changes({ visit, view }: { readonly visit: Visit; readonly view: ReviewView }): JSX.Element | null {
  const { suggestion, decision } = view
  if (suggestion === undefined || decision?.outcome !== 'amended' || decision.value === undefined) return null
  const shape = shapeOfReview(useOfReview(visit, view))
  return <Differences say={visit.say} shape={shape} before={suggestion.value} after={decision.value} />
}

/** True for a case that somebody else decided: its reader gave no opinion on it that could still come. */
function isOthers({ reviewer }: Visit, { opinion, decidedBy }: ReviewView): boolean {
  return opinion === undefined && decidedBy !== undefined && decidedBy.by !== reviewer.id
}

/** In which of the review's roles its reader has it before them. */
function readingRole({ reviewer }: Visit, { oversight }: ReviewView): string {
  const roles = [oversight.role, oversight.escalationRole, AUDITOR_ROLE]
  return roles.find((role) => reviewer.roles.includes(role)) ?? oversight.role
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
    system: visibleString(record?.name ?? view.systemId),
    version: record?.version ?? say('value.none'),
    review: view.id,
    number: String(view.version),
  })
}
