import { formatMoment } from '../../i18n/format.js'
import type { ReviewView } from '../../review/view.js'
import type { Visit } from './visit.js'

/**
 * Why this person gives their opinion first, in one sentence: the first cause, which concerns everybody where one does.
 * Undefined where the use itself asks for it, or for less.
 */
export function raisedWords(
  { raised }: Pick<ReviewView, 'raised'>,
  { say, language }: Visit,
): string | undefined {
  if (raised === undefined) return undefined
  const [cause] = raised
  switch (cause.why) {
    case 'by-hand':
      return say('oversight.raised.by-hand')
    case 'alert':
      return say('oversight.raised.alert')
    case 'unreadable':
      return say('oversight.raised.unreadable')
    case 'model-changed':
      return say('oversight.raised.model-changed', { moment: formatMoment(language, new Date(cause.until)) })
    case 'second-opinion':
      return say('oversight.raised.second-opinion')
    case 'new-agent':
      return say('oversight.raised.new-agent', { count: cause.cases })
  }
}
