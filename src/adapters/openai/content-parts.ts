import type { TextPart } from '../../call/model-call.js'
import { CallUnreadableError } from '../../errors.js'
import { answerParts } from './answer-texts.js'
import {
  arrayAt,
  fieldParts,
  type JsonObject,
  jsonParts,
  nothing,
  objectAt,
  textPart,
  type Voice,
} from './json-shapes.js'

const TEXTS: Readonly<Record<string, string>> = {
  text: 'text',
  input_text: 'text',
  output_text: 'text',
  summary_text: 'text',
  reasoning_text: 'text',
  refusal: 'refusal',
}
const IMAGES = new Set(['image_url', 'input_image'])
const FILES = new Set(['input_audio', 'file', 'input_file'])

/**
 * Texts of a message's content: a text, or parts of several kinds. An image, a sound or a file cannot be read; it is
 * taken on the word of the text beside it, which says what it is for and is checked as its purpose.
 *
 * @throws CallUnreadableError for other kinds, and for an image, a sound or a file without a word beside it.
 */
export function contentParts(value: unknown, path: string, voice: Voice): readonly TextPart[] {
  if (value === undefined || value === null || typeof value === 'string') return textPart(value, path, voice)
  const parts = arrayAt(value, path).map((part, index) => objectAt(part, `${path}[${index}]`))
  const purpose = parts
    .flatMap((part) => textOf(part) ?? [])
    .join('\n')
    .trim()
  return parts.flatMap((part, index) => partTexts(part, `${path}[${index}]`, { voice, purpose }))
}

function textOf(part: JsonObject): string | undefined {
  const field = typeof part.type === 'string' ? TEXTS[part.type] : undefined
  const text = field === undefined ? undefined : part[field]
  return typeof text === 'string' ? text : undefined
}

function partTexts(
  part: JsonObject,
  path: string,
  { voice, purpose }: { readonly voice: Voice; readonly purpose: string },
): readonly TextPart[] {
  const type = typeof part.type === 'string' ? part.type : ''
  const field = Object.hasOwn(TEXTS, type) ? TEXTS[type] : undefined
  if (field !== undefined) {
    // What the model cited in an earlier answer comes back with it.
    const cited = (value: unknown, at: string): readonly TextPart[] => jsonParts(value, at, voice)
    const known = { type: nothing, [field]: (text: unknown, at: string) => textPart(text, at, voice) }
    return fieldParts(part, path, {
      ...known,
      annotations: cited,
      logprobs: (value: unknown) => answerParts({ logprobs: value }, path),
      parsed: cited,
    })
  }
  if (!IMAGES.has(type) && !FILES.has(type))
    throw new CallUnreadableError(path, `"${type}" is not a kind of content that can be checked.`)
  if (purpose === '')
    throw new CallUnreadableError(
      path,
      `"${type}" cannot be read: say in a text part of the same message what it is for.`,
    )
  const kind = IMAGES.has(type) ? 'image-purpose' : 'declaration'
  return [{ path, kind, role: voice.role, text: purpose }, ...mediaNames(part, path, voice)]
}

/** File names are texts too; addresses and bytes are what cannot be read. */
function mediaNames(part: JsonObject, path: string, voice: Voice): readonly TextPart[] {
  const unread = {
    type: nothing,
    url: nothing,
    file_data: nothing,
    file_id: nothing,
    file_url: nothing,
    data: nothing,
    format: nothing,
    detail: nothing,
  }
  const name = (text: unknown, at: string): readonly TextPart[] =>
    textPart(text, at, { ...voice, kind: 'declaration' })
  const inside = (value: unknown, at: string): readonly TextPart[] =>
    typeof value === 'string' ? [] : fieldParts(objectAt(value, at), at, { ...unread, filename: name })
  return fieldParts(part, path, {
    ...unread,
    image_url: inside,
    file: inside,
    input_audio: inside,
    filename: name,
  })
}
