import type { JSX } from 'hono/jsx/jsx-runtime'
import type { JsonValue } from '../../internal/canonical-json.js'
import { childName } from '../schema-form/control.js'
import { isList, isObject, type Shape } from '../schema-form/shape.js'
import { VisibleText, visibleString } from '../visible-text.js'
import { type CaseField, fieldsIn, sourceAnchor } from './case-source.js'
import { optionLabel, scalarText, shapeLabel } from './labels.js'
import type { Say } from './visit.js'

/** From this length a text stands below its name instead of beside it. */
const STACKED_TEXT = 120

/** From this length a text scrolls in its own box, so that it does not push everything else away. */
const LONG_TEXT = 4_000

/** Deeper than this a value is shown as JSON text. */
const MAX_DEPTH = 8

/** How a JSON value is shown. */
export interface ValueViewProps {
  readonly say: Say
  readonly value: JsonValue | undefined
  /** Titles and labels, where the value has a schema. */
  readonly shape?: Shape
  /** Place of the value, as a JSON Pointer. */
  readonly pointer?: string
  /** Gives places an id, so that a reason can point to them. */
  readonly anchored?: boolean
  /** The case in which `source` members are looked up. */
  readonly caseData?: JsonValue
  /** The page on which the case is shown; absent: this one. */
  readonly casePage?: string
  readonly depth?: number
}

/** A JSON value as text: objects as term and definition, arrays as lists. Never as markup. */
export function ValueView(props: ValueViewProps): JSX.Element {
  const { say, value, shape, depth = 0 } = props
  if (value === undefined || value === null || value === '')
    return <span class="none">{say('value.none')}</span>
  if (depth > MAX_DEPTH && typeof value === 'object')
    return <LongText text={JSON.stringify(value, null, 2)} />
  const fields = fieldsIn(value)
  if (fields !== undefined) return <FieldsView {...props} fields={fields} />
  if (isList(value)) return <ListView {...props} items={value} />
  if (isObject(value)) return <ObjectView {...props} value={value} />
  if (shape?.kind === 'choice') {
    const option = shape.options.find((candidate) => candidate.value === value)
    if (option !== undefined) return <VisibleText text={optionLabel(option, say)} />
  }
  return <LongText text={scalarText(value, say)} />
}

/** Fields in the order that the application gave them. */
function FieldsView(props: ValueViewProps & { readonly fields: readonly CaseField[] }): JSX.Element {
  const { fields, pointer = '', anchored, depth = 0 } = props
  const { shape: _, ...rest } = props
  return (
    <dl class={depth === 0 ? 'values' : 'values nested'}>
      {fields.map(({ label, value }, index) => {
        const place = childName(pointer, index)
        return (
          <div
            class={isStacked(value) ? 'stacked' : undefined}
            {...(anchored === true ? { id: anchorId(place), tabindex: -1 } : {})}
          >
            <dt>
              <VisibleText text={label} />
            </dt>
            <dd>
              <ValueView {...rest} value={value} pointer={childName(place, 'value')} depth={depth + 1} />
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

function ListView(props: ValueViewProps & { readonly items: readonly JsonValue[] }): JSX.Element {
  const { say, items, shape, pointer = '', depth = 0 } = props
  if (items.length === 0) return <span class="none">{say('value.no-item')}</span>
  const item = shape?.kind === 'list' ? shape.item : undefined
  const { shape: _, ...rest } = props
  return (
    <ol class={items.some((each) => typeof each === 'object') ? 'value-list' : 'value-list plain'}>
      {items.map((each, index) => (
        <li id={props.anchored === true ? anchorId(childName(pointer, index)) : undefined}>
          <ValueView
            {...rest}
            {...(item === undefined ? {} : { shape: item })}
            value={each}
            pointer={childName(pointer, index)}
            depth={depth + 1}
          />
        </li>
      ))}
    </ol>
  )
}

function ObjectView(
  props: ValueViewProps & { readonly value: { readonly [key: string]: JsonValue | undefined } },
): JSX.Element {
  const { say, value, shape, pointer = '', anchored, caseData, depth = 0 } = props
  const members = shape?.kind === 'group' ? shape.members : []
  const order = [...new Set([...members.map(({ key }) => key), ...Object.keys(value)])]
  const { shape: _, ...rest } = props
  const shown = order.filter(
    (key) => Object.hasOwn(value, key) && !(caseData !== undefined && key === 'source'),
  )
  return (
    <>
      <dl class={depth === 0 ? 'values' : 'values nested'}>
        {shown.map((key) => {
          const member = members.find((candidate) => candidate.key === key)?.shape
          const place = childName(pointer, key)
          return (
            <div
              class={isStacked(value[key]) ? 'stacked' : undefined}
              {...(anchored === true ? { id: anchorId(place), tabindex: -1 } : {})}
            >
              <dt>
                <VisibleText text={shapeLabel(member, key)} />
              </dt>
              <dd>
                <ValueView
                  {...rest}
                  {...(member === undefined ? {} : { shape: member })}
                  value={value[key]}
                  pointer={place}
                  depth={depth + 1}
                />
              </dd>
            </div>
          )
        })}
      </dl>
      {caseData !== undefined && Object.hasOwn(value, 'source') ? (
        <Source say={say} source={value.source} caseData={caseData} casePage={props.casePage ?? ''} />
      ) : null}
    </>
  )
}

/** A reason's source as a link to the field it rests on, or the plain word that there is none. */
function Source(props: {
  readonly say: Say
  readonly source: JsonValue | undefined
  readonly caseData: JsonValue
  readonly casePage: string
}): JSX.Element {
  const { say, source, caseData, casePage } = props
  const place = typeof source === 'string' ? sourceAnchor(caseData, source) : undefined
  if (place === undefined) return <p class="source no-source">{say('suggestion.no-source')}</p>
  return (
    <p class="source">
      <a href={`${casePage}#${anchorId(place.pointer)}`}>
        {say('suggestion.see-source', { field: visibleString(place.label) })}
      </a>
    </p>
  )
}

function isStacked(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && value.length > STACKED_TEXT
}

/** The id of a place in the case data. */
export function anchorId(pointer: string): string {
  return `donnee${pointer.replace(/[^\p{L}\p{N}/]/gu, (character) => `.${character.codePointAt(0)?.toString(16)}.`)}`
}

function LongText({ text }: { readonly text: string }): JSX.Element {
  if (text.length < LONG_TEXT)
    return (
      <span class="text">
        <VisibleText text={text} />
      </span>
    )
  return (
    // Focusable, so that it scrolls by keyboard.
    <div class="text long-text" tabindex={0}>
      <VisibleText text={text} />
    </div>
  )
}
