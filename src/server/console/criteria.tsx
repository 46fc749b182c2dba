import type { JSX } from 'hono/jsx/jsx-runtime'
import {
  type AnsweredCriterion,
  CRITERION_ANSWERS,
  type CriterionAnswer,
  type CriterionAnswers,
} from '../../review/criteria.js'
import type { ReviewView } from '../../review/view.js'
import type { Criterion } from '../../system/system-record.js'
import type { Form } from '../read-form.js'
import { VisibleText, visibleString } from '../visible-text.js'
import { type FormError, Radios } from './fields.js'
import { useOfReview } from './submission.js'
import type { Say, Visit } from './visit.js'

/** What is verified in a review, as its use declares it. */
export function criteriaOf(visit: Pick<Visit, 'guard'>, view: ReviewView): readonly Criterion[] {
  return useOfReview(visit, view)?.record.criteria ?? []
}

/** The name of a criterion's control. */
export function criterionName(id: string): string {
  return `critere.${id}`
}

/** The answers that a form carries. */
export function readCriteria(criteria: readonly Criterion[], form: Form): CriterionAnswers {
  const given = criteria.flatMap(({ id }) => {
    const answer = CRITERION_ANSWERS.find((each) => each === form.get(criterionName(id)))
    return answer === undefined ? [] : [[id, answer] as const]
  })
  return Object.fromEntries(given)
}

/** What is missing: each criterion without an answer. */
export function missingCriteria(
  criteria: readonly Criterion[],
  answers: CriterionAnswers,
  { say, language }: Pick<Visit, 'say' | 'language'>,
): readonly FormError[] {
  return criteria
    .filter(({ id }) => !Object.hasOwn(answers, id))
    .map((criterion) => ({
      name: criterionName(criterion.id),
      message: say('error.criterion', { criterion: visibleString(statementOf(criterion, language).text) }),
    }))
}

/** « Critères à vérifier »: each with its three answers, none given in advance. */
export function CriteriaFields(props: {
  readonly visit: Visit
  readonly view: ReviewView
  readonly typed: Form | undefined
  readonly errors: readonly FormError[]
}): JSX.Element | null {
  const { visit, view, typed, errors } = props
  const { say } = visit
  const criteria = criteriaOf(visit, view)
  if (criteria.length === 0) return null
  return (
    <section class="criteria" aria-labelledby="criteres">
      <h3 id="criteres">{say('criteria.title')}</h3>
      {criteria.map((criterion, index) => {
        const name = criterionName(criterion.id)
        const error = errors.find((each) => each.name === name)?.message
        return (
          <Radios
            name={name}
            className="criterion"
            label={<Statement visit={visit} criterion={criterion} number={index + 1} />}
            {...(error === undefined ? {} : { error })}
            value={typed?.get(name) ?? ''}
            options={CRITERION_ANSWERS.map((answer) => ({
              value: answer,
              label: criterionAnswerLabel(answer, say),
            }))}
          />
        )
      })}
    </section>
  )
}

/** What was answered, in the order of the grid. */
export function CriteriaAnswers({
  visit,
  criteria,
}: {
  readonly visit: Visit
  readonly criteria: readonly AnsweredCriterion[] | undefined
}): JSX.Element | null {
  if (criteria === undefined || criteria.length === 0) return null
  return (
    <dl class="criteria-answers">
      {criteria.map((criterion) => (
        <div>
          <dt>
            <Statement visit={visit} criterion={criterion} />
          </dt>
          <dd>{criterionAnswerLabel(criterion.answer, visit.say)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The grid on paper, before there are answers. */
export function CriteriaToVerify({
  visit,
  criteria,
}: {
  readonly visit: Visit
  readonly criteria: readonly Criterion[]
}): JSX.Element | null {
  if (criteria.length === 0) return null
  return (
    <>
      <h3>{visit.say('criteria.title')}</h3>
      <ol class="criteria-list">
        {criteria.map((criterion) => (
          <li>
            <Statement visit={visit} criterion={criterion} />
          </li>
        ))}
      </ol>
    </>
  )
}

/** « Rempli », « Non rempli », « Impossible à vérifier ». */
export function criterionAnswerLabel(answer: CriterionAnswer, say: Say): string {
  switch (answer) {
    case 'met':
      return say('criteria.met')
    case 'not-met':
      return say('criteria.not-met')
    case 'unverifiable':
      return say('criteria.unverifiable')
  }
}

/** A criterion's statement, in the language that the record has it in. */
export function Statement(props: {
  readonly visit: Pick<Visit, 'language'>
  readonly criterion: Criterion
  readonly number?: number
}): JSX.Element {
  const { text, lang } = statementOf(props.criterion, props.visit.language)
  return (
    <>
      {props.number === undefined ? null : `${props.number}. `}
      <span lang={lang === props.visit.language ? undefined : lang}>
        <VisibleText text={text} />
      </span>
    </>
  )
}

/** A criterion in the page's language, else in French, which every record has. */
function statementOf(
  { fr, en }: Criterion,
  language: Visit['language'],
): { readonly text: string; readonly lang: Visit['language'] } {
  return language === 'en' && en !== undefined ? { text: en, lang: 'en' } : { text: fr, lang: 'fr' }
}
