import { createHmac, timingSafeEqual } from 'node:crypto'
import { newReference } from '../../review/reference.js'

/** How long a form may stay open, in milliseconds: one day. */
const OPEN_MS = 86_400_000

/** Proofs that a form was drawn here, and the number that what is sent with it gets: sent twice, it is taken once. */
export interface RequestTokens {
  issue(place: string, now: Date): string
  /** The number; undefined when it was not drawn here, not for this place, or too long ago. */
  check(place: string, token: string, now: Date): string | undefined
}

/**
 * Without a cookie: nobody is signed in, so no other site could act in somebody's name. The token keeps out whatever did
 * not ask for the form; the browser's own word on where a form came from keeps out other sites.
 */
export function requestTokens(secret: Uint8Array): RequestTokens {
  const mark = (place: string, body: string): string =>
    createHmac('sha256', secret).update(`garde-fou/request-form/v1\n${place}\n${body}`).digest('base64url')
  return {
    issue(place, now) {
      const body = `${now.getTime().toString(36)}.${newReference()}`
      return `${body}.${mark(place, body)}`
    },
    check(place, token, now) {
      const [time = '', number = '', given = ''] = token.split('.')
      const expected = Buffer.from(mark(place, `${time}.${number}`))
      const bytes = Buffer.from(given)
      if (bytes.length !== expected.length || !timingSafeEqual(bytes, expected)) return undefined
      const age = now.getTime() - Number.parseInt(time, 36)
      return age >= 0 && age <= OPEN_MS ? number : undefined
    },
  }
}
