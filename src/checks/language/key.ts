import { remember, WORDS } from '../../internal/remember.js'

/**
 * The folded spelling that text and lexicon are compared in: doubled letters are written once (« apel », « adresse »),
 * and `ph` as `f` (« foto »), so that common misspellings meet the lexicon. Expects normalised text.
 */
export const keyOf: (word: string) => string = remember(foldKey, WORDS)

function foldKey(word: string): string {
  let key = ''
  for (let at = 0; at < word.length; at += 1) {
    const letter = word.charAt(at)
    if (letter === 'p' && word.charAt(at + 1) === 'h') {
      if (!key.endsWith('f')) key += 'f'
      at += 1
    } else if (letter !== word.charAt(at - 1) || (letter >= '0' && letter <= '9')) key += letter
  }
  return key
}
