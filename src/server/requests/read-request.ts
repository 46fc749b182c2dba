import {
  ANSWER_CHANNELS,
  type AnswerChannel,
  canBeAnswered,
  isEmail,
  isPhone,
  REQUEST_LIMITS,
  REQUEST_WISHES,
} from '../../guard/request-input.js'
import type { RequestInput } from '../../guard/requests.js'
import { textIssue } from '../../review/decision-texts.js'
import { readReference } from '../../review/reference.js'
import type { Form } from '../read-form.js'
import { FIELDS } from './paths.js'
import type { PublicVisit } from './visit.js'

/** Something wrong with a form: at which control, and what to do. */
export interface RequestError {
  readonly name: (typeof FIELDS)[keyof typeof FIELDS]
  readonly message: string
}

/** What a form says, or everything that is wrong with it. */
export type ReadRequest =
  | { readonly ok: true; readonly input: RequestInput }
  | { readonly ok: false; readonly errors: readonly RequestError[] }

/** Reads a form of this page. */
export function readRequest(visit: PublicVisit, form: Form): ReadRequest {
  const { say, language: lang, kind } = visit
  const typed = (field: keyof typeof FIELDS): string => form.get(FIELDS[field])?.trim() ?? ''
  const text = typed('text')
  if (kind === 'feedback') {
    const errors = textErrors(visit, [['text', text, say('request.error.feedback')]])
    return errors.length > 0 ? { ok: false, errors } : { ok: true, input: { kind, text, lang } }
  }
  const [name, email, address, phone, reference] = [
    typed('name'),
    typed('email'),
    typed('address'),
    typed('phone'),
    typed('reference'),
  ]
  const wish = REQUEST_WISHES.find((one) => one === typed('wish')) ?? 'understand'
  const channel = ANSWER_CHANNELS.find((one) => one === typed('channel'))
  const given = Object.fromEntries(
    Object.entries({ email, address, phone, reference }).filter(([, value]) => value !== ''),
  )
  const errors = [
    ...textErrors(visit, [['name', name, say('request.error.name')]]),
    ...(canBeAnswered({ ...given, channel }) ? [] : [noContact(visit, channel)]),
    ...(email !== '' && (email.length > REQUEST_LIMITS.email || !isEmail(email))
      ? [{ name: FIELDS.email, message: say('request.error.email') }]
      : []),
    ...(address === '' ? [] : textErrors(visit, [['address', address, say('request.error.contact')]])),
    ...(phone !== '' && !isPhone(phone) ? [{ name: FIELDS.phone, message: say('request.error.phone') }] : []),
    ...(reference !== '' && !readReference(reference).ok
      ? [{ name: FIELDS.reference, message: say('request.error.reference') }]
      : []),
    ...textErrors(visit, [['text', text, say('request.error.text')]]),
  ]
  if (errors.length > 0) return { ok: false, errors }
  const wanted = channel === undefined ? { wish } : { wish, channel }
  return { ok: true, input: { kind, name, text, lang, ...wanted, ...given } }
}

/** What is missing for the answer, at the field where it goes. */
function noContact({ say }: PublicVisit, channel: AnswerChannel | undefined): RequestError {
  switch (channel) {
    case 'post':
      return { name: FIELDS.address, message: say('request.error.address') }
    case 'phone':
      return { name: FIELDS.phone, message: say('request.error.phone') }
    case 'email':
      return { name: FIELDS.email, message: say('request.error.email') }
    default:
      return { name: FIELDS.email, message: say('request.error.contact') }
  }
}

function textErrors(
  { say }: PublicVisit,
  texts: readonly (readonly ['name' | 'address' | 'text', string, string])[],
): readonly RequestError[] {
  return texts.flatMap(([field, text, missing]) => {
    const name = FIELDS[field]
    const most = REQUEST_LIMITS[field]
    if (text.length > most) return [{ name, message: say('request.error.long', { count: most }) }]
    if (!text.isWellFormed()) return [{ name, message: say('request.error.unreadable') }]
    return textIssue(text, field, 1) === undefined ? [] : [{ name, message: missing }]
  })
}
