import type { JsonValue } from '../../internal/canonical-json.js'

/** A JSON object. */
export type JsonObject = { readonly [key: string]: JsonValue | undefined }

/** One place of a JSON Schema (2020-12), as a form can show it. */
export type Shape = ShapeFacts &
  (
    | { readonly kind: 'text'; readonly multiline: boolean }
    | { readonly kind: 'number'; readonly integer: boolean }
    | { readonly kind: 'date' }
    | { readonly kind: 'choice'; readonly options: readonly ShapeOption[] }
    | { readonly kind: 'fixed'; readonly value: JsonValue }
    | { readonly kind: 'group'; readonly members: readonly ShapeMember[] }
    | { readonly kind: 'list'; readonly item: Shape }
    /** Anything a form has no fields for: edited as JSON text. */
    | { readonly kind: 'json' }
  )

/** What any shape may say of itself. */
export interface ShapeFacts {
  /** The schema's `title`. */
  readonly title?: string
  /** The schema's `description`. */
  readonly description?: string
  readonly nullable: boolean
}

/** One of several values. */
export interface ShapeOption {
  readonly value: JsonValue
  /** From the schema's `labels` (`{ value: words }`), if it has them. */
  readonly label?: string
}

/** A named member of an object. */
export interface ShapeMember {
  readonly key: string
  readonly required: boolean
  readonly shape: Shape
}

/** Deeper than this a value is edited as JSON text: also ends schemas that contain themselves. */
const MAX_DEPTH = 6

/** Texts up to this length get one line. */
const ONE_LINE = 120

/** Reads a use's output schema into what a form can show. What it cannot show becomes JSON text, never nothing. */
export function shapeOf(schema: JsonValue): Shape {
  return shapeAt(schema, isObject(schema) ? schema : {}, 0)
}

/** True for a JSON object. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** True for a JSON array. */
export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value)
}

function shapeAt(schema: JsonValue | undefined, root: JsonObject, depth: number): Shape {
  if (!isObject(schema) || depth > MAX_DEPTH) return { kind: 'json', nullable: true }
  const { node, nullable } = withoutNull(resolve(schema, root), root)
  const facts: ShapeFacts = { ...words(schema), ...words(node), nullable }
  const inner = node === undefined ? undefined : kindOf(node, root, depth)
  return inner === undefined ? { ...facts, kind: 'json' } : { ...facts, ...inner }
}

type Kind = Shape extends infer Each ? (Each extends Shape ? Omit<Each, keyof ShapeFacts> : never) : never

function kindOf(node: JsonObject, root: JsonObject, depth: number): Kind | undefined {
  if ('const' in node && node.const !== undefined) return { kind: 'fixed', value: node.const }
  if (isList(node.enum)) return { kind: 'choice', options: optionsOf(node.enum, node.labels) }
  if (['anyOf', 'oneOf', 'allOf', 'not', 'if'].some((word) => word in node)) return undefined
  switch (node.type) {
    case 'boolean':
      return { kind: 'choice', options: optionsOf([true, false], node.labels) }
    case 'number':
    case 'integer':
      return { kind: 'number', integer: node.type === 'integer' }
    case 'string':
      if (node.format === 'date') return { kind: 'date' }
      return { kind: 'text', multiline: !(typeof node.maxLength === 'number' && node.maxLength <= ONE_LINE) }
    case 'array':
      if ('prefixItems' in node) return undefined
      return { kind: 'list', item: shapeAt(node.items, root, depth + 1) }
    case 'object':
      return groupOf(node, root, depth)
    default:
      return undefined
  }
}

function groupOf(node: JsonObject, root: JsonObject, depth: number): Kind | undefined {
  if (!isObject(node.properties) || 'patternProperties' in node) return undefined
  if (isObject(node.additionalProperties) && Object.keys(node.additionalProperties).length > 0)
    return undefined
  const required = isList(node.required) ? node.required : []
  return {
    kind: 'group',
    members: Object.entries(node.properties).map(([key, member]) => ({
      key,
      required: required.includes(key),
      shape: shapeAt(member, root, depth + 1),
    })),
  }
}

function optionsOf(values: readonly JsonValue[], labels: JsonValue | undefined): readonly ShapeOption[] {
  return values.map((value) => {
    const name = String(value)
    const label = isObject(labels) && Object.hasOwn(labels, name) ? labels[name] : undefined
    return { value, ...(typeof label === 'string' ? { label } : {}) }
  })
}

function words(node: JsonObject | undefined): Pick<ShapeFacts, 'title' | 'description'> {
  return {
    ...(typeof node?.title === 'string' ? { title: node.title } : {}),
    ...(typeof node?.description === 'string' ? { description: node.description } : {}),
  }
}

/** Follows `#/$defs/…` references. One that leads nowhere gives a node without a type, edited as JSON. */
function resolve(schema: JsonObject, root: JsonObject): JsonObject {
  let node = schema
  for (let hops = 0; typeof node.$ref === 'string' && hops < 8; hops += 1) {
    const target = node.$ref.startsWith('#') ? at(root, node.$ref.slice(1)) : undefined
    if (!isObject(target)) return {}
    node = target
  }
  return node
}

function at(root: JsonObject, pointer: string): JsonValue | undefined {
  const keys = pointer.split('/').slice(1)
  return keys.reduce<JsonValue | undefined>((value, key) => {
    const name = key.replaceAll('~1', '/').replaceAll('~0', '~')
    return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
  }, root)
}

/** Takes `null` out of a schema that allows it beside one other thing. */
function withoutNull(
  node: JsonObject,
  root: JsonObject,
): { readonly node: JsonObject | undefined; readonly nullable: boolean } {
  if (isList(node.type)) {
    const types = node.type.filter((type) => type !== 'null')
    const nullable = types.length < node.type.length
    const [only] = types
    return types.length === 1 && only !== undefined
      ? { node: { ...node, type: only }, nullable }
      : { node: undefined, nullable }
  }
  const choices = isList(node.anyOf) ? node.anyOf : undefined
  if (choices === undefined) return { node, nullable: false }
  const others = choices.filter((choice) => !(isObject(choice) && choice.type === 'null'))
  const [only] = others
  if (others.length !== 1 || !isObject(only) || others.length === choices.length)
    return { node: undefined, nullable: others.length < choices.length }
  const { anyOf: _, ...rest } = node
  return { node: { ...rest, ...resolve(only, root) }, nullable: true }
}
