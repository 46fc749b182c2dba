import { html } from 'hono/html'
import type { FieldFault } from '../read-request.ts'
import type { Html } from './layout.ts'

/** What was typed before, and what is wrong with it. */
export interface FormState {
  readonly typed: URLSearchParams
  readonly faults: readonly FieldFault[]
}

/** How a field is shown. */
export interface FieldOptions {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly type?: 'text' | 'date' | 'email' | 'tel'
  readonly numeric?: boolean
  readonly short?: boolean
  /** The browser's own filling-in (WCAG 1.3.5). */
  readonly autocomplete?: string
}

/** One line of a form. */
export function field(options: FieldOptions, state: FormState): Html {
  const { name, label, hint, type = 'text', numeric = false, short = false, autocomplete = 'off' } = options
  const { described, messages, invalid } = around(name, hint, state)
  return html`<div class="field${invalid ? ' invalid' : ''}">
    <label for="${name}">${label}</label>
    ${messages}
    <input id="${name}" name="${name}" type="${type}" value="${state.typed.get(name) ?? ''}" autocomplete="${autocomplete}"
      ${numeric ? html`inputmode="decimal"` : ''} ${short ? html`class="short"` : ''} ${described}>
  </div>`
}

/** Several lines of a form. */
export function area(options: FieldOptions & { readonly rows: number }, state: FormState): Html {
  const { name, label, hint, rows } = options
  const { described, messages, invalid } = around(name, hint, state)
  return html`<div class="field${invalid ? ' invalid' : ''}">
    <label for="${name}">${label}</label>
    ${messages}
    <textarea id="${name}" name="${name}" rows="${rows}" ${described}>
${state.typed.get(name) ?? ''}</textarea>
  </div>`
}

/** Everything that is wrong, at the top, with a link to each field; takes the focus. */
export function errorSummary({ faults }: FormState): Html {
  if (faults.length === 0) return html``
  const title = faults.length === 1 ? '1 erreur à corriger' : `${faults.length} erreurs à corriger`
  return html`<div class="error-summary" role="alert" aria-labelledby="erreurs" tabindex="-1" autofocus>
    <h2 id="erreurs">${title}</h2>
    <ul>${faults.map(({ field: name, message }) => html`<li><a href="#${name}">${message}</a></li>`)}</ul>
  </div>`
}

function around(name: string, hint: string | undefined, { faults }: FormState) {
  const fault = faults.find(({ field: faulty }) => faulty === name)
  const ids = [hint === undefined ? [] : `${name}-aide`, fault === undefined ? [] : `${name}-erreur`].flat()
  return {
    invalid: fault !== undefined,
    described: html`${ids.length === 0 ? '' : html`aria-describedby="${ids.join(' ')}"`} ${fault === undefined ? '' : html`aria-invalid="true"`}`,
    messages: html`${hint === undefined ? '' : html`<span class="hint" id="${name}-aide">${hint}</span>`}
      ${fault === undefined ? '' : html`<span class="error" id="${name}-erreur">${fault.message}</span>`}`,
  }
}
