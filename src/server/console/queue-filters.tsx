import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { OversightMode } from '../../system/oversight.js'
import { VisibleText } from '../visible-text.js'
import type { DueGroup } from './due.js'
import { fieldId } from './fields.js'
import {
  ATTRIBUTIONS,
  attributionWord,
  dueWord,
  FILTER_NAMES,
  isFiltered,
  modeWord,
  orderWord,
  type QueueFilters,
  type QueueOrder,
  type QueueStage,
  stageWord,
} from './queue-address.js'
import { attributionLabel, dueLabel, modeLabel, orderLabel, stageLabel } from './queue-labels.js'
import { RecordText } from './record-text.js'
import type { Visit } from './visit.js'

const DUE_FILTERS: readonly DueGroup[] = ['later', 'overdue', 'today', 'week']
const MODES: readonly OversightMode[] = ['decide-first', 'on-request', 'shown']
const ORDERS: readonly QueueOrder[] = ['due', 'created', 'system']
/** From so many on, the boxes of a group scroll. */
const MANY = 8
const STAGES: readonly QueueStage[] = ['open', 'decided', 'ended']

/** The filters as a form whose address can be shared: always visible beside the list, folded where they stand above it. */
export function QueueFilterForm({
  visit,
  filters,
  territories,
}: {
  readonly visit: Visit
  readonly filters: QueueFilters
  /** Those that open reviews have. */
  readonly territories: readonly string[]
}): JSX.Element {
  const { say, paths, guard } = visit
  return (
    <search class="filters" aria-labelledby="filtres-titre">
      <h2 id="filtres-titre">{say('filter.title')}</h2>
      {/* Folded where they stand above the list; beside it the style shows them whatever this says. */}
      <details class="fold">
        <summary>{say('filter.title')}</summary>
        {/* Going back shows the filters of the address, not what was ticked afterwards. */}
        <form method="get" action={paths.queue} autocomplete="off">
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
                label={<RecordText visit={visit} text={system.record.name} />}
                checked={filters.systemIds.includes(system.id)}
              />
            ))}
          </fieldset>
          <Choices
            legend={say('filter.procedure')}
            name={FILTER_NAMES.procedure}
            chosen={filters.procedures}
            options={offered(proceduresOf(visit), filters.procedures).map((value) => ({
              value,
              label: <RecordText visit={visit} text={value} />,
            }))}
          />
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
          <Choices
            legend={say('filter.mode')}
            name={FILTER_NAMES.mode}
            chosen={filters.modes.map(modeWord)}
            options={modesOffered(visit, filters).map((mode) => ({
              value: modeWord(mode),
              label: modeLabel(mode, visit),
            }))}
          />
          <Choices
            legend={say('filter.territory')}
            name={FILTER_NAMES.territory}
            chosen={filters.territories}
            options={offered(territories, filters.territories).map((value) => ({ value, label: value }))}
          />
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
          {filters.stage === 'open' ? (
            <fieldset>
              <legend>{say('filter.order')}</legend>
              {ORDERS.map((order) => (
                <Choice
                  type="radio"
                  name={FILTER_NAMES.order}
                  value={orderWord(order)}
                  label={orderLabel(order, visit)}
                  checked={filters.order === order}
                />
              ))}
            </fieldset>
          ) : null}
          <div class="filter-actions">
            <button type="submit">{say('filter.apply')}</button>
            {isFiltered(filters) ? <a href={paths.queue}>{say('filter.reset')}</a> : null}
          </div>
        </form>
      </details>
    </search>
  )
}

/** What is there to choose from, and what is chosen though nothing has it any more. */
function offered(known: readonly string[], chosen: readonly string[]): readonly string[] {
  return [...new Set([...known, ...chosen])]
}

function proceduresOf({ guard }: Visit): readonly string[] {
  return guard.systems
    .flatMap(({ record }) => Object.values(record.uses))
    .flatMap(({ procedure }) => (procedure === undefined ? [] : [procedure]))
}

/** None where every use has the same mode: there would be nothing to choose. */
function modesOffered({ guard }: Visit, { modes }: QueueFilters): readonly OversightMode[] {
  const used = guard.systems
    .flatMap(({ record }) => Object.values(record.uses))
    .map(({ oversight }) => oversight.mode)
  const shown = MODES.filter((mode) => used.includes(mode) || modes.includes(mode))
  return shown.length > 1 || modes.length > 0 ? shown : []
}

/** A group of boxes; nothing where there is nothing to choose. */
function Choices(props: {
  readonly legend: string
  readonly name: string
  readonly chosen: readonly string[]
  readonly options: readonly { readonly value: string; readonly label: Child }[]
}): JSX.Element | null {
  const { legend, name, chosen, options } = props
  if (options.length === 0) return null
  return (
    <fieldset>
      <legend>{legend}</legend>
      <div class={options.length > MANY ? 'many' : undefined}>
        {options.map(({ value, label }) => (
          <Choice
            type="checkbox"
            name={name}
            value={value}
            label={typeof label === 'string' ? <VisibleText text={label} /> : label}
            checked={chosen.includes(value)}
          />
        ))}
      </div>
    </fieldset>
  )
}

function Choice(props: {
  readonly type: 'checkbox' | 'radio'
  readonly name: string
  readonly value: string
  readonly label: Child
  readonly checked: boolean
}): JSX.Element {
  const id = fieldId(`filtre-${props.name}-${props.value}`)
  return (
    <div class="choice">
      <input id={id} type={props.type} name={props.name} value={props.value} checked={props.checked} />
      <label for={id}>{props.label}</label>
    </div>
  )
}
