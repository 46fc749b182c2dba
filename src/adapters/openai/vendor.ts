/**
 * The few members of the vendor's package that the adapter touches, so that no version of it is imported: its classes
 * are taken from the objects it hands out, and `instanceof` holds in the copy that the application uses.
 */

/** Options of one request, as the package's own code builds them. */
export interface RequestOptions {
  readonly method?: string
  readonly path?: string
  readonly body?: unknown
  readonly stream?: boolean
  readonly signal?: AbortSignal | null
  readonly fetchOptions?: unknown
  readonly [key: string]: unknown
}

/** What the package knows of an answer beside its data. */
export interface ResponseProps {
  readonly response: Response
  readonly options: RequestOptions
  readonly controller: AbortController
  readonly [key: string]: unknown
}

/** The package's promise of an answer. */
export interface ApiPromise extends PromiseLike<unknown> {
  _thenUnwrap<Result>(transform: (data: unknown, props: ResponseProps) => Result): PromiseLike<Result>
  asResponse(): Promise<Response>
}

/** The package's class of such promises. */
export type ApiPromiseClass = new (
  client: unknown,
  response: Promise<ResponseProps>,
  parse: (client: unknown, props: ResponseProps) => unknown,
) => ApiPromise

/** The package's stream. */
export interface VendorStream extends AsyncIterable<unknown> {
  readonly controller: AbortController
}

/** The package's class of streams. */
export type StreamClass = new (
  iterator: () => AsyncIterator<unknown>,
  controller: AbortController,
  client: unknown,
) => VendorStream

/** A client of the `openai` package: `OpenAI`, `AzureOpenAI`, or a class derived from them. */
export interface OpenAIClient {
  readonly chat: object
  readonly responses: object
  readonly completions: object
  post(path: string, options?: never): unknown
  request(options: never, remainingRetries?: number | null): unknown
  withOptions(options: never): unknown
}

/** The methods of a client through which requests leave. */
export interface Sender {
  request(options: Promise<RequestOptions>, remainingRetries?: number | null): ApiPromise
  requestAPIList(Page: unknown, options: Promise<RequestOptions>): unknown
  withOptions(options: unknown): object
}

/** The class of a promise that the package made. */
export function promiseClassOf(promise: ApiPromise): ApiPromiseClass {
  // The package's constructor signature, stable since its version 4; its types mark it as public.
  return promise.constructor as ApiPromiseClass
}

/** The class of a stream that the package made. */
export function streamClassOf(stream: VendorStream): StreamClass {
  return stream.constructor as StreamClass
}

/** The error that the package's own calls end with when the caller gave up; the signal's reason for other clients. */
export function abortErrorOf(client: object, reason: unknown): unknown {
  const AbortErrorClass: unknown = Reflect.get(client.constructor, 'APIUserAbortError')
  if (typeof AbortErrorClass !== 'function') return reason
  return Reflect.construct(AbortErrorClass, [])
}
