import { expect, test } from 'vitest'
import { factsAfterErasure } from '../../src/guard/erased-facts.js'
import { decideInTurn, graded, TEAM } from '../support/graded-team.js'
import { openGuard } from '../support/guard.js'

const ALL = { from: '2026', to: '2027', limit: 10 }

async function decided() {
  const opened = await openGuard({
    systems: [graded],
    reviewers: { find: async (id) => TEAM.find((one) => one.id === id) },
  })
  const [id = '', other = ''] = await decideInTurn(opened.guard, 2, 2)
  opened.clock.advance(11 * 60_000)
  for (const each of [id, other]) await opened.guard.decision(each)
  return { ...opened, id, other }
}

test('a decision’s figures hold the answers to the criteria and the reasons ticked, as codes', async () => {
  const { guard } = await decided()
  const [{ fact } = {}] = await guard.reviews.ownDecisions('a1', ALL)
  expect(fact).toMatchObject({
    outcome: 'rejected',
    opinion: 'unfavourable',
    proposed: 'favourable',
    criteria: { residence: 'met', revenus: 'not-met' },
    reasons: ['criterion'],
  })
})

test('when a case is erased, answers and reasons leave its figures, and nobody else’s', async () => {
  const { guard, id, other } = await decided()
  await guard.subjects.erase({ subject: 'AL-0' })
  const facts = new Map((await guard.store.listFacts(ALL)).map(({ reviewId, body }) => [reviewId, body]))
  expect(facts.get(id)).toContain('"outcome":"rejected"')
  expect(facts.get(id)).not.toMatch(/criteria|not-met|reasons/)
  expect(facts.get(other)).toContain('not-met')
})

test('when texts are erased and the decision stays, its reasons stay with it', async () => {
  const { guard, id } = await decided()
  const review = await guard.store.getReview(id)
  if (review === undefined) throw new Error('The review is there.')
  const [row] = await factsAfterErasure(guard, review, 'texts')
  expect(row).toMatchObject({ reviewId: id, reviewerId: 'a1' })
  expect(row?.body).toContain('"reasons":["criterion"]')
  expect(row?.body).not.toMatch(/criteria|not-met/)
})
