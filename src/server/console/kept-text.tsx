import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Form } from '../read-form.js'
import { OPINION_NAMES } from './opinion-form.js'
import { DECISION_NAMES } from './submission.js'
import type { Say } from './visit.js'

/** What somebody typed in a form that can no longer be sent: to be read and copied, never lost. */
export function KeptText({
  say,
  typed,
  at = 'saisie',
  title = say('kept.title'),
}: {
  readonly say: Say
  readonly typed: Form | undefined
  /** Begins the ids of its elements, where a page has several. */
  readonly at?: string
  readonly title?: string
}): JSX.Element | null {
  const fields = [
    { name: DECISION_NAMES.motive, label: say('decision.motive') },
    { name: DECISION_NAMES.change, label: say('decision.change') },
    { name: DECISION_NAMES.text, label: say('decision.text') },
    { name: OPINION_NAMES.note, label: say('opinion.note') },
  ].filter(({ name }) => (typed?.get(name) ?? '').trim() !== '')
  if (fields.length === 0) return null
  return (
    <section class="kept-text" aria-labelledby={at}>
      <h3 id={at}>{title}</h3>
      {fields.map(({ name, label }) => (
        <div class="field">
          <label for={`${at}-${name}`}>{label}</label>
          <textarea id={`${at}-${name}`} readonly rows={4}>
            {`\n${typed?.get(name) ?? ''}`}
          </textarea>
        </div>
      ))}
    </section>
  )
}
