import { MAX_TEXT_LENGTH } from '../../review/decision-texts.js'
import type { Say } from './visit.js'

/** That a text is longer than is taken; undefined when it is not. */
export function tooLong(text: string, say: Say): string | undefined {
  return text.length > MAX_TEXT_LENGTH ? say('error.too-long', { max: MAX_TEXT_LENGTH }) : undefined
}
