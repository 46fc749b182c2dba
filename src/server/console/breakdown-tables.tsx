import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Cell } from '../../register/small-cells.js'
import { DECISION_OUTCOMES } from '../../review/decision.js'
import type { Breakdown } from '../../statistics/breakdown.js'
import { VisibleText } from '../visible-text.js'
import { Statement } from './criteria.js'
import { motiveReasonLabel, outcomeLabel } from './labels.js'
import { RecordText } from './record-text.js'
import type { Say, Visit } from './visit.js'

/** Where people and the AI part, by criterion and by reason. Parts that too few people or cases stand behind are not there. */
export function BreakdownTables(props: {
  readonly visit: Visit
  readonly systemId: string
  readonly breakdown: Breakdown
}): JSX.Element {
  const { visit, systemId, breakdown } = props
  const { say } = visit
  const uses = visit.guard.systems.find(({ id }) => id === systemId)?.record.uses ?? {}
  const several = new Set(breakdown.criteria.map(({ useId }) => useId)).size > 1
  return (
    <>
      <PartTable
        say={say}
        caption={say('team.criteria')}
        empty={say('team.criteria-none')}
        headings={[
          say('team.criterion'),
          say('team.cases'),
          say('criteria.met'),
          say('team.against'),
          say('team.not-met'),
          say('criteria.unverifiable'),
        ]}
        rows={breakdown.criteria.map(({ useId, criterionId, cases, met, against, notMet, unverifiable }) => {
          const use = uses[useId]
          const criterion = use?.criteria?.find(({ id }) => id === criterionId)
          return {
            name: (
              <>
                {/* One that the record no longer declares: its id is what is left. */}
                {criterion === undefined ? (
                  <VisibleText text={criterionId} />
                ) : (
                  <Statement visit={visit} criterion={criterion} />
                )}
                {several ? (
                  <span class="row-detail">
                    <RecordText visit={visit} text={use?.procedure ?? use?.purpose ?? useId} />
                  </span>
                ) : null}
              </>
            ),
            cells: [cases, met, against, notMet, unverifiable],
          }
        })}
      />
      <PartTable
        say={say}
        caption={say('team.reasons')}
        empty={say('team.reasons-none')}
        headings={[
          say('team.reason'),
          say('team.cases'),
          ...DECISION_OUTCOMES.map((outcome) => outcomeLabel(outcome, say)),
        ]}
        rows={breakdown.reasons.map(({ reason, cases, outcomes }) => ({
          name: motiveReasonLabel(reason, say),
          cells: [cases, ...DECISION_OUTCOMES.map((outcome) => outcomes[outcome])],
        }))}
      />
      {breakdown.criteria.length + breakdown.reasons.length === 0 ? null : (
        <p class="hint">{say('team.hidden')}</p>
      )}
    </>
  )
}

function PartTable(props: {
  readonly say: Say
  readonly caption: string
  readonly empty: string
  readonly headings: readonly string[]
  readonly rows: readonly { readonly name: JSX.Element | string; readonly cells: readonly Cell[] }[]
}): JSX.Element {
  const { say, caption, empty, headings, rows } = props
  if (rows.length === 0) return <p class="empty">{empty}</p>
  return (
    <table class="figures parts">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {headings.map((heading) => (
            <th scope="col">{heading}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, cells }) => (
          <tr>
            <th scope="row">{name}</th>
            {cells.map((cell, place) => (
              <td data-label={headings[place + 1] ?? ''}>{cellText(cell, say)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function cellText(cell: Cell, say: Say): string {
  if (typeof cell === 'number') return String(cell)
  return cell === '<5' ? say('team.under-five') : say('team.withheld')
}
