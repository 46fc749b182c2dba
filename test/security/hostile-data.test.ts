import { type Guard, localReviewers } from 'garde-fou'
import { guardOpenAI } from 'garde-fou/openai'
import { postgresStore } from 'garde-fou/postgres'
import { labelCheckHandler, verificationHandler } from 'garde-fou/server'
import OpenAI from 'openai'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../src/internal/canonical-json.js'
import { formFields, openConsole } from '../server/console.js'
import { openGuard } from '../support/guard.js'
import { housing } from '../support/housing.js'
import { databaseOfFile, freshSchema } from '../support/postgres.js'

const database = databaseOfFile()

/** Texts that mean something to a database. */
const SQL = [
  "'; drop table reviews; --",
  "' or '1'='1",
  "x' union select body from payloads --",
  '"; delete from journal; --',
  "\\'; drop table reviews; --",
  '%',
  '_%_',
  '\\',
  '$1; select pg_sleep(10)',
  "'||(select wrapped from keys)||'",
  '/* */ -- #',
  '?1 :name @name $name',
] as const

/** Objects as `JSON.parse` makes them, whose keys mean something to JavaScript. */
const POLLUTING = [
  '{"__proto__":{"polluted":"yes"}}',
  '{"constructor":{"prototype":{"polluted":"yes"}}}',
  '{"a":{"__proto__":{"polluted":"yes"}},"__proto__":[1]}',
  '{"toString":"x","valueOf":1,"hasOwnProperty":null,"__defineGetter__":"y"}',
  '[{"__proto__":{"polluted":"yes"}}]',
] as const

function expectUnpolluted(): void {
  expect(Object.keys(Object.prototype)).toEqual([])
  expect(Reflect.get({}, 'polluted')).toBeUndefined()
  expect(Reflect.get([], 'polluted')).toBeUndefined()
}

function propose(guard: Guard, subject: string, caseData: unknown = {}): Promise<{ readonly id: string }> {
  const data = JSON.parse(JSON.stringify(caseData))
  const request = { input: data, subject, caseData: data }
  return guard.propose(housing.uses.draft, request, () => ({
    proposal: 'favourable',
    amount: 1,
    letter: subject,
  }))
}

describe.each(['SQLite', 'PostgreSQL'])('Texts that mean something to %s', (kind) => {
  test('are texts: kept as they are, found as they are, and nothing else is', async () => {
    const { guard } = await openGuard(
      kind === 'SQLite'
        ? {}
        : {
            masterKey: 'k'.repeat(32),
            store: postgresStore({ connectionString: await database(), schema: freshSchema() }),
          },
    )
    for (const text of SQL) await propose(guard, text, { note: text })
    const all = await guard.reviews.list('alice', { limit: 100 })
    expect(all.map(({ subject }) => subject).sort()).toEqual([...SQL].sort())
    for (const text of SQL) {
      const found = await guard.reviews.list('alice', { search: text, limit: 100 })
      const wanted = SQL.filter((one) => one.toLowerCase().includes(text.toLowerCase()))
      expect(found.map(({ subject }) => subject).sort(), text).toEqual([...wanted].sort())
      const [review] = found.filter(({ subject }) => subject === text)
      const view = await guard.reviews.view(review?.id ?? '', 'alice')
      expect(view.caseData).toEqual({ note: text })
      // Ids and kinds, too: nobody has them.
      expect(await guard.store.getReview(text)).toBeUndefined()
      expect(await guard.store.getSetting(text, text)).toBeUndefined()
      expect(await guard.store.listReviews({ roles: [text], limit: 10 })).toEqual([])
      await expect(guard.reviews.view(text, 'alice')).rejects.toMatchObject({ code: 'ERR_REVIEW_NOT_FOUND' })
      expect(await guard.checkDecision(text)).toMatchObject({ status: 'malformed' })
    }
    const [first = '', second = ''] = SQL
    await guard.subjects.erase({ subject: first }, { withdraw: true })
    const left = await guard.reviews.list('alice', { limit: 100 })
    expect(left.map(({ subject }) => subject)).toContain(second)
    expect(left.map(({ subject }) => subject)).not.toContain(first)
  })
})

describe('Keys that mean something to JavaScript', () => {
  test.each(POLLUTING)('in the data of a case are data, read back as they came: %s', async (text) => {
    const { guard, person, errors } = await openConsole()
    const caseData = JSON.parse(text)
    const { id } = await propose(guard, 'AL-1', caseData)
    const view = await guard.reviews.view(id, 'alice')
    // Members come in the order of their names.
    expect(canonicalJson(view.caseData ?? null)).toBe(canonicalJson(caseData))
    for (const path of [`/revue/${id}`, `/revue/${id}/examiner`, `/revue/${id}/fiche`])
      expect((await person('alice').get(path)).status).toBeLessThan(400)
    expect(errors).toEqual([])
    expectUnpolluted()
  })

  test.each(POLLUTING)('in a model’s answer are refused by the use’s schema: %s', async (text) => {
    const { guard } = await openGuard()
    const answer = JSON.parse(text)
    const asked = guard.propose(housing.uses.draft, { input: 'x' }, () => ({
      ...answer,
      proposal: 'favourable',
      amount: 1,
      letter: 'x',
      extra: answer,
    }))
    await expect(asked).rejects.toMatchObject({ code: 'ERR_OUTPUT_INVALID' })
    expectUnpolluted()
  })

  test.each(POLLUTING)(
    'in a vendor’s request reach the model as they came, or not at all: %s',
    async (text) => {
      const { guard } = await openGuard()
      const sent: unknown[] = []
      const client = new OpenAI({
        apiKey: 'x',
        fetch: async (_url, init) => {
          sent.push(JSON.parse(String(init?.body)))
          return Response.json({
            id: 'x',
            object: 'chat.completion',
            created: 1,
            model: 'm',
            choices: [
              { index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Un résumé.' } },
            ],
          })
        },
      })
      const openai = guardOpenAI(client, guard, { use: housing.uses.summary })
      const request = {
        model: 'm',
        messages: [{ role: 'user', content: 'Résume.' }],
        metadata: JSON.parse(text),
      }
      await openai.chat.completions.create(request as never).catch((error: unknown) => {
        expect(error).toMatchObject({ code: expect.stringMatching(/^ERR_/) })
      })
      for (const body of sent)
        expect(JSON.stringify(Reflect.get(Object(body), 'metadata'))).toBe(JSON.stringify(JSON.parse(text)))
      expectUnpolluted()
    },
  )

  test('in the JSON of a check of texts are refused', async () => {
    const { guard } = await openGuard({ outputIndexKey: 'k'.repeat(32) })
    const handler = labelCheckHandler(guard)
    for (const body of [
      ...POLLUTING,
      '{"text":"x","__proto__":{"text":"y"}}',
      '{"__proto__":{"text":"y"}}',
    ]) {
      const headers = { 'content-type': 'application/json' }
      const response = await handler.fetch(
        new Request('https://x.example/api/labels/check', { method: 'POST', body, headers }),
      )
      expect([400, 422], body).toContain(response.status)
    }
    expectUnpolluted()
  })

  test('as the names of fields, systems, uses and people are nobody’s', async () => {
    const { guard, person, propose: open } = await openConsole()
    const id = await open()
    const alice = person('alice')
    await alice.get(`/revue/${id}/examiner`)
    await alice.submit(`/revue/${id}`, `/revue/${id}/avis`, { avis: 'favourable' })
    const form = formFields((await alice.get(`/revue/${id}`)).html, `/revue/${id}/verifier`)
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype']) {
      const fields = {
        [name]: 'x',
        [`v/${name}`]: 'x',
        [`v/${name}/polluted`]: 'yes',
        [`o/${name}`]: 'x',
        [`v/letter/${name}`]: 'x',
      }
      for (const action of ['avis', 'verifier', 'enregistrer', 'brouillon', name])
        expect((await alice.post(`/revue/${id}/${action}`, { ...form, ...fields })).status).toBeLessThan(500)
      expect((await alice.get(`/revue/${name}`)).status).toBe(404)
      expect(
        (await alice.get(`/revue?systeme=${name}&etat=${name}&echeance=${name}&attribution=${name}`)).status,
      ).toBe(200)
      expect(await guard.reviewers.find(name)).toBeUndefined()
      await expect(guard.suspensions.suspend(name, { by: 'denis', reason: 'x' })).rejects.toMatchObject({
        code: 'ERR_INPUT_INVALID',
      })
      const verification = verificationHandler(guard)
      const response = await verification.fetch(
        new Request(`https://x.example/verifier?reference=${name}&langue=${name}`),
      )
      expect(response.status).toBe(400)
    }
    expect(await localReviewers([]).find('constructor')).toBeUndefined()
    expectUnpolluted()
  })
})
