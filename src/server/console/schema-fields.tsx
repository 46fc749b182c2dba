import type { JSX } from 'hono/jsx/jsx-runtime'
import type { JsonValue } from '../../internal/canonical-json.js'
import type { Form } from '../read-form.js'
import { childName, countName, isTooLong, removeName, textOf } from '../schema-form/control.js'
import { isBlank } from '../schema-form/read-fields.js'
import { isList, isObject, type Shape } from '../schema-form/shape.js'
import { Radios, TextArea, TextInput } from './fields.js'
import { optionLabel, shapeLabel } from './labels.js'
import type { Say } from './visit.js'

/** One place of a schema-generated form. */
export interface SchemaFieldProps {
  readonly say: Say
  readonly shape: Shape
  readonly name: string
  readonly label: string
  readonly required: boolean
  readonly value: JsonValue | undefined
  /** What was typed before, if anything: it wins over the value. */
  readonly typed: Form | undefined
  readonly errors: ReadonlyMap<string, string>
}

/** Form fields for a value, generated from its schema. */
export function SchemaField(props: SchemaFieldProps): JSX.Element | null {
  switch (props.shape.kind) {
    case 'group':
      return <GroupField {...props} shape={props.shape} />
    case 'list':
      return <ListField {...props} shape={props.shape} />
    case 'fixed':
      return null
    default:
      return <LeafField {...props} />
  }
}

/** The members of an object, without a frame around them. */
export function SchemaMembers(
  props: SchemaFieldProps & { readonly shape: Shape & { kind: 'group' } },
): JSX.Element {
  const value = isObject(props.value) ? props.value : undefined
  return (
    <>
      {props.shape.members.map((member) => (
        <SchemaField
          {...props}
          shape={member.shape}
          name={childName(props.name, member.key)}
          label={shapeLabel(member.shape, member.key)}
          required={member.required}
          value={value !== undefined && Object.hasOwn(value, member.key) ? value[member.key] : undefined}
        />
      ))}
    </>
  )
}

function GroupField(props: SchemaFieldProps & { readonly shape: Shape & { kind: 'group' } }): JSX.Element {
  return (
    <fieldset class="group">
      <legend>{props.label}</legend>
      <SchemaMembers {...props} />
    </fieldset>
  )
}

function ListField(props: SchemaFieldProps & { readonly shape: Shape & { kind: 'list' } }): JSX.Element {
  const { say, shape, name, label, typed } = props
  const values = isList(props.value) ? props.value : []
  const sent = Number(typed?.get(countName(name)) ?? 0)
  const known = Math.max(values.length, Number.isInteger(sent) && sent < 1_000 ? sent : 0)
  const lastIsBlank =
    known > values.length && typed !== undefined && isBlank(typed, childName(name, known - 1))
  // One empty place to add to, always.
  const count = lastIsBlank ? known : known + 1
  return (
    <fieldset class="group list">
      <legend>{label}</legend>
      <input type="hidden" name={countName(name)} value={String(count)} />
      {Array.from({ length: count }, (_, index) => {
        const itemName = childName(name, index)
        const isNew = index >= values.length
        const itemLabel = isNew
          ? say('form.add-to', { label })
          : say('form.item', { label, number: index + 1 })
        return (
          <div class="list-item">
            <SchemaField
              {...props}
              shape={shape.item}
              name={itemName}
              label={itemLabel}
              required={!isNew}
              value={values[index]}
            />
            {shape.item.kind === 'group' && !isNew ? (
              <div class="choice">
                <input
                  type="checkbox"
                  id={`retirer-${itemName}`}
                  name={removeName(itemName)}
                  value="1"
                  checked={typed?.has(removeName(itemName)) ?? false}
                />
                <label for={`retirer-${itemName}`}>{say('form.remove', { label: itemLabel })}</label>
              </div>
            ) : null}
          </div>
        )
      })}
    </fieldset>
  )
}

function LeafField(props: SchemaFieldProps): JSX.Element {
  const { say, shape, name, typed, errors } = props
  const error = errors.get(name)
  const text = typed === undefined ? textOf(shape, props.value) : (typed.get(name) ?? '')
  const common = {
    name,
    label: props.required && !shape.nullable ? props.label : say('form.optional', { label: props.label }),
    ...(error === undefined ? {} : { error }),
  }
  // What the suggestion says: the script compares with it while somebody types.
  const original = props.value === undefined ? {} : { original: textOf(shape, props.value) }
  const hint = (text: string | undefined): { hint?: string } => {
    const said = isTooLong(shape, props.value) ? say('form.too-long-to-edit') : (shape.description ?? text)
    return said === undefined ? {} : { hint: said }
  }
  switch (shape.kind) {
    case 'choice':
      return (
        <Radios
          {...common}
          {...hint(undefined)}
          value={text}
          options={shape.options.map((option, index) => ({
            value: String(index),
            label: optionLabel(option, say),
          }))}
        />
      )
    case 'number':
      return (
        <TextInput
          {...common}
          {...original}
          {...hint(shape.integer ? say('form.hint.integer') : say('form.hint.number'))}
          value={text}
          inputmode={shape.integer ? 'numeric' : 'decimal'}
          short
        />
      )
    case 'date':
      // A browser's date field would drop what is not a date without a word.
      return (
        <TextInput
          {...common}
          {...original}
          {...hint(undefined)}
          value={text}
          type={text === '' || /^\d{4}-\d{2}-\d{2}$/.test(text) ? 'date' : 'text'}
          short
        />
      )
    case 'text':
      return shape.multiline || text.includes('\n') ? (
        <TextArea {...common} {...original} {...hint(undefined)} value={text} />
      ) : (
        <TextInput {...common} {...original} {...hint(undefined)} value={text} />
      )
    default:
      return <TextArea {...common} {...original} {...hint(say('form.hint.json'))} value={text} />
  }
}
