import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Publication } from '../../guard/publications.js'
import { formatDay } from '../../i18n/format.js'
import { RECORD_LANGUAGE } from '../../i18n/language.js'
import { VisibleText, visibleString } from '../visible-text.js'
import { changesBetween, type FactChange, termOf } from './published-facts.js'
import type { RegisterVisit } from './visit.js'

/** Most versions that are shown with their changes. */
const MOST_SHOWN = 50

/** Where the history stands in the page. */
export const HISTORY_ID = 'historique'

/** What the register has said of a system and no longer says, the latest change first. */
export function HistoryPart(props: {
  readonly visit: RegisterVisit
  readonly history: readonly Publication[]
}): JSX.Element {
  const { visit, history } = props
  const { say } = visit
  return (
    <section class="sheet-part" aria-labelledby={HISTORY_ID}>
      <h2 id={HISTORY_ID}>{say('register.versions')}</h2>
      <p>{say('register.versions.lede')}</p>
      {history.length === 0 ? (
        <p class="none">{say('register.versions.none')}</p>
      ) : (
        <ol class="versions" reversed>
          {history.slice(0, MOST_SHOWN).map((publication, place) => (
            <li>
              <Version visit={visit} publication={publication} before={history[place + 1]} />
            </li>
          ))}
        </ol>
      )}
      {history.length > MOST_SHOWN ? (
        <p>{say('register.versions.more', { count: history.length - MOST_SHOWN })}</p>
      ) : null}
    </section>
  )
}

function Version(props: {
  readonly visit: RegisterVisit
  readonly publication: Publication
  readonly before: Publication | undefined
}): JSX.Element {
  const { visit, publication, before } = props
  const { say, language } = visit
  if (publication.status === 'altered') return <p class="none">{say('register.versions.altered')}</p>
  const day = formatDay(language, new Date(publication.at))
  if (before === undefined) return <p>{say('register.versions.first', { day })}</p>
  if (before.status === 'altered') return <p>{say('register.versions.after-altered', { day })}</p>
  const changes = changesBetween(before.facts, publication.facts)
  const terms = changes.map(({ key }) => visibleString(termOf(visit, key))).join(', ')
  return (
    <details>
      <summary>{say('register.versions.change', { day, terms })}</summary>
      <dl class="sheet-rows">
        {changes.map((change) => (
          <Change visit={visit} change={change} />
        ))}
      </dl>
    </details>
  )
}

function Change({
  visit,
  change,
}: {
  readonly visit: RegisterVisit
  readonly change: FactChange
}): JSX.Element {
  const { say } = visit
  const { key, before, after } = change
  return (
    <>
      <dt>{termOf(visit, key)}</dt>
      <dd>
        {say('register.versions.before')} <Said visit={visit} text={before} />
      </dd>
      <dd>
        {say('register.versions.after')} <Said visit={visit} text={after} />
      </dd>
    </>
  )
}

function Said({
  visit,
  text,
}: {
  readonly visit: RegisterVisit
  readonly text: string | undefined
}): JSX.Element {
  if (text === undefined) return <span class="none">{visit.say('register.missing')}</span>
  return (
    <span class="text" lang={RECORD_LANGUAGE}>
      <VisibleText text={text} />
    </span>
  )
}
