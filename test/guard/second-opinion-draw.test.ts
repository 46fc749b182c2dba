import { isDrawnForSecondOpinion, isSecondOpinionLot, type SecondOpinionDraw } from 'garde-fou'
import { expect, test } from 'vitest'
import { generateSigningKey } from '../../src/internal/signing-key.js'
import { drawLot } from '../../src/review/second-opinion.js'
import type { ReviewView } from '../../src/review/view.js'
import type { Desk, DeskOptions } from './desk-fixtures.js'
import { amended, by, hold, journalOf, motive, openDesk, study, temporaryFolder } from './desk-fixtures.js'

const drawing = (secondOpinionPercent: number, options: DeskOptions = {}): Promise<Desk> =>
  openDesk({ ...options, oversight: { secondOpinionPercent, ...options.oversight } })

/** Alice studies the case and retains the suggestion. */
async function decideFirst(open: Desk, id: string): Promise<ReviewView> {
  const { version } = await study(open, id, 'alice')
  return open.desk.approve(id, { motive }, by('alice', version))
}

/** What the journal says of each case's lot. */
async function lotsOf(open: Desk): Promise<readonly (SecondOpinionDraw & { id: string; drawn: boolean })[]> {
  return (await journalOf(open)).flatMap(({ event, reviewId = '', data }) => {
    const said = event === 'review.second-opinion-asked' ? data : data?.['secondOpinion']
    const { percent, proof } = (said ?? {}) as Partial<SecondOpinionDraw>
    if (percent === undefined || proof === undefined) return []
    return [{ id: reviewId, percent, proof, drawn: event === 'review.second-opinion-asked' }]
  })
}

test('before the first decision nothing tells a drawn case from another; with it, the case waits for a second, blind one', async () => {
  const [all, none] = [await drawing(100), await drawing(0)]
  const [id, other] = [await hold(all), await hold(none)]
  const [drawn, plain] = [await study(all, id, 'alice'), await study(none, other, 'alice')]
  const shown = ({ votes, allowed, status, secondOpinionAt }: ReviewView) => ({
    votes,
    allowed,
    status,
    secondOpinionAt,
  })
  expect(shown(drawn)).toEqual(shown(plain))
  expect((await all.desk.list('bruno'))[0]?.secondOpinion).toBe(false)
  expect(JSON.stringify(await journalOf(all))).not.toContain('econd-opinion')
  const after = await all.desk.approve(id, { motive }, by('alice', drawn.version))
  expect(after).toMatchObject({ status: 'pending', votes: { cast: 1, needed: 2 }, secondOpinionDrawn: true })
  expect((await all.desk.list('bruno'))[0]?.secondOpinion).toBe(true)
  const blind = await all.desk.view(id, 'bruno')
  for (const hidden of ['suggestion', 'opinion', 'decision']) expect(blind).not.toHaveProperty(hidden)
  const second = await study(all, id, 'bruno')
  expect((await all.desk.approve(id, { motive }, by('bruno', second.version))).status).toBe('decided')
  expect((await none.desk.approve(other, { motive }, by('alice', plain.version))).status).toBe('decided')
})

test.each(['approved', 'amended', 'rejected', 'without-ai'] as const)(
  'who decides "%s" does not escape the lot, nor does a second try of the same command draw again',
  async (outcome) => {
    const open = await drawing(100)
    const id = await hold(open)
    const studied =
      outcome === 'without-ai' ? await open.desk.claim(id, by('alice', 1)) : await study(open, id, 'alice')
    const command = by('alice', studied.version)
    const decide = (): Promise<ReviewView> => {
      if (outcome === 'approved') return open.desk.approve(id, { motive }, command)
      if (outcome === 'amended') return open.desk.amend(id, { motive, value: amended }, command)
      if (outcome === 'rejected') return open.desk.reject(id, { motive }, command)
      return open.desk.decideWithoutAi(id, { motive }, command)
    }
    expect((await decide()).status).toBe('pending')
    expect((await decide()).votes).toEqual({ cast: 1, needed: 2 })
    expect(await lotsOf(open)).toHaveLength(1)
  },
)

test('two that differ go to the supervisor, as with every second opinion', async () => {
  const open = await drawing(100)
  const id = await hold(open)
  await decideFirst(open, id)
  const second = await study(open, id, 'bruno')
  const after = await open.desk.reject(id, { motive }, by('bruno', second.version))
  expect(after.status).toBe('pending')
  expect((await open.desk.view(id, 'sofia')).allowed).toContain('claim')
})

test('a control case is drawn like any other: a lot would tell it otherwise; a case without a suggestion is not', async () => {
  const open = await drawing(100)
  const id = await hold(open, { control: true })
  expect((await decideFirst(open, id)).votes.needed).toBe(2)
  expect(await lotsOf(open)).toMatchObject([{ id, drawn: true }])
  const review = await open.core.store.getReview(await hold(open))
  if (review === undefined) throw new Error('The review is gone.')
  expect(drawLot(review, open.key)).toBeDefined()
  expect(drawLot({ ...review, withoutSuggestion: true }, open.key)).toBeUndefined()
})

test('the journal proves each lot, of cases drawn and of the others, to whoever has the public key', async () => {
  const open = await drawing(50)
  const waiting = new Map<string, boolean>()
  // All of them on one side: once in 2^63 runs.
  for (let n = 0; n < 64; n += 1) {
    const id = await hold(open)
    waiting.set(id, (await decideFirst(open, id)).status === 'pending')
  }
  const lots = await lotsOf(open)
  expect(new Map(lots.map(({ id, drawn }) => [id, drawn]))).toEqual(waiting)
  expect(new Set(waiting.values())).toEqual(new Set([true, false]))
  const forger = generateSigningKey('ville.example/other')
  for (const { id, drawn, ...lot } of lots) {
    expect(lot.percent).toBe(50)
    expect(isSecondOpinionLot(id, lot, open.key)).toBe(true)
    expect(isDrawnForSecondOpinion(lot)).toBe(drawn)
    expect(isSecondOpinionLot(`${id}0`, lot, open.key)).toBe(false)
    expect(isSecondOpinionLot(id, lot, forger)).toBe(false)
  }
})

test('another process draws the same, and a decision taken back draws nothing new', async () => {
  const path = `${temporaryFolder()}/desk.db`
  const one = await drawing(50, { path })
  const two = await drawing(50, { path, key: one.key })
  let plain = 0
  for (let n = 0; n < 32; n += 1) {
    const id = await hold(one)
    const first = await decideFirst(one, id)
    if (first.status === 'pending') continue
    plain += 1
    const undone = await one.desk.undo(id, by('alice', first.version))
    const { version } = await two.desk.claim(id, by('alice', undone.version))
    expect((await two.desk.approve(id, { motive }, by('alice', version))).status).toBe('decided')
  }
  // None of 32: once in 2^32 runs.
  expect(plain).toBeGreaterThan(0)
  const proofs = new Map<string, Set<string>>()
  for (const { id, proof } of await lotsOf(one)) proofs.set(id, (proofs.get(id) ?? new Set()).add(proof))
  expect([...proofs.values()].every(({ size }) => size === 1)).toBe(true)
})

test('a share is kept over many cases', () => {
  const lots = Array.from({ length: 2000 }, (_, n) => ({
    percent: 5,
    proof: `proof ${n}`,
  }))
  const share = lots.filter(isDrawnForSecondOpinion).length / lots.length
  // Three standard deviations around 5 %; the proofs are always the same.
  expect(Math.abs(share - 0.05)).toBeLessThan(3 * Math.sqrt((0.05 * 0.95) / lots.length))
  expect(lots.every((lot) => isDrawnForSecondOpinion({ ...lot, percent: 100 }))).toBe(true)
  expect(lots.some((lot) => isDrawnForSecondOpinion({ ...lot, percent: 0 }))).toBe(false)
})
