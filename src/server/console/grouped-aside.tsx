import type { JSX } from 'hono/jsx/jsx-runtime'
import type { GroupFault } from '../../review/grouped.js'
import { visibleString } from '../visible-text.js'
import type { AsideCase } from './grouped-cases.js'
import { caseLabel } from './queue-row.js'
import type { Say, Visit } from './visit.js'

/** Cases of the same use that are not in the group, each with why and the way to its own page. */
export function AsideCases({
  visit,
  cases,
}: {
  readonly visit: Visit
  readonly cases: readonly AsideCase[]
}): JSX.Element | null {
  if (cases.length === 0) return null
  const { say, paths } = visit
  return (
    <section class="grouped-aside" aria-labelledby="a-part">
      <h2 id="a-part">{say('grouped.aside')}</h2>
      <ul>
        {cases.map(({ item, fault }) => (
          <li>
            <a href={paths.review(item.id)}>
              {say('review.title', { case: visibleString(caseLabel(item)) })}
            </a>{' '}
            {faultText(fault, say)}
          </li>
        ))}
      </ul>
    </section>
  )
}

function faultText(fault: GroupFault, say: Say): string {
  switch (fault) {
    case 'not-opened':
      return say('grouped.fault.not-opened')
    case 'not-shown':
      return say('grouped.fault.not-shown')
    case 'in-doubt':
      return say('grouped.fault.in-doubt')
    case 'too-many':
      return say('grouped.fault.too-many')
    case 'altered':
      return say('grouped.fault.altered')
    case 'not-allowed':
    case 'unknown':
      return say('grouped.fault.not-allowed')
    case 'significant':
    case 'no-undo':
    case 'apart':
    case 'other-use':
    case 'repeated':
      return say('grouped.fault.apart')
  }
}
