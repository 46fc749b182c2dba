import type { JSX } from 'hono/jsx/jsx-runtime'
import type { ReviewView } from '../../review/view.js'
import { FORM_ID } from './opinion-form.js'
import { REVERT_BUTTON_ID } from './value-fields.js'
import type { Visit } from './visit.js'

/** « Revenir à la suggestion » is confirmed: changes are somebody's work. Closes without a script. */
export function RevertDialog({
  visit,
  view,
}: {
  readonly visit: Visit
  readonly view: ReviewView
}): JSX.Element {
  const { say, paths } = visit
  return (
    <dialog open class="conflict" aria-labelledby="revenir-titre" data-trigger={`#${REVERT_BUTTON_ID}`}>
      <h2 id="revenir-titre">{say('amended.revert-title')}</h2>
      <p>{say('amended.revert-text')}</p>
      <form method="dialog">
        <button type="submit" autofocus>
          {say('amended.keep')}
        </button>{' '}
        <button type="submit" form={FORM_ID} formaction={paths.action(view.id, 'revenir-confirme')}>
          {say('amended.revert')}
        </button>
      </form>
    </dialog>
  )
}
