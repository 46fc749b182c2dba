import type { Token } from './tokens.js'

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

const NEGATORS = words('ne n non pas aucun aucune sans ni jamais no not never without nor neither cannot t')
/** After these a negation says the contrary: « n’oublie pas de », « not only ». */
const CANCEL = words(
  'oublie oubliez oublier hesite hesitez hesiter manque manquez manquer forget fail hesitate only seulement que qu uniquement',
)
/** `t` is only a negation as the end of « don’t ». */
const BEFORE_T = words('don doesn didn isn aren won can couldn shouldn wouldn mustn wasn hasn')
/** How many words a negation reaches, inside its clause. */
const REACH = 5

/** Marks the words under a negation: those that follow it in the same clause, five at most. */
export function markNegations(tokens: readonly Token[]): Uint8Array {
  const negated = new Uint8Array(tokens.length)
  let until = -1
  let cancelledUntil = -1
  let clause = -1
  let sentence = -1
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]
    if (token === undefined) break
    if (token.clause !== clause || token.sentence !== sentence) until = -1
    clause = token.clause
    sentence = token.sentence
    if (CANCEL.has(token.key)) {
      until = -1
      // « n’oublie pas de » : the second half of the same negation starts none.
      cancelledUntil = at + 1
    } else if (at <= until) negated[at] = 1
    if (
      at > cancelledUntil &&
      NEGATORS.has(token.key) &&
      (token.key !== 't' || BEFORE_T.has(tokens[at - 1]?.key ?? ''))
    )
      until = at + REACH
  }
  return negated
}
