import { CallUnreadableError } from '../../errors.js'

/** The ways of asking a model that the guard can check. */
export type Door = 'chat' | 'responses' | 'completions'

const GUARDED: readonly (readonly [RegExp, Door])[] = [
  [/(?:^|\/)chat\/completions$/, 'chat'],
  [/(?:^|\/)responses$/, 'responses'],
  [/(?:^|\/)completions$/, 'completions'],
]

/** Asks for a size, not for an answer. */
const COUNTING = /(?:^|\/)responses\/input_tokens$/
/** Answers that are kept at the supplier. */
const STORED = /(?:^|\/)(?:chat\/completions|responses)\//
/** Other ways to a model's words: agents, sessions, files of requests. None of them can be checked here. */
const UNGUARDED =
  /(?:^|\/)(?:threads|agents|chatkit|realtime|live|decisions|conversations|evals|assistants|graders)(?:\/|$)/
const BATCHES = /(?:^|\/)batches$/
const PLACEHOLDER = 'http://placeholder.invalid'
/** What the organisation consumed and how it is set up: figures, not answers. */
const ADMINISTRATION = /^\/?(?:v1\/)?organization\//

/**
 * Says through which door a request leaves: one that the guard checks, or none of its business (`undefined`), such as
 * embeddings, moderations, files and models.
 *
 * @throws CallUnreadableError for requests that would bring back a model's words unchecked.
 */
export function doorOf(method: string, path: string): Door | undefined {
  const place = placeOf(path)
  if (place === undefined) throw new CallUnreadableError('path', 'is not a path.')
  const verb = method.toUpperCase()
  if (ADMINISTRATION.test(place)) return undefined
  const door = guardedPlace(place)
  if (door !== undefined && verb === 'POST') return door
  if (verb === 'DELETE' || (verb === 'POST' && COUNTING.test(place))) return undefined
  const unchecked =
    door !== undefined ||
    STORED.test(place) ||
    UNGUARDED.test(place) ||
    (verb === 'POST' && BATCHES.test(place))
  if (!unchecked) return undefined
  throw new CallUnreadableError(
    `${verb} ${place}`,
    'would bring back a model’s words unchecked. Ask through chat.completions or responses.',
  )
}

/** The guarded door that a path names, if it is one. Never throws. */
export function guardedDoor(method: string, path: string): Door | undefined {
  const place = placeOf(path)
  return place === undefined || method.toUpperCase() !== 'POST' ? undefined : guardedPlace(place)
}

function guardedPlace(place: string): Door | undefined {
  return GUARDED.find(([pattern]) => pattern.test(place))?.[1]
}

/** The path as a server reads it: decoded, without address, query, dots, doubled strokes or capitals. */
function placeOf(path: string): string | undefined {
  // As the package does: a whole address stands for itself, anything else is put behind the client's.
  const address = /^[a-z][a-z0-9+.-]*:/i.test(path) ? path : `${PLACEHOLDER}/${path}`
  if (!URL.canParse(address)) return undefined
  const names: string[] = []
  for (const name of decoded(new URL(address).pathname).split(/[/\\]/)) {
    if (name === '..') names.pop()
    else if (name !== '' && name !== '.') names.push(name)
  }
  return names.join('/').toLowerCase()
}

function decoded(pathname: string): string {
  // Only well-formed escapes: `%zz` stands for itself on the way to a server, too.
  return pathname.replace(/(?:%[0-7][0-9a-f])+/gi, (escapes) => decodeURIComponent(escapes))
}
