import type { JSX } from 'hono/jsx/jsx-runtime'
import { formatMoment } from '../../i18n/format.js'
import type { ReviewView } from '../../review/view.js'
import type { CaseDocument } from '../case-rendering.js'
import { VisibleText, visibleString } from '../visible-text.js'
import { documentsOf, isImage, shownCase } from './case-documents.js'
import { SAVE_FIELD } from './document-page.js'
import { ValueView } from './value-view.js'
import type { Visit } from './visit.js'

/** The case, as the application handed it over or as the city shows it, as text. Comes first in reading order. */
export function CasePanel({
  visit,
  view,
}: {
  readonly visit: Visit
  readonly view: ReviewView
}): JSX.Element {
  const { say, language, paths } = visit
  const documents = documentsOf(visit, view)
  return (
    <section class="panel case-panel" aria-labelledby="donnees">
      <h2 id="donnees" tabindex={-1}>
        {say('case.title')}
      </h2>
      <p class="panel-meta">
        {say('case.received', { moment: formatMoment(language, new Date(view.createdAt)) })}
      </p>
      <ValueView say={say} value={shownCase(visit, view)} anchored />
      {documents.length === 0 ? null : (
        <div class="documents">
          <h3>{say('documents.title', { count: documents.length })}</h3>
          <ul>
            {documents.map((document) => (
              <Document visit={visit} document={document} href={paths.document(view.id, document.id)} />
            ))}
          </ul>
        </div>
      )}
      <p class="print-link">
        <a href={paths.action(view.id, 'fiche')}>{say('print.link')}</a>
      </p>
    </section>
  )
}

function Document(props: {
  readonly visit: Visit
  readonly document: CaseDocument
  readonly href: string
}): JSX.Element {
  const { visit, document, href } = props
  const name = visibleString(document.name)
  return (
    <li>
      <a href={href} target="_blank" rel="noopener" aria-label={visit.say('documents.open', { name })}>
        <VisibleText text={document.name} />
      </a>{' '}
      <a href={`${href}?${SAVE_FIELD}`} aria-label={visit.say('documents.save', { name })}>
        {visit.say('documents.save-only')}
      </a>
      {document.detail === undefined ? null : (
        <span class="hint">
          <VisibleText text={document.detail} />
        </span>
      )}
      {isImage(document) ? <img src={href} alt={name} loading="lazy" /> : null}
    </li>
  )
}
