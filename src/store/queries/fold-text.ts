/**
 * A text as searches compare it: letters in lower case, without accents, compatibility forms made equal (« ﬁ » like
 * « fi »). Done here, so that every database finds the same. Folding twice changes nothing.
 */
export function foldText(text: string): string {
  const folded = text.normalize('NFKD').toLowerCase().normalize('NFKD')
  // A Greek sigma is written in another way at the end of a word; NUL is refused by some databases.
  return folded.replace(/[\p{M}\0]/gu, '').replaceAll('ς', 'σ')
}

/** A pattern for `like … escape '\'` that finds the folded text anywhere. */
export function containsPattern(search: string): string {
  return `%${foldText(search).replace(/[\\%_]/g, '\\$&')}%`
}
