import { NO_BREAK_SPACE } from './format.js'

/**
 * Puts the no-break spaces of French typography into a text written with ordinary ones: before : ; ? ! %, inside « »,
 * in « 9 h » and in « L. 311-3-1 ». Catalogues stay readable, and none can be forgotten.
 */
export function frenchSpacing(text: string): string {
  return text.replace(
    / (?=[:;?!%»])|(?<=«) |(?<=\d) (?=h(?![\p{L}]))|(?<=\b[LRD]\.) (?=\d)/gu,
    NO_BREAK_SPACE,
  )
}

/** « de » before a name: « de Bordeaux Métropole », « d’Angers Loire Métropole ». */
export function withDe(name: string): string {
  // An initial h or y may or may not be elided; « de » is never wrong enough to mislead.
  return /^[aàâeéèêëiîïoôuùûœæ]/iu.test(name) ? `d’${name}` : `de ${name}`
}
