import { z } from 'zod'
import { InputInvalidError } from '../errors.js'
import { LANGUAGES, type Language } from '../i18n/language.js'
import { textIssue } from '../review/decision-texts.js'
import { readReference } from '../review/reference.js'

/** Longest texts taken, in UTF-16 code units. */
export const REQUEST_LIMITS = { name: 200, email: 254, address: 500, phone: 40, text: 5000 } as const

/** What somebody wants: their decision explained, the rules of the system, to speak to an agent, or an error put right. */
export const REQUEST_WISHES = ['understand', 'rules', 'agent', 'error'] as const

/** One of {@link REQUEST_WISHES}. */
export type RequestWish = (typeof REQUEST_WISHES)[number]

/** How somebody wants to be answered. At the desk they show the number of their receipt. */
export const ANSWER_CHANNELS = ['email', 'post', 'phone', 'desk'] as const

/** One of {@link ANSWER_CHANNELS}. */
export type AnswerChannel = (typeof ANSWER_CHANNELS)[number]

/** What somebody writes: a request for an explanation with where to answer, or what they think of an AI, without a name. */
export type RequestInput =
  | {
      readonly kind: 'explanation'
      readonly name: string
      readonly wish?: RequestWish
      /** What it needs is given; without it, one of the three that follow. */
      readonly channel?: AnswerChannel
      readonly email?: string
      readonly address?: string
      readonly phone?: string
      /** That of the decision's letter. */
      readonly reference?: string
      readonly text: string
      /** To answer in. */
      readonly lang: Language
    }
  | { readonly kind: 'feedback'; readonly text: string; readonly lang: Language }

function textOf(path: keyof typeof REQUEST_LIMITS): z.ZodString {
  return z
    .string()
    .max(REQUEST_LIMITS[path])
    .refine((text) => textIssue(text, path, 1) === undefined)
}

const inputSchema: z.ZodType<RequestInput> = z.union([
  z
    .strictObject({
      kind: z.literal('explanation'),
      text: textOf('text'),
      lang: z.enum(LANGUAGES),
      name: textOf('name'),
      email: textOf('email').refine(isEmail).exactOptional(),
      address: textOf('address').exactOptional(),
      phone: textOf('phone').refine(isPhone).exactOptional(),
      wish: z.enum(REQUEST_WISHES).exactOptional(),
      channel: z.enum(ANSWER_CHANNELS).exactOptional(),
      reference: z
        .string()
        .refine((text) => readReference(text).ok)
        .exactOptional(),
    })
    .refine((contact) => canBeAnswered(contact), { path: ['email'] }),
  z.strictObject({ kind: z.literal('feedback'), text: textOf('text'), lang: z.enum(LANGUAGES) }),
])

/** What there is to answer with. */
export interface Contact {
  readonly channel?: AnswerChannel | undefined
  readonly email?: string | undefined
  readonly address?: string | undefined
  readonly phone?: string | undefined
}

/** Whether an answer can go out in the way that was chosen, or in any where none was. */
export function canBeAnswered({ channel, email, address, phone }: Contact): boolean {
  switch (channel) {
    case 'email':
      return email !== undefined
    case 'post':
      return address !== undefined
    case 'phone':
      return phone !== undefined
    case 'desk':
      return true
    case undefined:
      return [email, address, phone].some((given) => given !== undefined)
  }
}

/** At least six digits, with what people write between them. */
export function isPhone(text: string): boolean {
  return /^\+?[\d ().-]{6,40}$/.test(text) && text.replace(/\D/g, '').length >= 6
}

/** Something before one @, something with a dot behind it: the rest shows when a letter is sent. */
export function isEmail(text: string): boolean {
  return /^[^\s@\p{C}]{1,64}@[^\s@\p{C}.]+(?:\.[^\s@\p{C}.]+)+$/u.test(text)
}

/** @throws InputInvalidError naming the field, never what it holds. */
export function checkedRequest(input: unknown): RequestInput {
  const parsed = inputSchema.safeParse(input)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const path = issue?.path.join('.') ?? ''
  throw new InputInvalidError(path === '' ? 'request' : path, 'cannot be taken as it is.')
}

/** A request that was stored, read again. Undefined when it is none. */
export function readStoredInput(
  value: unknown,
): { readonly number: string; readonly input: RequestInput } | undefined {
  const parsed = z.strictObject({ number: z.string(), input: inputSchema }).safeParse(value)
  return parsed.success ? parsed.data : undefined
}
