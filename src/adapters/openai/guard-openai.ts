import { CallUnreadableError, ConfigInvalidError } from '../../errors.js'
import type { Guard } from '../../guard/guard.js'
import type { Use } from '../../system/use.js'
import { doorOf, guardedDoor } from './doors.js'
import { guardedCall } from './guarded-call.js'
import type { ApiPromise, OpenAIClient, RequestOptions, Sender } from './vendor.js'
import type { CallSettings } from './vendor-call.js'

/** How the calls of a wrapped client are guarded. */
export interface GuardOpenAIOptions {
  /** The declared use of the calls. Default: the one of `guard.withContext`. */
  readonly use?: Use
  /** The case they are about. Default: the one of `guard.withContext`. */
  readonly subject?: string
  /**
   * What happens when a person must decide first: `throw` a ReviewRequiredError, or `wait` for the decision and
   * return the vendor's answer with the decided value in it. Default `throw`. A stream that a finding stops on its
   * way always throws: what was released cannot be taken back.
   */
  readonly onHeld?: 'throw' | 'wait'
}

/**
 * Gives a client of the `openai` package whose calls all go through the guard: the same type, the same methods, the
 * caller's own client untouched. `chat.completions`, `responses` and the older `completions` are checked, with
 * `parse`, `stream` and `runTools`, which run the package's own code. Embeddings, moderations, files, models, images
 * and audio pass through unchecked. Ways to a model's words that cannot be checked are refused: stored and background
 * answers, conversations, assistants, agents, realtime, batches.
 *
 * A call throws ProhibitedUseError when it is refused (nothing was sent when its input is), ReviewRequiredError when
 * it is held, NotApprovedError when it waited and no value was decided, UseMissingError when nobody named its use,
 * CallUnreadableError when a part of it cannot be read. The package's own errors come as they are. Its stream helpers
 * (`chat.completions.stream`, `responses.stream`, `runTools`) wrap foreign errors in an OpenAIError: look at `cause`.
 *
 * @throws ConfigInvalidError when the options are wrong.
 *
 * @example
 * const openai = guardOpenAI(new OpenAI(), guard, { use: urbanism.uses.summary })
 * const answer = await openai.chat.completions.create({ model, messages })
 */
export function guardOpenAI<Client extends OpenAIClient>(
  client: Client,
  guard: Guard,
  options: GuardOpenAIOptions = {},
): Client {
  const { onHeld = 'throw' } = options
  if (onHeld !== 'throw' && onHeld !== 'wait') {
    throw new ConfigInvalidError([
      { path: 'onHeld', reason: 'is not a known word.', remedy: 'Use "throw" or "wait".' },
    ])
  }
  return guardedClient(client, { guard, ...options, onHeld })
}

/** Ways around the checks inside the package; nothing of the package calls them on a client from outside. */
const CLOSED = ['makeRequest', 'retryRequest', 'fetchWithAuth', 'fetchWithTimeout'] as const

function guardedClient<Client extends object>(client: Client, settings: CallSettings): Client {
  const own = new Map<PropertyKey, unknown>()
  const doors = guardedMethods(senderOf(client), settings)
  const read = (key: PropertyKey): unknown => {
    if (Object.hasOwn(doors, key)) return Reflect.get(doors, key)
    // Getters and methods of the client work on private fields, which only the real object has.
    const value: unknown = Reflect.get(client, key, client)
    if (!own.has(key) || !isCurrent(own.get(key), value))
      own.set(key, { from: value, view: viewOf(key, value) })
    return (own.get(key) as { readonly view: unknown }).view
  }
  const viewOf = (key: PropertyKey, value: unknown): unknown => {
    if (typeof value === 'function') return key === 'constructor' ? value : value.bind(client)
    return isResourceOf(value, client) ? resourceFor(value, guarded) : value
  }
  const guarded: Client = new Proxy(client, {
    get: (_client, key) => read(key),
    getOwnPropertyDescriptor(_client, key) {
      const descriptor = Reflect.getOwnPropertyDescriptor(client, key)
      return descriptor === undefined || !('value' in descriptor)
        ? descriptor
        : { ...descriptor, value: read(key) }
    },
  })
  return guarded
}

function isCurrent(kept: unknown, value: unknown): boolean {
  return typeof kept === 'object' && kept !== null && 'from' in kept && kept.from === value
}

function senderOf(client: object): Sender {
  const isSender = (given: object): given is Sender =>
    ['request', 'requestAPIList', 'withOptions'].every(
      (name) => typeof Reflect.get(given, name) === 'function',
    )
  if (isSender(client)) return client
  throw new ConfigInvalidError([
    { path: 'client', reason: 'is not a client of the openai package.', remedy: 'Give new OpenAI(…).' },
  ])
}

/** Every method of a client through which a request leaves. */
function guardedMethods(client: Sender, settings: CallSettings): object {
  const { send, list } = guardedSending(client, settings)
  const verbs = ['get', 'post', 'patch', 'put', 'delete'].map((method) => [
    method,
    (path: string, options?: unknown) => send(method, path, options),
  ])
  const closed = CLOSED.map((name) => [
    name,
    () => {
      throw new CallUnreadableError(name, 'would go around the checks.')
    },
  ])
  return {
    ...Object.fromEntries([...verbs, ...closed]),
    methodRequest: send,
    request(options: unknown, remainingRetries: number | null = null) {
      const { method, path } = isSettled(options) ? options : {}
      return send(method ?? '', path ?? '', options, remainingRetries)
    },
    getAPIList: (path: string, Page: unknown, options?: unknown) =>
      list(Page, optionsOf(options, { method: 'get', path })),
    requestAPIList: (Page: unknown, options: unknown) => list(Page, optionsOf(options, {})),
    withOptions: (options: unknown) => guardedClient(client.withOptions(options), settings),
  }
}

interface Sending {
  readonly send: (
    method: string,
    path: string,
    options?: unknown,
    remainingRetries?: number | null,
  ) => ApiPromise
  readonly list: (Page: unknown, options: Promise<RequestOptions>) => unknown
}

function guardedSending(client: Sender, settings: CallSettings): Sending {
  return {
    send(method, path, given, remainingRetries = null) {
      const options = optionsOf(given, { method, path })
      const door = guardedDoor(method, path)
      return door === undefined
        ? client.request(openDoor(options), remainingRetries)
        : guardedCall(client, settings, { door, options, remainingRetries })
    },
    list: (Page, options) => client.requestAPIList(Page, openDoor(options)),
  }
}

/** The options as the package itself puts them together: what the caller says of method and path goes first. */
async function optionsOf(given: unknown, defaults: RequestOptions): Promise<RequestOptions> {
  return { ...defaults, ...((await given) as RequestOptions | undefined) }
}

function isSettled(options: unknown): options is RequestOptions {
  return typeof options === 'object' && options !== null && !('then' in options)
}

/** Options of a request that is none of the guard's business, once it has been seen to be. */
async function openDoor(pending: Promise<RequestOptions>): Promise<RequestOptions> {
  const options = { ...(await pending) }
  const { method = 'get', path = '' } = options
  if (doorOf(method, path) === undefined) return options
  throw new CallUnreadableError(
    `${method.toUpperCase()} ${path}`,
    'must be known when the call is made, not in options that come later.',
  )
}

interface Resource {
  readonly _client: unknown
}

function isResourceOf(value: unknown, client: object): value is Resource {
  return typeof value === 'object' && value !== null && '_client' in value && value._client === client
}

/** The package's own resource (`chat`, `responses`, …), made anew over the guarded client, so that its code is run. */
function resourceFor(resource: Resource, guarded: object): unknown {
  const made: unknown = Reflect.construct(resource.constructor, [guarded])
  if (isResourceOf(made, guarded)) return made
  throw new CallUnreadableError('client', 'holds a resource that cannot be made over the guarded client.')
}
