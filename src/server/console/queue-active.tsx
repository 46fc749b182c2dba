import type { JSX } from 'hono/jsx/jsx-runtime'
import { visibleString } from '../visible-text.js'
import { ATTRIBUTIONS, type QueueFilters, writeFilters } from './queue-address.js'
import { attributionLabel, dueLabel, modeLabel, stageLabel } from './queue-labels.js'
import { systemName } from './system-name.js'
import type { Visit } from './visit.js'

interface ActiveFilter {
  readonly label: string
  /** The filters without this one. */
  readonly rest: QueueFilters
}

/** The filters in force, each a link that takes it away. */
export function ActiveFilters({
  visit,
  filters,
}: {
  readonly visit: Visit
  readonly filters: QueueFilters
}): JSX.Element | null {
  const { say, paths } = visit
  const active = activeFilters(visit, filters)
  if (active.length === 0) return null
  return (
    <nav class="active-filters" aria-label={say('filter.active')}>
      <ul>
        {active.map(({ label, rest }) => (
          <li>
            <a class="chip" href={`${paths.queue}${writeFilters(rest)}`}>
              <span class="visually-hidden">{say('filter.remove', { filter: visibleString(label) })}</span>
              <span aria-hidden="true">{visibleString(label)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function activeFilters(visit: Visit, filters: QueueFilters): readonly ActiveFilter[] {
  const { say } = visit
  // A page number means nothing in another list.
  const { after: _, ...kept } = filters
  const base = { ...kept, page: 1 }
  const { search, systemIds, procedures, modes, territories, attributions, due, stage } = base
  return [
    ...(search === ''
      ? []
      : [{ label: say('filter.search-for', { text: search }), rest: { ...base, search: '' } }]),
    ...systemIds.map((id) => ({
      label: systemName(visit, id),
      rest: { ...base, systemIds: systemIds.filter((other) => other !== id) },
    })),
    ...procedures.map((procedure) => ({
      label: procedure,
      rest: { ...base, procedures: procedures.filter((other) => other !== procedure) },
    })),
    ...modes.map((mode) => ({
      label: modeLabel(mode, visit),
      rest: { ...base, modes: modes.filter((other) => other !== mode) },
    })),
    ...territories.map((territory) => ({
      label: territory,
      rest: { ...base, territories: territories.filter((other) => other !== territory) },
    })),
    ...(attributions.length === ATTRIBUTIONS.length ? [] : attributions).map((attribution) => {
      const others = attributions.filter((other) => other !== attribution)
      // Without the last of them there is no such filter any more.
      return {
        label: attributionLabel(attribution, visit),
        rest: { ...base, attributions: others.length === 0 ? ATTRIBUTIONS : others },
      }
    }),
    ...(due === 'later' ? [] : [{ label: dueLabel(due, visit), rest: { ...base, due: 'later' as const } }]),
    ...(stage === 'open'
      ? []
      : [{ label: stageLabel(stage, visit), rest: { ...base, stage: 'open' as const } }]),
  ]
}
