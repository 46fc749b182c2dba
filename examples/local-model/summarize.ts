import { keywordsOf, sentencesOf } from './sentences.ts'

/** The sentence itself and how much of the text it stands for. */
interface Scored {
  readonly sentence: string
  readonly place: number
  readonly score: number
}

/**
 * The sentences that stand for a text, in their order, word for word. A sentence scores the mean frequency of its
 * words in the text (Luhn, 1958), a little more at the beginning and at the end; very short and very long ones less.
 */
export function importantSentences(text: string, most: number): readonly string[] {
  const scored = scoreSentences(text)
  return [...scored]
    .sort((one, other) => other.score - one.score || one.place - other.place)
    .slice(0, most)
    .sort((one, other) => one.place - other.place)
    .map(({ sentence }) => sentence)
}

/** An extract of a text: a quarter of its sentences, five at most. */
export function summarize(text: string): string {
  const length = sentencesOf(text).length
  return importantSentences(text, Math.min(5, Math.max(1, Math.ceil(length / 4)))).join(' ')
}

/** The sentence that shares most words with a question; none when nothing is shared. */
export function sentenceAbout(question: string, text: string): string | undefined {
  const asked = new Set(keywordsOf(question))
  const scored = sentencesOf(text).map((sentence) => ({
    sentence,
    shared: keywordsOf(sentence).filter((word) => asked.has(word)).length,
  }))
  const best = scored.reduce((kept, next) => (next.shared > kept.shared ? next : kept), {
    sentence: '',
    shared: 0,
  })
  return best.shared > 0 ? best.sentence : undefined
}

function scoreSentences(text: string): readonly Scored[] {
  const sentences = sentencesOf(text)
  const frequency = new Map<string, number>()
  for (const word of keywordsOf(text)) frequency.set(word, (frequency.get(word) ?? 0) + 1)
  return sentences.map((sentence, place) => {
    const words = keywordsOf(sentence)
    const mean = words.reduce((sum, word) => sum + (frequency.get(word) ?? 0), 0) / Math.max(1, words.length)
    const position = place === 0 ? 1.3 : place === sentences.length - 1 ? 1.1 : 1
    const length = words.length < 4 ? 0.6 : words.length > 40 ? 0.8 : 1
    return { sentence, place, score: mean * position * length }
  })
}
