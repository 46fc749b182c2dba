import type { TestConsole } from './console.js'

/** Alice gives her opinion on a case, sees the suggestion and reports it: the report's id, and the review's. */
export async function reportProblem(
  { guard, propose }: TestConsole,
  own: { readonly text?: string; readonly urgent?: boolean } = {},
): Promise<{ readonly id: string; readonly reviewId: string }> {
  const reviewId = await propose()
  const { version } = await guard.reviews.view(reviewId, 'alice')
  const command = (seen: number, step: string) => ({
    by: 'alice',
    version: seen,
    idempotencyKey: `${reviewId}-${step}`,
  })
  const claimed = await guard.reviews.claim(reviewId, command(version, 'claim'))
  const seen = await guard.reviews.recordOpinion(
    reviewId,
    { choice: 'favourable' },
    command(claimed.version, 'opinion'),
  )
  const { text = 'MARQUE <b>inventé</b>', urgent = false } = own
  const before = new Set((await guard.problems.list('alice')).map(({ id }) => id))
  await guard.reviews.reportProblem(
    reviewId,
    { kind: 'invented', text, urgent },
    command(seen.version, 'report'),
  )
  const added = (await guard.problems.list('alice')).find(({ id }) => !before.has(id))
  return { id: added?.id ?? '', reviewId }
}
