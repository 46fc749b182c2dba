import type { Reviewer } from 'garde-fou'
import { createHandler, serve } from 'garde-fou/server'
import { expect, onTestFinished, test } from 'vitest'
import { openGuard } from '../support/guard.js'
import { housing } from '../support/housing.js'
import { formFields, SUGGESTION } from './console.js'

const CASES = 200
const MOTIVE = 'Le dossier est complet et la dette récente.'
const AGENTS: readonly Reviewer[] = ['ana', 'ben', 'cleo', 'dan', 'eve'].map((id) => ({
  id,
  name: `Agent ${id}`,
  roles: ['instructeur'],
  training: [{ id: 'ia-habitat', validUntil: '2027-06-30' }],
}))

/** One agent's session over HTTP: follows no redirect by itself and keeps its cookies. */
function session(url: string, who: string) {
  const cookies = new Map<string, string>()
  const send = async (path: string, body?: URLSearchParams): Promise<{ html: string; to: string }> => {
    const response = await fetch(new URL(path, url), {
      redirect: 'manual',
      headers: {
        'x-test-person': who,
        origin: url,
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      ...(body === undefined ? {} : { method: 'POST', body }),
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=')
      cookies.set(name, value)
    }
    const html = await response.text()
    if (response.status >= 400) throw new Error(`${response.status} on ${path}:\n${html}`)
    return { html, to: response.headers.get('location') ?? '' }
  }
  return {
    get: (path: string) => send(path),
    async submit(page: string, action: string, fields: Readonly<Record<string, string>> = {}) {
      const { html } = await send(page)
      return send(action, new URLSearchParams({ ...formFields(html, action), ...fields }))
    },
  }
}

test('200 queued cases, five agents at once over HTTP: each is decided once, and none is lost', async () => {
  const { guard, clock } = await openGuard({
    reviewers: { find: async (id) => AGENTS.find((agent) => agent.id === id) },
  })
  const proposed: string[] = []
  for (let index = 0; index < CASES; index++) {
    const request = { input: 'Demande', subject: `AL-${index}`, caseData: { Revenus: 1240 } }
    proposed.push((await guard.propose(housing.uses.draft, request, () => SUGGESTION)).id)
  }
  const unlimited = { times: 1_000_000, seconds: 60 }
  const handler = createHandler(guard, {
    authenticate: async (request) => request.headers.get('x-test-person') ?? undefined,
    clock,
    commandLimits: { person: unlimited, address: unlimited },
  })
  const server = await serve(handler, { port: 0 })
  onTestFinished(() => server.close({ graceMs: 500 }))
  const decidedBy = await Promise.all(
    AGENTS.map(async ({ id: who }) => {
      const agent = session(server.url, who)
      const decided: string[] = []
      for (;;) {
        const { to } = await agent.submit('/revue', '/revue/suivant')
        if (to.includes('message=rien-de-libre')) return decided
        await agent.submit(to, `${to}/avis`, { avis: 'favourable' })
        const checked = await agent.submit(to, `${to}/verifier`, { decision: 'approved', motif: MOTIVE })
        expect(checked.to).toBe(`${to}/verifier`)
        expect((await agent.submit(`${to}/verifier`, `${to}/enregistrer`)).to).toBe(`${to}#etat`)
        decided.push(to.slice('/revue/'.length))
      }
    }),
  )
  const all = decidedBy.flat()
  expect(all).toHaveLength(CASES)
  expect([...all].sort()).toEqual([...proposed].sort())
  for (const [index, agent] of AGENTS.entries()) {
    for (const id of decidedBy[index] ?? [])
      expect((await guard.reviews.view(id, agent.id)).decision).toMatchObject({
        outcome: 'approved',
        by: agent.id,
      })
  }
}, 240_000)
