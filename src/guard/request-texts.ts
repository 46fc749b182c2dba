import { isGuardError, TamperedError } from '../errors.js'
import type { PayloadRow } from '../store/store.js'
import type { GuardCore } from './core.js'
import { readPayload } from './payloads.js'
import { type RequestInput, readStoredInput } from './request-input.js'
import { type RequestRecord, requestId, type StoredRequest } from './request-record.js'

/** What somebody wrote, under its number. */
export interface RequestText {
  readonly number: string
  readonly input: RequestInput
}

/** @throws TamperedError when the text is not the one that the record is about. */
export async function requestText(core: GuardCore, { id, record }: StoredRequest): Promise<RequestText> {
  const { value } = await readPayload(core, record.request, { reviewId: id, what: 'The request' })
  const read = readStoredInput(value)
  if (read === undefined) throw new TamperedError(`The request ${id}`, 'its text cannot be read')
  return read
}

/** @throws TamperedError when the answer is not the one that the record is about. */
export async function answerText(
  core: GuardCore,
  id: string,
  ref: NonNullable<RequestRecord['answered']>['answer'],
): Promise<{ readonly text: string; readonly by: string }> {
  const { value } = await readPayload(core, ref, { reviewId: id, what: 'The answer' })
  const { text, by } = Object(value) as { readonly text?: unknown; readonly by?: unknown }
  if (typeof text !== 'string' || typeof by !== 'string')
    throw new TamperedError(`The request ${id}`, 'its answer cannot be read')
  return { text, by }
}

/** Every text that lies under a request's id, whatever became of its record. */
export interface LegibleRequest extends RequestText {
  readonly payloads: readonly PayloadRow[]
}

/** What can still be read under a request's id. Undefined when it cannot be told whose it is. */
export async function legibleRequest(core: GuardCore, id: string): Promise<LegibleRequest | undefined> {
  try {
    const payloads = await core.store.listPayloads(id)
    const text = payloads.find(({ kind }) => kind === 'request')
    const read = text === undefined ? undefined : readStoredInput(JSON.parse(text.body))
    // The id is made from the number: a text that was moved here from another request does not fit.
    return read === undefined || requestId(read.number) !== id ? undefined : { ...read, payloads }
  } catch (error) {
    if (error instanceof SyntaxError || (isGuardError(error) && error.code === 'ERR_TAMPERED'))
      return undefined
    throw error
  }
}
