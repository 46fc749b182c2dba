import type { JSX } from 'hono/jsx/jsx-runtime'
import type { ProblemDetail } from '../../guard/problem-types.js'
import { formatMoment } from '../../i18n/format.js'
import type { ProblemStatus } from '../../review/problem-status.js'
import { roleLabel } from '../administration/role-label.js'
import { VisibleText } from '../visible-text.js'
import { ErrorSummary, type FormError, Radios, TextArea } from './fields.js'
import { problemLabel } from './labels.js'
import { statusLabel, statusSince } from './problem-list.js'
import { RecordText } from './record-text.js'
import { HiddenFields, Shell } from './shell.js'
import { systemName } from './system-name.js'
import type { Visit } from './visit.js'

/** Names of the fields of an answer to a report. */
export const PROBLEM_NAMES = { status: 'etat', answer: 'reponse' } as const

/** What the page of one report shows. */
export interface ProblemPageProps {
  readonly visit: Visit
  readonly problem: ProblemDetail
  readonly done?: 'recorded' | 'changed-before'
  readonly typed?: { readonly status: ProblemStatus | undefined; readonly answer: string }
  readonly errors?: readonly FormError[]
}

/** One report: what it says, where it stands, and, for those in charge, the next step. */
export function ProblemPage(props: ProblemPageProps): JSX.Element {
  const { visit, problem, errors = [], done } = props
  const { say, language, paths } = visit
  const title = say('problems.title', { kind: problemLabel(problem.kind, say) })
  return (
    <Shell
      context={visit}
      visit={visit}
      here={paths.problems}
      title={[title, say('nav.problems')]}
      hasErrors={errors.length > 0}
    >
      <div class="narrow">
        <ErrorSummary say={say} errors={errors} />
        {done === undefined ? null : (
          <p class={done === 'recorded' ? 'message' : 'message warning'} role="status">
            {done === 'recorded' ? say('problems.recorded') : say('problems.changed-before')}
          </p>
        )}
        <p>
          <a href={paths.problems}>{say('problems.back')}</a>
        </p>
        <h1>{title}</h1>
        <dl class="request-facts">
          <dt>{say('problems.column.status')}</dt>
          <dd>
            <strong>{statusSince(problem, visit)}</strong>
          </dd>
          <dt>{say('problems.column.system')}</dt>
          <dd>
            <RecordText visit={visit} text={systemName(visit, problem.systemId)} />
          </dd>
          <dt>{say('problems.reported-on')}</dt>
          <dd>{formatMoment(language, new Date(problem.at))}</dd>
        </dl>
        {problem.urgent ? (
          <p class="message warning">
            <strong>{say('problems.urgent')}</strong>
          </p>
        ) : null}
        {problem.isMine ? <p>{say('problems.who-mine')}</p> : null}
        {problem.reviewId === undefined ? null : (
          <p>
            <a href={paths.review(problem.reviewId)}>{say('problems.case')}</a>
          </p>
        )}
        <Words
          title={say('problems.text')}
          id="texte-titre"
          text={problem.text}
          none={say('problems.erased')}
        />
        {problem.answer === undefined ? null : <Answer {...props} />}
        {problem.next.length === 0 ? null : <NextForm {...props} />}
      </div>
    </Shell>
  )
}

function Words(props: {
  readonly title: string
  readonly id: string
  readonly text: string | undefined
  readonly none: string
}): JSX.Element {
  return (
    <section aria-labelledby={props.id}>
      <h2 id={props.id}>{props.title}</h2>
      {props.text === undefined ? (
        <p class="empty">{props.none}</p>
      ) : (
        <p class="text">
          <VisibleText text={props.text} />
        </p>
      )}
    </section>
  )
}

function Answer({ visit, problem }: ProblemPageProps): JSX.Element {
  const { say, language } = visit
  const { handled, answer = '' } = problem
  return (
    <>
      <Words title={say('problems.answer')} id="reponse-titre" text={answer} none="" />
      {handled === undefined ? null : (
        <p class="panel-meta">
          {say('problems.answered-on', {
            moment: formatMoment(language, new Date(handled.at)),
            role: roleLabel(handled.role, say),
          })}
        </p>
      )}
    </>
  )
}

function NextForm({ visit, problem, typed, errors = [] }: ProblemPageProps): JSX.Element {
  const { say, paths } = visit
  const errorOf = (name: string): { readonly error?: string } => {
    const message = errors.find((error) => error.name === name)?.message
    return message === undefined ? {} : { error: message }
  }
  return (
    <section aria-labelledby="suite-titre">
      <h2 id="suite-titre">{say('problems.handle')}</h2>
      <form method="post" action={paths.problem(problem.id)} novalidate>
        <HiddenFields visit={visit} version={problem.version} />
        <Radios
          name={PROBLEM_NAMES.status}
          label={say('problems.next')}
          options={problem.next.map((status) => ({ value: status, label: statusLabel(status, say) }))}
          value={typed?.status ?? ''}
          {...errorOf(PROBLEM_NAMES.status)}
        />
        <TextArea
          name={PROBLEM_NAMES.answer}
          label={say('problems.answer-label')}
          hint={say('problems.answer-hint')}
          value={typed?.answer ?? ''}
          rows={4}
          {...errorOf(PROBLEM_NAMES.answer)}
        />
        <button type="submit" class="primary">
          {say('problems.record')}
        </button>
      </form>
    </section>
  )
}
