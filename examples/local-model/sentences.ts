/** Words that say nothing about what a text is about. */
const STOP_WORDS = new Set(
  'a à ai alors au aucun aussi autre aux avec avoir bien c ça car ce cela celle ces cet cette ceux chez comme d dans de depuis des donc dont du elle elles en encore est et étaient était été être eu fait faut il ils j je l la le les leur leurs lui m ma mais me même mes moi mon n ne nos notre nous on ont ou où par pas pendant peu peut plus pour pouvez qu que quel quelle qui s sa sans se ses si son sont sous suis sur t ta te tes toi ton tous tout toute très tu un une vos votre vous y the of and to in is for on with that this it as are was be by an at from'.split(
    ' ',
  ),
)

/** Ends of words that are not ends of sentences: « M. Martin », « art. 4 », « n. 12 », « J. Petit ». */
const ABBREVIATION =
  /(?:^|[\s(«])(?:M|MM|Mme|Mlle|Dr|Me|art|al|av|bd|p|n|no|cf|etc|ex|réf|tél|St|Ste|\p{Lu})\.$/u

/** Splits a text into its sentences, quoted as they stand. */
export function sentencesOf(text: string): readonly string[] {
  const sentences: string[] = []
  let current = ''
  for (const piece of text.split(/(?<=[.!?…])\s+|\n+/)) {
    current = current === '' ? piece : `${current} ${piece}`
    if (ABBREVIATION.test(current)) continue
    if (current.trim() !== '') sentences.push(current.trim())
    current = ''
  }
  if (current.trim() !== '') sentences.push(current.trim())
  return sentences
}

/** The words of a text that carry meaning, lower-case and without accents. */
export function keywordsOf(text: string): readonly string[] {
  return (text.toLowerCase().match(/\p{L}{2,}/gu) ?? []).filter((word) => !STOP_WORDS.has(word)).map(folded)
}

/** A text without accents or capitals, to compare names. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** How many words a text has. The figure that this model gives as its tokens. */
export function wordCount(text: string): number {
  return text.match(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu)?.length ?? 0
}
