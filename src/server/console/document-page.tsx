import type { JSX } from 'hono/jsx/jsx-runtime'
import { visibleString } from '../visible-text.js'
import { MessagePage } from './message-page.js'
import { HiddenFields } from './shell.js'
import type { Visit } from './visit.js'

/** Asks for a document as a file to save, whatever it is. */
export const SAVE_FIELD = 'enregistrer'

/** The last part of the address to which « Signaler » is posted. */
export const REPORT_PATH = 'signaler'

/** A document that does not open: what else can be tried, that the case can go on, and the reference of the fault. */
export function DocumentFailedPage(props: {
  readonly visit: Visit
  readonly name: string
  readonly href: string
  readonly review: string
  /** Absent when there was no fault: the document is simply not there. */
  readonly reference?: string
  /** It has been said to whoever looks after the server, under that reference. */
  readonly isReported?: boolean
}): JSX.Element {
  const { visit, href, review, reference, isReported } = props
  const { say } = visit
  return (
    <MessagePage
      context={visit}
      visit={visit}
      title={say('documents.failed', { name: visibleString(props.name) })}
    >
      {isReported === true ? (
        <p class="message" role="status">
          {say('documents.reported')}
        </p>
      ) : null}
      <p role={isReported === true ? undefined : 'status'}>{say('documents.failed-text')}</p>
      {reference === undefined ? null : <p>{say('failure.reference', { reference })}</p>}
      <p>
        <a class="button" href={href}>
          {say('failure.retry')}
        </a>{' '}
        <a class="button" href={`${href}?${SAVE_FIELD}`}>
          {say('documents.save-only')}
        </a>
      </p>
      {isReported === true ? null : (
        <form method="post" action={`${href}/${REPORT_PATH}`}>
          <HiddenFields visit={visit} />
          <button type="submit">{say('documents.report')}</button>
        </form>
      )}
      <p>
        <a href={review}>{say('documents.back')}</a>
      </p>
    </MessagePage>
  )
}
