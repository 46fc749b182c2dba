import type { JSX } from 'hono/jsx/jsx-runtime'
import type { DueGroup } from './due.js'
import {
  ATTRIBUTIONS,
  type Attribution,
  attributionWord,
  dueWord,
  FILTER_NAMES,
  isFiltered,
  type QueueFilters,
  type QueueStage,
  stageWord,
} from './queue-query.js'
import type { Visit } from './visit.js'

const DUE_FILTERS: readonly DueGroup[] = ['later', 'overdue', 'today', 'week']
const STAGES: readonly QueueStage[] = ['open', 'decided', 'ended']

/** The filters, always visible, as a form whose address can be shared. */
export function QueueFilterForm({
  visit,
  filters,
}: {
  readonly visit: Visit
  readonly filters: QueueFilters
}): JSX.Element {
  const { say, paths, guard } = visit
  return (
    <search class="filters" aria-labelledby="filtres-titre">
      {/* Going back shows the filters of the address, not what was ticked afterwards. */}
      <form method="get" action={paths.queue} autocomplete="off">
        <h2 id="filtres-titre">{say('filter.title')}</h2>
        <p class="field">
          <label for="filtre-recherche">{say('filter.search')}</label>
          <input
            id="filtre-recherche"
            type="search"
            name={FILTER_NAMES.search}
            value={filters.search}
            maxlength={200}
            autocomplete="off"
          />
        </p>
        <fieldset>
          <legend>{say('filter.system')}</legend>
          {guard.systems.map((system) => (
            <Choice
              type="checkbox"
              name={FILTER_NAMES.system}
              value={system.id}
              label={system.record.name}
              checked={filters.systemIds.includes(system.id)}
            />
          ))}
        </fieldset>
        <fieldset>
          <legend>{say('filter.attribution')}</legend>
          {ATTRIBUTIONS.map((attribution) => (
            <Choice
              type="checkbox"
              name={FILTER_NAMES.attribution}
              value={attributionWord(attribution)}
              label={attributionLabel(attribution, visit)}
              checked={filters.attributions.includes(attribution)}
            />
          ))}
        </fieldset>
        <fieldset>
          <legend>{say('filter.due')}</legend>
          {DUE_FILTERS.map((due) => (
            <Choice
              type="radio"
              name={FILTER_NAMES.due}
              value={dueWord(due)}
              label={dueLabel(due, visit)}
              checked={filters.due === due}
            />
          ))}
        </fieldset>
        <fieldset>
          <legend>{say('filter.stage')}</legend>
          {STAGES.map((stage) => (
            <Choice
              type="radio"
              name={FILTER_NAMES.stage}
              value={stageWord(stage)}
              label={stageLabel(stage, visit)}
              checked={filters.stage === stage}
            />
          ))}
        </fieldset>
        <div class="filter-actions">
          <button type="submit">{say('filter.apply')}</button>
          {isFiltered(filters) ? <a href={paths.queue}>{say('filter.reset')}</a> : null}
        </div>
      </form>
    </search>
  )
}

/** What a deadline filter is called. */
export function dueLabel(due: DueGroup, { say }: Visit): string {
  switch (due) {
    case 'overdue':
      return say('queue.group.overdue')
    case 'today':
      return say('filter.due.today')
    case 'week':
      return say('filter.due.week')
    case 'later':
      return say('filter.due.all')
  }
}

/** What an attribution is called. */
export function attributionLabel(attribution: Attribution, { say }: Visit): string {
  switch (attribution) {
    case 'mine':
      return say('filter.attribution.mine')
    case 'free':
      return say('filter.attribution.free')
    case 'others':
      return say('filter.attribution.others')
  }
}

/** What a stage is called. */
export function stageLabel(stage: QueueStage, { say }: Visit): string {
  switch (stage) {
    case 'open':
      return say('filter.stage.open')
    case 'decided':
      return say('filter.stage.decided')
    case 'ended':
      return say('filter.stage.ended')
  }
}

function Choice(props: {
  readonly type: 'checkbox' | 'radio'
  readonly name: string
  readonly value: string
  readonly label: string
  readonly checked: boolean
}): JSX.Element {
  const id = `filtre-${props.name}-${props.value}`
  return (
    <div class="choice">
      <input id={id} type={props.type} name={props.name} value={props.value} checked={props.checked} />
      <label for={id}>{props.label}</label>
    </div>
  )
}
