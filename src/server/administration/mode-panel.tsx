import type { JSX } from 'hono/jsx/jsx-runtime'
import type { ModeChange, StandingRaise } from '../../guard/mode-raises.js'
import { formatMoment } from '../../i18n/format.js'
import { raisingRole } from '../../review/roles.js'
import type { System } from '../../system/define-system.js'
import { asksFirst } from '../../system/oversight.js'
import type { FormError } from '../console/fields.js'
import { alertTitle } from '../console/statistics-pages.js'
import type { Visit } from '../console/visit.js'
import { VisibleText, visibleString } from '../visible-text.js'
import { administrationPaths } from './paths.js'
import { nameIn } from './person-name.js'
import { ReasonForm } from './reason-form.js'
import { roleLabel } from './role-label.js'

/** What is known of a system's raised mode. */
export interface ModeState {
  readonly standing: StandingRaise | undefined
  /** Until when a change of its model raises it (ISO 8601, UTC). */
  readonly modelChangeUntil: string | undefined
  readonly history: readonly ModeChange[]
}

/** What the panel shows. */
export interface ModePanelProps {
  readonly visit: Visit
  readonly system: System
  readonly mode: ModeState
  readonly names: ReadonlyMap<string, string>
  readonly errors: readonly FormError[]
  readonly typed: ReadonlyMap<string, string>
}

/** The field of a reason for raising or lifting, one per system. */
export function modeReasonField(systemId: string): string {
  return `motif-mode/${systemId}`
}

/** Whether everybody's opinion comes first on a system's cases, why, and who may ask for it or lift it. */
export function ModePanel(props: ModePanelProps): JSX.Element {
  const { visit, system, mode } = props
  const { say, language } = visit
  const { standing, modelChangeUntil } = mode
  const isMilder = !asksFirst(system.record)
  return (
    <>
      <h3>{say('oversight.title')}</h3>
      {standing === undefined ? null : <Standing {...props} standing={standing} />}
      {modelChangeUntil === undefined || !isMilder ? null : (
        <p class="message warning">
          {say('oversight.model', { moment: formatMoment(language, new Date(modelChangeUntil)) })}
        </p>
      )}
      {standing === undefined ? <p>{isMilder ? say('oversight.own') : say('oversight.own-first')}</p> : null}
      {(isMilder || standing !== undefined) && raisingRole(visit.reviewer) !== undefined ? (
        <ModeForm {...props} />
      ) : null}
      <History {...props} />
    </>
  )
}

/** What was set of the system is not as the guard left it: everybody's opinion comes first, and nothing is changed here. */
export function AlteredMode({ visit: { say } }: Pick<ModePanelProps, 'visit'>): JSX.Element {
  return (
    <>
      <h3>{say('oversight.title')}</h3>
      <p class="message warning">{say('oversight.altered')}</p>
    </>
  )
}

function Standing({
  visit,
  names,
  standing,
}: ModePanelProps & { readonly standing: StandingRaise }): JSX.Element {
  const { say, language } = visit
  const moment = formatMoment(language, new Date(standing.at))
  return (
    <div class="message warning">
      <p>
        <strong>{say('oversight.standing', { moment })}</strong>
        <br />
        {standing.cause === 'alert'
          ? say('oversight.standing.alert', { alert: alertTitle(standing.alert, visit) })
          : say('admin.state.by', {
              name: nameIn(names, standing.by, say),
              role: roleLabel(standing.role, say),
            })}
      </p>
      {standing.cause === 'alert' ? null : (
        <p class="text">
          {say('admin.state.reason')} <VisibleText text={standing.reason} />
        </p>
      )}
    </div>
  )
}

function ModeForm({ visit, system, mode, errors, typed }: ModePanelProps): JSX.Element {
  const { say } = visit
  const { id, name } = system.record
  const isRaised = mode.standing !== undefined
  const label = { system: visibleString(name) }
  return (
    <ReasonForm
      visit={visit}
      action={administrationPaths(visit.paths).mode(id, isRaised ? 'lever' : 'relever')}
      field={modeReasonField(id)}
      label={say('oversight.reason')}
      button={
        isRaised
          ? { text: say('oversight.lift'), named: say('oversight.lift-named', label) }
          : { text: say('oversight.raise'), named: say('oversight.raise-named', label) }
      }
      errors={errors}
      typed={typed}
    />
  )
}

function History({ visit, mode, names }: ModePanelProps): JSX.Element | null {
  const { say, language } = visit
  if (mode.history.length === 0) return null
  return (
    <details>
      <summary>{say('oversight.history')}</summary>
      <ol class="plain">
        {mode.history.toReversed().map((change) => {
          const moment = formatMoment(language, new Date(change.at))
          if (change.cause === 'alert')
            return (
              <li>{say('oversight.history.alert', { moment, alert: alertTitle(change.alert, visit) })}</li>
            )
          const name = nameIn(names, change.by, say)
          return (
            <li>
              {change.action === 'raised'
                ? say('oversight.history.raised', { moment, name })
                : say('oversight.history.lifted', { moment, name })}
              <br />
              <span class="text">
                <VisibleText text={change.reason} />
              </span>
            </li>
          )
        })}
      </ol>
    </details>
  )
}
