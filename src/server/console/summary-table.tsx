import type { JSX } from 'hono/jsx/jsx-runtime'
import { DECISION_OUTCOMES } from '../../review/decision.js'
import type { DecisionSummary, Share } from '../../statistics/summary.js'
import { outcomeLabel } from './labels.js'
import type { Visit } from './visit.js'

/** A summary as a table: every figure with what it is of. No bar, no colour, no target. */
export function SummaryTable(props: {
  readonly visit: Visit
  readonly summary: DecisionSummary
  readonly caption: string
  /** One's own: control cases are told too. */
  readonly own?: boolean
}): JSX.Element {
  const { visit, summary, caption } = props
  const { say } = visit
  const rows: readonly (readonly [string, string])[] = [
    [say('stats.total'), String(summary.total)],
    ...DECISION_OUTCOMES.map(
      (outcome) =>
        [
          outcomeLabel(outcome, say),
          shareText({ count: summary.outcomes[outcome], of: summary.total }, visit),
        ] as const,
    ),
    [say('stats.before'), shareText(summary.agreedBefore, visit)],
    [say('stats.after'), shareText(summary.agreedAfter, visit)],
    [say('stats.changed'), shareText(summary.changed, visit)],
    [say('stats.towards'), shareText({ count: summary.towards, of: summary.changed.count }, visit)],
    [say('stats.away'), shareText({ count: summary.away, of: summary.changed.count }, visit)],
    ...(summary.distance === undefined
      ? []
      : [
          [
            say('stats.distance'),
            say('stats.percent', { percent: Math.round(summary.distance * 100) }),
          ] as const,
        ]),
    ...(summary.seconds === undefined ? [] : [[say('stats.seconds'), spreadText(summary, visit)] as const]),
    ...(props.own === true ? [[say('stats.controls'), shareText(summary.controls, visit)] as const] : []),
  ]
  return (
    <table class="figures">
      <caption class={props.own === true ? 'visually-hidden' : undefined}>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{say('stats.measure')}</th>
          <th scope="col">{say('stats.value')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, value]) => (
          <tr>
            <th scope="row">{name}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function shareText({ count, of }: Share, { say }: Visit): string {
  if (of === 0) return say('stats.none')
  // A percentage of a few is a figure that says more than it knows.
  return of < 10
    ? say('stats.share', { count, of })
    : say('stats.percent-of', { percent: Math.round((100 * count) / of), count, of })
}

function spreadText({ seconds }: DecisionSummary, visit: Visit): string {
  const { say } = visit
  if (seconds === undefined) return say('value.none')
  return say('stats.seconds-value', {
    median: durationText(seconds.median, visit),
    least: durationText(seconds.least, visit),
    most: durationText(seconds.most, visit),
  })
}

function durationText(seconds: number, { say }: Visit): string {
  const whole = Math.round(seconds)
  return whole < 60
    ? say('stats.only-seconds', { seconds: whole })
    : say('stats.minutes', { minutes: Math.floor(whole / 60), seconds: whole % 60 })
}
