import { arrayAt, type JsonObject, objectAt } from './json-shapes.js'

/** A whole response as the events that would have spelled it. */
export function responseEventsOf(response: JsonObject): readonly JsonObject[] {
  const started = { ...response, status: 'in_progress', output: [] }
  const items = arrayAt(response.output, 'output').map((item, index) => objectAt(item, `output[${index}]`))
  const events: JsonObject[] = [
    { type: 'response.created', response: started },
    { type: 'response.in_progress', response: started },
    ...items.flatMap((item, output_index) => itemEvents(item, output_index)),
    { type: 'response.completed', response },
  ]
  return events.map((event, sequence_number) => ({ ...event, sequence_number }))
}

function itemEvents(item: JsonObject, output_index: number): readonly JsonObject[] {
  const isMessage = item.type === 'message'
  const field = item.type === 'custom_tool_call' ? 'input' : 'arguments'
  const empty = isMessage
    ? { ...item, status: 'in_progress', content: [] }
    : { ...item, status: 'in_progress', [field]: '' }
  const inside = isMessage
    ? arrayAt(item.content, 'content').flatMap((part, content_index) =>
        textEvents(objectAt(part, 'content[]'), { item_id: item.id, output_index, content_index }),
      )
    : callEvents(item, field, output_index)
  return [
    { type: 'response.output_item.added', output_index, item: empty },
    ...inside,
    { type: 'response.output_item.done', output_index, item },
  ]
}

function textEvents(part: JsonObject, place: JsonObject): readonly JsonObject[] {
  const { text } = part
  return [
    { type: 'response.content_part.added', ...place, part: { ...part, text: '' } },
    { type: 'response.output_text.delta', ...place, delta: text, logprobs: [] },
    { type: 'response.output_text.done', ...place, text, logprobs: [] },
    { type: 'response.content_part.done', ...place, part },
  ]
}

function callEvents(
  item: JsonObject,
  field: 'arguments' | 'input',
  output_index: number,
): readonly JsonObject[] {
  const stem = field === 'input' ? 'response.custom_tool_call_input' : 'response.function_call_arguments'
  const place = { item_id: item.id, output_index }
  const name = field === 'arguments' ? { name: item.name } : {}
  return [
    { type: `${stem}.delta`, ...place, delta: item[field] },
    { type: `${stem}.done`, ...place, ...name, [field]: item[field] },
  ]
}
