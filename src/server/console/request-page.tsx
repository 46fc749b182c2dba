import type { JSX } from 'hono/jsx/jsx-runtime'
import type { AnswerChannel, RequestWish } from '../../guard/request-input.js'
import type { RequestDetail } from '../../guard/requests.js'
import { formatIsoDay, formatMoment } from '../../i18n/format.js'
import type { Explicable } from '../../review/explicable.js'
import { roleLabel } from '../administration/role-label.js'
import { VisibleText, visibleString } from '../visible-text.js'
import { ErrorSummary, type FormError, TextArea } from './fields.js'
import { RecordText } from './record-text.js'
import { HiddenFields, Shell } from './shell.js'
import type { Visit } from './visit.js'

/** The field of an answer. */
export const ANSWER_FIELD = 'reponse'

/** What the page of one request shows. */
export interface RequestPageProps {
  readonly visit: Visit
  readonly request: RequestDetail
  /** The case that the reference leads this reader to. */
  readonly found?: { readonly id: string; readonly explicable: Explicable }
  /** Who answered, by name. */
  readonly answeredBy?: string
  readonly done?: 'recorded' | 'answered-before'
  readonly typed?: string
  readonly errors?: readonly FormError[]
}

/** One request: what was written, the case it is about, and the answer. */
export function RequestPage(props: RequestPageProps): JSX.Element {
  const { visit, request, errors = [], done } = props
  const { say, language, paths, guard } = visit
  const { kind, input, systemId } = request
  const moment = formatMoment(language, new Date(request.receivedAt))
  const title =
    kind === 'feedback' ? say('requests.feedback-item', { moment }) : say('requests.item', { moment })
  const system = guard.systems.find(({ id }) => id === systemId)
  return (
    <Shell
      context={visit}
      visit={visit}
      here={paths.requests}
      title={[title, say('nav.requests')]}
      hasErrors={errors.length > 0}
    >
      <div class="narrow">
        <ErrorSummary say={say} errors={errors} />
        {done === undefined ? null : (
          <p class="message" role="status">
            {done === 'recorded' ? say('requests.recorded') : say('requests.answered-before')}
          </p>
        )}
        <p>
          <a href={paths.requests}>{say('requests.back')}</a>
        </p>
        <h1>{title}</h1>
        <p>
          <RecordText visit={visit} text={system?.record.name ?? systemId} />
        </p>
        <Due {...props} />
        <dl class="request-facts">
          {factsOf(visit, request).map(([name, value]) => (
            <>
              <dt>{name}</dt>
              <dd class="text">
                <VisibleText text={value} />
              </dd>
            </>
          ))}
        </dl>
        {kind === 'explanation' ? <Case {...props} /> : null}
        <section aria-labelledby="texte-titre">
          <h2 id="texte-titre">{say('requests.text')}</h2>
          <p class="text">
            <VisibleText text={input.text} />
          </p>
        </section>
        {kind === 'explanation' ? <Answer {...props} /> : null}
      </div>
    </Shell>
  )
}

function Due({ visit, request }: RequestPageProps): JSX.Element | null {
  const { say, language } = visit
  const { dueOn, isLate, answered } = request
  if (dueOn === undefined || answered !== undefined) return null
  const day = formatIsoDay(language, dueOn)
  return isLate ? (
    <p class="message warning">
      <strong>{say('requests.was-due', { day })}</strong>
    </p>
  ) : (
    <p>
      <strong>{say('requests.due', { day })}</strong>
    </p>
  )
}

const WISHES = {
  understand: 'requests.wish.understand',
  rules: 'requests.wish.rules',
  agent: 'requests.wish.agent',
  error: 'requests.wish.error',
} as const satisfies Readonly<Record<RequestWish, string>>

const CHANNELS = {
  email: 'requests.channel.email',
  post: 'requests.channel.post',
  phone: 'requests.channel.phone',
  desk: 'requests.channel.desk',
} as const satisfies Readonly<Record<AnswerChannel, string>>

function factsOf({ say }: Visit, { number, input }: RequestDetail): readonly (readonly [string, string])[] {
  const facts: (readonly [string, string])[] = [[say('requests.number'), number]]
  if (input.kind === 'feedback') return facts
  if (input.wish !== undefined) facts.push([say('requests.wish'), say(WISHES[input.wish])])
  facts.push([say('requests.name'), input.name])
  if (input.channel !== undefined) facts.push([say('requests.channel'), say(CHANNELS[input.channel])])
  if (input.email !== undefined) facts.push([say('requests.email'), input.email])
  if (input.address !== undefined) facts.push([say('requests.address'), input.address])
  if (input.phone !== undefined) facts.push([say('requests.phone'), input.phone])
  const spoken = input.lang === 'fr' ? say('requests.language.fr') : say('requests.language.en')
  facts.push([say('requests.language'), spoken])
  if (input.reference !== undefined) facts.push([say('requests.reference'), input.reference])
  return facts
}

const NOT_EXPLAINED = {
  'not-in-effect': 'requests.explain.not-in-effect',
  control: 'requests.explain.control',
  'without-ai': 'requests.explain.without-ai',
} as const satisfies Readonly<Record<Exclude<Explicable, 'ready'>, string>>

function Case({ visit, request, found }: RequestPageProps): JSX.Element {
  const { say, paths } = visit
  const hasReference = request.input.kind === 'explanation' && request.input.reference !== undefined
  if (found === undefined)
    return <p>{hasReference ? say('requests.no-case') : say('requests.no-reference')}</p>
  return (
    <ul>
      <li>
        {found.explicable === 'ready' ? (
          <a href={paths.action(found.id, 'explication')}>{say('requests.explain')}</a>
        ) : (
          say(NOT_EXPLAINED[found.explicable])
        )}
      </li>
      <li>
        <a href={paths.review(found.id)}>{say('requests.case')}</a>
      </li>
    </ul>
  )
}

function Answer(props: RequestPageProps): JSX.Element | null {
  const { visit, request, errors = [], typed = '', answeredBy } = props
  const { say, language, paths } = visit
  const { answered, answer, mayAnswer } = request
  if (answered === undefined && !mayAnswer) return null
  const error = errors.find(({ name }) => name === ANSWER_FIELD)?.message
  return (
    <section aria-labelledby="reponse-titre">
      <h2 id="reponse-titre">{say('requests.answer')}</h2>
      {answered === undefined || answer === undefined ? (
        <form method="post" action={paths.request(request.id)} novalidate>
          <HiddenFields visit={visit} />
          <TextArea
            name={ANSWER_FIELD}
            label={say('requests.answer-label')}
            hint={say('requests.answer-hint')}
            value={typed}
            rows={8}
            {...(error === undefined ? {} : { error })}
          />
          <button type="submit" class="primary">
            {say('requests.record')}
          </button>
        </form>
      ) : (
        <>
          <p class="text">
            <VisibleText text={answer.text} />
          </p>
          <p>
            {say('requests.answered-on', {
              moment: formatMoment(language, new Date(answered.at)),
              name: answeredBy === undefined ? say('admin.state.somebody') : visibleString(answeredBy),
              role: roleLabel(answered.role, say),
            })}
          </p>
        </>
      )}
    </section>
  )
}
