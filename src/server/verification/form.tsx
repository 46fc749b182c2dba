import type { JSX } from 'hono/jsx/jsx-runtime'
import type { ReferenceFault } from '../../review/reference.js'
import { visibleString } from '../visible-text.js'
import { LANGUAGE_FIELD, REFERENCE_FIELD } from './paths.js'
import { CheckShell } from './shell.js'
import type { CheckVisit } from './visit.js'

const FIELD_ID = 'reference'
/** As a letter shows it. Its last symbol is wrong on purpose: nobody's decision. */
const EXAMPLE = '4T9QK-7MZ2X-C8V5W-J3HNB-R6PY1'
/** What is shown again of what was typed. */
const LONGEST_ECHO = 100

/** Before anything was checked, or when what was typed is no reference. */
export function FormPage({
  visit,
  fault,
}: {
  readonly visit: CheckVisit
  readonly fault?: ReferenceFault
}): JSX.Element {
  const { say } = visit
  return (
    <CheckShell visit={visit} hasErrors={fault !== undefined}>
      {fault === undefined ? null : (
        <div class="error-summary" role="alert">
          <h2>{say('verify.errors')}</h2>
          <ul>
            <li>
              <a href={`#${FIELD_ID}`}>{faultText(visit, fault)}</a>
            </li>
          </ul>
        </div>
      )}
      <h1>{say('verify.title')}</h1>
      <p class="lede">{say('verify.lede')}</p>
      <CheckForm visit={visit} {...(fault === undefined ? {} : { fault })} />
    </CheckShell>
  )
}

/** The one field. Sent by GET: the address of a result can be kept, printed, and put in a QR code. */
export function CheckForm({
  visit,
  fault,
}: {
  readonly visit: CheckVisit
  readonly fault?: ReferenceFault
}): JSX.Element {
  const { say, paths, language, typed = '' } = visit
  return (
    <form method="get" action={paths.page}>
      <input type="hidden" name={LANGUAGE_FIELD} value={language} />
      <div class={fault === undefined ? 'field' : 'field field-invalid'}>
        <label for={FIELD_ID}>{say('verify.field')}</label>
        <span class="hint" id={`${FIELD_ID}-aide`}>
          {say('verify.hint')} <br />
          {say('verify.example', { example: EXAMPLE })}
        </span>
        {fault === undefined ? null : (
          <span class="error" id={`${FIELD_ID}-erreur`}>
            {faultText(visit, fault)}
          </span>
        )}
        <input
          type="text"
          id={FIELD_ID}
          name={REFERENCE_FIELD}
          class="reference-field"
          value={fault === undefined ? '' : visibleString(typed.slice(0, LONGEST_ECHO))}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          required
          aria-describedby={`${fault === undefined ? '' : `${FIELD_ID}-erreur `}${FIELD_ID}-aide`}
          {...(fault === undefined ? {} : { 'aria-invalid': 'true' as const })}
        />
      </div>
      <button type="submit" class="primary">
        {say('verify.submit')}
      </button>
    </form>
  )
}

function faultText({ say }: CheckVisit, fault: ReferenceFault): string {
  switch (fault) {
    case 'empty':
      return say('verify.fault.empty')
    case 'characters':
      return say('verify.fault.characters')
    case 'length':
      return say('verify.fault.length')
    case 'check':
      return say('verify.fault.check')
  }
}
