import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Suspension, SuspensionChange } from '../../guard/suspensions.js'
import { formatMoment } from '../../i18n/format.js'
import { authorisedPeople, type Shortage, shortagesOf } from '../../review/authorisations.js'
import type { Reviewer } from '../../review/reviewer.js'
import type { System } from '../../system/define-system.js'
import { dayOf } from '../../system/lifecycle.js'
import { ErrorSummary, type FormError } from '../console/fields.js'
import type { Say, Visit } from '../console/visit.js'
import { VisibleText, visibleString } from '../visible-text.js'
import { mayStop } from './access.js'
import { AdministrationPage } from './frame.js'
import { AlteredMode, ModePanel, type ModeState } from './mode-panel.js'
import { administrationPaths } from './paths.js'
import { nameIn } from './person-name.js'
import { ReasonForm } from './reason-form.js'
import { roleLabel } from './role-label.js'

/** The field of a reason, one per system. */
export function reasonField(systemId: string): string {
  return `motif/${systemId}`
}

/** What was done before the page is shown. */
export type Done = 'suspended' | 'resumed' | 'raised' | 'lifted'

/** What the page of systems shows. */
export interface SystemsPageProps {
  readonly visit: Visit
  readonly systems: readonly System[]
  readonly suspensions: ReadonlyMap<string, Suspension>
  readonly histories: ReadonlyMap<string, readonly SuspensionChange[]>
  readonly modes: ReadonlyMap<string, ModeState | 'altered'>
  /** Names by id. */
  readonly names: ReadonlyMap<string, string>
  /** Absent when the directory cannot tell. */
  readonly people?: readonly Reviewer[]
  readonly done?: Done
  readonly errors: readonly FormError[]
  readonly typed: ReadonlyMap<string, string>
}

/** Systems and their state, each with its stop button. */
export function SystemsPage(props: SystemsPageProps): JSX.Element {
  const { visit, systems, errors, done } = props
  const { say } = visit
  return (
    <AdministrationPage
      visit={visit}
      title={say('admin.systems')}
      current="systems"
      hasErrors={errors.length > 0}
    >
      <ErrorSummary say={say} errors={errors} />
      {done === undefined ? null : (
        <p class="message" role="status">
          {doneText(done, say)}
        </p>
      )}
      <p class="lede">{say('admin.systems-lede')}</p>
      {props.people === undefined ? <p class="message">{say('admin.no-directory')}</p> : null}
      {systems.map((system) => (
        <SystemPanel {...props} system={system} />
      ))}
    </AdministrationPage>
  )
}

type PanelProps = SystemsPageProps & { readonly system: System }

function SystemPanel(props: PanelProps): JSX.Element {
  const { visit, system } = props
  const { say } = visit
  const { record } = system
  const suspension = props.suspensions.get(record.id)
  return (
    <section class="panel system-panel" aria-labelledby={`systeme-${record.id}`}>
      <h2 id={`systeme-${record.id}`}>
        <VisibleText text={record.name} />
      </h2>
      <p class="panel-meta">{say('admin.version', { version: record.version })}</p>
      <State {...props} suspension={suspension} />
      <Trained {...props} />
      {mayStop(system, visit.reviewer) ? <StopForm {...props} suspended={suspension !== undefined} /> : null}
      <History {...props} />
      <Mode {...props} />
    </section>
  )
}

function Mode(props: PanelProps): JSX.Element | null {
  const mode = props.modes.get(props.system.id)
  if (mode === undefined) return null
  return mode === 'altered' ? <AlteredMode visit={props.visit} /> : <ModePanel {...props} mode={mode} />
}

function doneText(done: Done, say: Say): string {
  switch (done) {
    case 'suspended':
      return say('admin.done.suspended')
    case 'resumed':
      return say('admin.done.resumed')
    case 'raised':
      return say('oversight.done.raised')
    case 'lifted':
      return say('oversight.done.lifted')
  }
}

function State({
  visit,
  names,
  suspension,
}: PanelProps & { readonly suspension: Suspension | undefined }): JSX.Element {
  const { say, language } = visit
  if (suspension === undefined)
    return (
      <p class="state">
        <strong>{say('admin.state.running')}</strong>
      </p>
    )
  const { since, by, role, reason } = suspension
  return (
    <div class="message warning">
      <p>
        <strong>{say('admin.state.suspended', { moment: formatMoment(language, new Date(since)) })}</strong>
        <br />
        {say('admin.state.by', { name: nameIn(names, by, say), role: roleLabel(role, say) })}
      </p>
      <p class="text">
        {say('admin.state.reason')} <VisibleText text={reason} />
      </p>
    </div>
  )
}

function Trained({ visit, system, people }: PanelProps): JSX.Element | null {
  if (people === undefined) return null
  const { record } = system
  const today = dayOf(visit.now)
  const short = shortagesOf([record], people, today)
  const roles = [
    ...new Set(
      Object.values(record.uses).flatMap(({ oversight }) => [oversight.role, oversight.escalationRole]),
    ),
  ]
  return (
    <ul class="plain">
      {roles.map((role) => {
        const count = authorisedPeople(people, { role, trainingId: record.training.id, today }).length
        return (
          <li>
            {visit.say('admin.trained', { role: roleLabel(role, visit.say), count })}
            <Missing visit={visit} shortage={short.find((shortage) => shortage.role === role)} />
          </li>
        )
      })}
    </ul>
  )
}

function Missing({
  visit,
  shortage,
}: {
  readonly visit: Visit
  readonly shortage: Shortage | undefined
}): JSX.Element | null {
  if (shortage === undefined) return null
  return <strong class="alert"> {visit.say('admin.shortage', { count: shortage.needed })}</strong>
}

function StopForm(props: PanelProps & { readonly suspended: boolean }): JSX.Element {
  const { visit, system, suspended, errors, typed } = props
  const { say } = visit
  const { id, name } = system.record
  const label = { system: visibleString(name) }
  return (
    <ReasonForm
      visit={visit}
      action={administrationPaths(visit.paths).system(id, suspended ? 'reprendre' : 'suspendre')}
      field={reasonField(id)}
      label={say('admin.reason')}
      button={
        suspended
          ? { text: say('admin.resume'), named: say('admin.resume-named', label) }
          : { text: say('admin.suspend'), named: say('admin.suspend-named', label) }
      }
      errors={errors}
      typed={typed}
    />
  )
}

function History({ visit, system, histories, names }: PanelProps): JSX.Element | null {
  const { say, language } = visit
  const changes = histories.get(system.id) ?? []
  if (changes.length === 0) return null
  return (
    <details>
      <summary>{say('admin.history')}</summary>
      <ol class="plain">
        {changes.toReversed().map(({ action, at, by, reason }) => {
          const moment = formatMoment(language, new Date(at))
          const name = nameIn(names, by, say)
          return (
            <li>
              {action === 'suspended'
                ? say('admin.history.suspended', { moment, name })
                : say('admin.history.resumed', { moment, name })}
              <br />
              <span class="text">
                <VisibleText text={reason} />
              </span>
            </li>
          )
        })}
      </ol>
    </details>
  )
}
