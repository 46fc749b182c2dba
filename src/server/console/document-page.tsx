import type { JSX } from 'hono/jsx/jsx-runtime'
import { visibleString } from '../visible-text.js'
import { MessagePage } from './message-page.js'
import type { Visit } from './visit.js'

/** Asks for a document as a file to save, whatever it is. */
export const SAVE_FIELD = 'enregistrer'

/** A document that does not open: what else can be tried, that the case can go on, and the reference of the fault. */
export function DocumentFailedPage(props: {
  readonly visit: Visit
  readonly name: string
  readonly href: string
  readonly review: string
  /** Absent when there was no fault: the document is simply not there. */
  readonly reference?: string
}): JSX.Element {
  const { visit, href, review, reference } = props
  const { say } = visit
  return (
    <MessagePage
      context={visit}
      visit={visit}
      title={say('documents.failed', { name: visibleString(props.name) })}
    >
      <p role="status">{say('documents.failed-text')}</p>
      {reference === undefined ? null : <p>{say('failure.reference', { reference })}</p>}
      <p>
        <a class="button" href={href}>
          {say('failure.retry')}
        </a>{' '}
        <a class="button" href={`${href}?${SAVE_FIELD}`}>
          {say('documents.save-only')}
        </a>
      </p>
      <p>
        <a href={review}>{say('documents.back')}</a>
      </p>
    </MessagePage>
  )
}
