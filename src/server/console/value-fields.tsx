import type { JSX } from 'hono/jsx/jsx-runtime'
import { isBlank } from '../schema-form/read-fields.js'
import type { DecisionFormProps } from './decision-fields.js'
import { SchemaField, SchemaMembers } from './schema-fields.js'
import { DECISION_NAMES, shapeOfReview, useOfReview } from './submission.js'

/** Where the focus goes back to when nobody reverts after all. */
export const REVERT_BUTTON_ID = 'revenir'

/** The suggestion's fields, to be changed: typed by the use's schema. */
export function AmendedFields(props: DecisionFormProps): JSX.Element {
  const { visit, view, typed, errors, prefix } = props
  const { say } = visit
  const shape = shapeOfReview(useOfReview(visit, view))
  const name = `${prefix ?? ''}${DECISION_NAMES.amended}`
  const field = {
    say,
    name,
    label: say('decision.amended'),
    required: true,
    value: view.suggestion?.value,
    typed: typed === undefined || isBlank(typed, name) ? undefined : typed,
    errors: new Map(errors.map((error) => [error.name, error.message])),
  }
  return (
    <fieldset class="when-amended" id={`champ-${name}`}>
      <legend>{say('decision.amended')}</legend>
      {shape.kind === 'group' ? (
        <SchemaMembers {...field} shape={shape} />
      ) : (
        <SchemaField {...field} shape={shape} />
      )}
      {/* It sends the form of one case: it stands on that case's page alone. */}
      {prefix === undefined ? (
        <p>
          <button
            id={REVERT_BUTTON_ID}
            type="submit"
            class="quiet"
            formaction={visit.paths.action(view.id, 'revenir')}
          >
            {say('amended.revert')}
          </button>
        </p>
      ) : null}
    </fieldset>
  )
}

/** The reviewer's own decision in the use's fields: blank, it owes nothing to the suggestion. */
export function OwnFields(props: DecisionFormProps): JSX.Element {
  const { visit, view, typed, errors, withoutAi, prefix = '' } = props
  const { say } = visit
  const shape = shapeOfReview(useOfReview(visit, view))
  const name = `${prefix}${DECISION_NAMES.own}`
  const isOpen =
    errors.some((error) => error.name.startsWith(`${name}/`)) ||
    (typed !== undefined && !isBlank(typed, name))
  const field = {
    say,
    name,
    label: say('decision.own'),
    required: true,
    value: undefined,
    typed,
    errors: new Map(errors.map((error) => [error.name, error.message])),
  }
  return (
    <details
      class={withoutAi === true ? 'own-fields' : 'own-fields when-rejected'}
      id={`champ-${name}`}
      open={isOpen}
    >
      <summary>{say('decision.own')}</summary>
      <p class="hint">{say('decision.own-hint')}</p>
      {shape.kind === 'group' ? (
        <SchemaMembers {...field} shape={shape} />
      ) : (
        <SchemaField {...field} shape={shape} />
      )}
    </details>
  )
}
