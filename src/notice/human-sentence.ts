import type { NoticeContext } from './levels.js'
import type { Notice } from './notice.js'

/** Which sentence about people is true of these facts, there. */
export function humanSentence(
  notice: Pick<Notice, 'humanRole' | 'humanReview' | 'impact' | 'outcome'>,
  context: NoticeContext = 'message',
):
  | 'notice.human.decides'
  | 'notice.human.decided'
  | 'notice.human.without-ai'
  | 'notice.human.unchecked'
  | 'notice.human.not-always'
  | 'notice.human.sampled'
  | 'notice.human.unchecked-sampled'
  | 'notice.human.pending'
  | 'notice.human.approved'
  | 'notice.human.amended' {
  const { humanRole, humanReview, impact, outcome } = notice
  if (humanRole === 'decides') return 'notice.human.decides'
  // Information is not decided on: a person who was asked has read it.
  if (impact === 'information' && humanReview === 'approved') return 'notice.human.approved'
  if (impact === 'information' && humanReview === 'amended') return 'notice.human.amended'
  if (humanRole === 'decided')
    return outcome === 'without-ai' ? 'notice.human.without-ai' : 'notice.human.decided'
  if (humanReview === 'pending') return 'notice.human.pending'
  // Before there is an answer nothing can be said of this one. Once there is, nobody has looked at it yet: that some are
  // looked at afterwards says nothing of this one.
  const isSampled = humanRole === 'on-sample'
  if (context === 'message' || context === 'chat')
    return isSampled ? 'notice.human.unchecked-sampled' : 'notice.human.unchecked'
  return isSampled ? 'notice.human.sampled' : 'notice.human.not-always'
}
