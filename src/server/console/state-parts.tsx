import type { JSX } from 'hono/jsx/jsx-runtime'
import { formatMoment, formatTime } from '../../i18n/format.js'
import { dayOf } from '../../system/lifecycle.js'
import { VisibleText, visibleString } from '../visible-text.js'
import { shownCase } from './case-documents.js'
import { sourceAnchor } from './case-source.js'
import { fieldId, TextArea } from './fields.js'
import { HiddenFields } from './shell.js'
import type { StatePanelProps } from './state-panel.js'
import { anchorId } from './value-view.js'

/** The name of the field in which a supervisor says why. */
export const TAKE_OVER_NAME = 'raison-reprise'

/** For who held the case: a supervisor took it, and says why. */
export function TakenOverNote({ visit, view, names }: StatePanelProps): JSX.Element | null {
  const { takenOver } = view
  if (takenOver === undefined) return null
  const { say, language } = visit
  return (
    <p class="message" role="status">
      <VisibleText
        text={say('takeover.done', {
          name: names.get(takenOver.by) ?? say('queue.holder.somebody'),
          time: formatTime(language, new Date(takenOver.at)),
          why: takenOver.why,
        })}
      />
    </p>
  )
}

/** « Reprendre la main », for supervisors, on a case that somebody else holds. */
export function TakeOverForm(props: StatePanelProps): JSX.Element | null {
  const { visit, view, errors, typed, idempotencyKey } = props
  const { say, paths } = visit
  if (!view.allowed.includes('take-over')) return null
  const error = errors.find(({ name }) => name === TAKE_OVER_NAME)?.message
  return (
    <section class="alternative" aria-labelledby={`${fieldId(TAKE_OVER_NAME)}-titre`}>
      <h3 id={`${fieldId(TAKE_OVER_NAME)}-titre`}>{say('takeover.title')}</h3>
      <p>{say('takeover.text')}</p>
      <form method="post" action={paths.action(view.id, 'reprendre')} novalidate>
        <HiddenFields visit={visit} version={view.version} idempotencyKey={idempotencyKey} />
        <TextArea
          name={TAKE_OVER_NAME}
          label={say('takeover.why')}
          {...(error === undefined ? {} : { error })}
          value={typed?.get(TAKE_OVER_NAME) ?? ''}
          rows={2}
        />
        <button type="submit">{say('takeover.submit')}</button>
      </form>
    </section>
  )
}

/** « C. Martin a décidé ce dossier à 14 h 10. »; undefined while nobody has, or when nobody knows their name. */
export function decidedByText({
  visit,
  view,
  names,
}: Pick<StatePanelProps, 'visit' | 'view' | 'names'>): string | undefined {
  const { say, language, now } = visit
  const { decidedBy } = view
  const known = decidedBy === undefined ? undefined : names.get(decidedBy.by)
  if (decidedBy === undefined || known === undefined) return undefined
  const [name, at] = [visibleString(known), new Date(decidedBy.at)]
  return dayOf(at) === dayOf(now)
    ? say('state.decided-by', { name, time: formatTime(language, at) })
    : say('state.decided-by-on', { name, moment: formatMoment(language, at) })
}

/** Who decided, when a colleague did, and where to go on. */
export function DecidedBy({ visit, view, names }: StatePanelProps): JSX.Element {
  const { say, paths } = visit
  return (
    <>
      <p>{decidedByText({ visit, view, names }) ?? say('state.decided-by-others')}</p>
      <form method="post" action={paths.next}>
        <HiddenFields visit={visit} />
        <button type="submit">{say('state.next-case')}</button>
      </form>
    </>
  )
}

/** What a control case was about, once this person has decided it. */
export function ControlFeedbackNote({ visit, view }: StatePanelProps): JSX.Element | null {
  const { control } = view
  if (control === undefined) return null
  const { say, paths } = visit
  const place = control.where === undefined ? undefined : sourceAnchor(shownCase(visit, view), control.where)
  return (
    <>
      <p class={control.found ? 'message' : 'message warning'} role="status">
        <VisibleText text={say('control.error', { error: control.error })} />{' '}
        <strong>{control.found ? say('control.found') : say('control.missed')}</strong>
      </p>
      {control.explanation === undefined ? null : (
        <p class="text">
          <VisibleText text={control.explanation} />
        </p>
      )}
      {place === undefined ? null : (
        <p>
          <a href={`#${anchorId(place.pointer)}`}>
            {say('control.see', { field: visibleString(place.label) })}
          </a>
        </p>
      )}
      <p class="hint">{say('control.no-effect')}</p>
      <p>
        <a href={paths.queue}>{say('state.to-queue')}</a>
      </p>
    </>
  )
}
