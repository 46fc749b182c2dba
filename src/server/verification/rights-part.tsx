import { raw } from 'hono/html'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { CheckedDecision } from '../../guard/check-decision.js'
import { noticeFacts } from '../../notice/facts.js'
import { renderNotice } from '../../notice/render-notice.js'
import type { CheckVisit } from './visit.js'

/** Rights that come with the decision, and the notice of its system, which names whom to talk to. */
export function RightsPart(props: {
  readonly visit: CheckVisit
  readonly decision: CheckedDecision
}): JSX.Element {
  const { visit, decision } = props
  const { say } = visit
  const known = systemOf(visit, decision)
  return (
    <>
      <section class="check-part" aria-labelledby="droits-titre">
        <h2 id="droits-titre">{say('verify.rights')}</h2>
        <ul>
          <li>{say('verify.rights.explanation')}</li>
          <li>{say('verify.rights.cada')}</li>
          {known?.record.data.some(({ personal }) => personal) === false ? null : (
            <li>{say('verify.rights.data')}</li>
          )}
          <li>{say('verify.rights.contest')}</li>
        </ul>
      </section>
      {known === undefined ? null : raw(noticeOf(visit, decision, known))}
    </>
  )
}

type KnownSystem = CheckVisit['guard']['systems'][number]

/** Absent when the city has withdrawn the system from its software: the journal still has the decision. */
function systemOf({ guard }: CheckVisit, { system, useId }: CheckedDecision): KnownSystem | undefined {
  return guard.systems.find(({ record, uses }) => record.id === system.id && Object.hasOwn(uses, useId))
}

function noticeOf(visit: CheckVisit, { outcome, useId }: CheckedDecision, system: KnownSystem): string {
  const use = system.uses[useId]
  if (use === undefined) return ''
  const facts = noticeFacts({
    record: system.record,
    use: use.record,
    authority: visit.guard.charter.authority,
    humanReview: outcome === 'approved' || outcome === 'amended' ? outcome : 'none',
    decision: { outcome },
  })
  return renderNotice(facts, { channel: 'html', lang: visit.language, level: 'full' })
}
