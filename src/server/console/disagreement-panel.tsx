import type { JSX } from 'hono/jsx/jsx-runtime'
import type { ReviewView } from '../../review/view.js'
import { DecisionSummary } from './decision-summary.js'
import type { Visit } from './visit.js'

/** What each of those decided whose decisions differ, for the supervisor who decides. By number: who they are weighs nothing. */
export function DisagreementPanel(props: {
  readonly visit: Visit
  readonly view: ReviewView
}): JSX.Element | null {
  const { visit, view } = props
  const { disagreement } = view
  if (disagreement === undefined) return null
  const { say } = visit
  return (
    <section class="panel" aria-labelledby="desaccord">
      <h2 id="desaccord">{say('disagreement.title')}</h2>
      <p>{say('disagreement.text')}</p>
      {disagreement.map((decision, index) => (
        <>
          <h3>{say('disagreement.one', { number: index + 1 })}</h3>
          <DecisionSummary visit={visit} view={{ ...view, decision }} names={new Map()} />
        </>
      ))}
    </section>
  )
}
