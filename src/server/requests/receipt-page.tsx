import type { JSX } from 'hono/jsx/jsx-runtime'
import type { RequestReceipt } from '../../guard/requests.js'
import { formatDay, formatIsoDay } from '../../i18n/format.js'
import { SystemLine } from './form-page.js'
import { RequestShell } from './shell.js'
import type { PublicVisit } from './visit.js'

/** What was received, when, under which number, and by when it is answered. */
export function ReceiptPage(props: {
  readonly visit: PublicVisit
  readonly receipt: RequestReceipt
}): JSX.Element {
  const { visit, receipt } = props
  const { say, language } = visit
  const { number, receivedAt, dueOn } = receipt
  const title = dueOn === undefined ? say('request.thanks.title') : say('request.received.title')
  return (
    <RequestShell visit={visit} title={title}>
      <h1>{title}</h1>
      {dueOn === undefined ? (
        <p class="lede">{say('request.thanks.text')}</p>
      ) : (
        <>
          <p class="lede">
            {say('request.received.text', {
              day: formatDay(language, new Date(receivedAt)),
              due: formatIsoDay(language, dueOn),
            })}
          </p>
          <div class="receipt">
            <dl>
              <dt>{say('request.received.number')}</dt>
              <dd class="request-number">{number}</dd>
            </dl>
            <p>{say('request.received.keep')}</p>
          </div>
          <h2>{say('request.received.then')}</h2>
          <p>{say('request.received.cada')}</p>
          <p>{say('request.received.appeal')}</p>
        </>
      )}
      <SystemLine visit={visit} />
    </RequestShell>
  )
}
