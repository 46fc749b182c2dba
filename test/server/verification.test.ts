import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigInvalidError, StoreBusyError } from 'garde-fou'
import { formatVerifierKey, verifyDecisionProof } from 'garde-fou/journal'
import { postgresStore } from 'garde-fou/postgres'
import { verificationHandler } from 'garde-fou/server'
import { sqliteStore } from 'garde-fou/sqlite'
import { HtmlValidate } from 'html-validate'
import { describe, expect, test } from 'vitest'
import { newReference } from '../../src/review/reference.js'
import { temporaryFolder } from '../support/guard.js'
import { databaseOfFile, freshSchema } from '../support/postgres.js'
import { ORIGIN, openCity, recorded, SECRETS } from './verification-fixtures.js'

const SCRIPT = join(import.meta.dirname, '../../examples/verify-decision.mjs')
const database = databaseOfFile()
const MASTER_KEY = 'une-cle-de-test-de-trente-deux-caracteres'
const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: { 'long-title': 'off', 'doctype-style': 'off', 'no-trailing-whitespace': 'off' },
})

/** The words of a page, as they are read. */
function words(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', '’')
    .replace(/[\s\u00A0]+/g, ' ')
}

async function isValid(html: string): Promise<void> {
  const { results } = await validator.validateString(html)
  expect(
    results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`)),
  ).toEqual([])
}

describe.each([
  ['SQLite', async () => sqliteStore(`${temporaryFolder()}/guard.db`)],
  ['PostgreSQL', async () => postgresStore({ connectionString: await database(), schema: freshSchema() })],
] as const)('The check of a decision on %s', (_name, store) => {
  test('says that an AI contributed, that a person decided, when, in which role, with which rights', async () => {
    const city = await openCity({}, { store: await store(), masterKey: MASTER_KEY })
    const { reference } = await city.decide()
    await city.sign()
    const { response, body } = await city.check(reference)
    expect(response.status).toBe(200)
    const said = words(body)
    for (const text of [
      'Décision vérifiée',
      'Une IA a contribué à cette décision. Une personne l’a prise.',
      'que l’agent a retenue avec des modifications',
      'rôle : instructeur',
      'mardi 24 novembre 2026 à 10 h 00',
      'mardi 24 novembre 2026 à 10 h 10',
      'Préparer l’instruction des aides exceptionnelles au logement, version 1.0.0',
      'R. 311-3-1-2',
      'www.cada.fr',
      '05 00 00 00 00',
      reference,
    ])
      expect(said).toContain(text)
    for (const secret of SECRETS) expect(body).not.toContain(secret)
    await isValid(body)
  })

  test('hands out a proof that the script verifies, and that names nobody', async () => {
    const city = await openCity({}, { store: await store(), masterKey: MASTER_KEY })
    const { reference } = await city.decide()
    expect((await city.get(`/verifier/preuve.json?reference=${reference}`)).response.status).toBe(503)
    await city.sign()
    const { response, body } = await city.get(`/verifier/preuve.json?reference=${reference}`)
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="preuve-${reference}.json"`,
    )
    expect(verifyDecisionProof(JSON.parse(body), [city.signingKey])).toMatchObject({ outcome: 'amended' })
    for (const secret of SECRETS) expect(body).not.toContain(secret)
    const path = join(temporaryFolder(), 'preuve.json')
    writeFileSync(path, body)
    const run = spawnSync(process.execPath, [SCRIPT, path, formatVerifierKey(city.signingKey)], {
      encoding: 'utf8',
    })
    expect(run.stdout).toContain('VALID')
    expect(run.status).toBe(0)
  })
})

describe('The check of a decision', () => {
  test('takes the reference as people type it', async () => {
    const city = await openCity()
    const { reference } = await city.decide()
    for (const typed of [
      reference.toLowerCase(),
      reference.replaceAll('-', ' '),
      ` ${reference.replaceAll('-', '')} `,
    ])
      expect(words((await city.check(typed)).body)).toContain(reference)
  })

  test.each([
    ['approve', 'que l’agent a retenue.'],
    ['reject', 'que l’agent a écartée.'],
    ['without-ai', 'que l’agent n’a pas consultée.'],
  ] as const)('says what became of the suggestion: %s', async (ending, text) => {
    const city = await openCity()
    const { reference } = await city.decide(ending)
    await city.sign()
    const { body } = await city.check(reference)
    expect(words(body)).toContain(text)
    expect(words(body).includes('a contribué à cette décision')).toBe(ending !== 'without-ai')
  })

  test('is in English for who asks for it, what is quoted of the record marked as French', async () => {
    const city = await openCity()
    const { reference } = await city.decide()
    await city.sign()
    const { body } = await city.get(`/verifier?reference=${reference}&langue=en`)
    expect(body).toContain('<html lang="en">')
    expect(words(body)).toContain('AI contributed to this decision. A person took it.')
    expect(body).toMatch(/<span lang="fr">Préparer l’instruction/)
    await isValid(body)
  })

  test('before the journal is signed, and before the decision is final, it promises nothing', async () => {
    const city = await openCity()
    const { reference } = await city.decide()
    const early = (await city.check(reference)).body
    expect(words(early)).toContain('preuve en préparation')
    expect(words(early)).not.toContain('Décision vérifiée')
    const id = await recorded(city.guard, 'approve')
    const review = await city.guard.store.getReview(id)
    if (review?.state.status !== 'decided') throw new Error('Not decided.')
    const payload = await city.guard.store.getPayload(review.state.decision.content.payloadId)
    const waiting = (await city.check(JSON.parse(payload?.body ?? '{}').reference)).body
    expect(words(waiting)).toContain('peut encore l’annuler jusqu’au mardi 24 novembre 2026 à 10 h 20')
    for (const page of [early, waiting]) await isValid(page)
  })

  test('holds after the texts of the case were erased, and says so', async () => {
    const city = await openCity()
    const { reference } = await city.decide()
    await city.guard.subjects.erase({ subject: 'AL-412' })
    await city.sign()
    const { response, body } = await city.check(reference)
    expect(response.status).toBe(200)
    expect(words(body)).toContain('ont été effacés le mardi 24 novembre 2026')
    expect(words(body)).toContain(
      'Préparer l’instruction des aides exceptionnelles au logement, version 1.0.0',
    )
    const proof = JSON.parse((await city.get(`/verifier/preuve.json?reference=${reference}`)).body)
    expect(verifyDecisionProof(proof, [city.signingKey]).outcome).toBe('amended')
  })

  test('an unknown reference, and one that is none, are told apart, whatever is typed', async () => {
    const city = await openCity()
    const unknown = await city.check(newReference())
    expect(unknown.response.status).toBe(404)
    expect(words(unknown.body)).toContain('Aucune décision en vigueur ne porte cette référence.')
    await isValid(unknown.body)
    for (const typed of [
      '',
      '   ',
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      `${newReference()}X`,
      '\u202Eabc',
      '\u0000',
      'é'.repeat(5_000),
      '../../etc/passwd',
      "' or 1=1 --",
      'https://mal.example/',
    ]) {
      const { response, body } = await city.check(typed)
      expect(response.status, typed).toBe(400)
      expect(body).not.toMatch(/<script|<img|\u202E/)
      expect(body).toContain('aria-invalid="true"')
      expect(body).toContain('aria-describedby="reference-erreur reference-aide"')
      await isValid(body)
    }
    expect(city.errors).toEqual([])
  })

  test('has no script, no frame, no cache, no cookie, no search engine, and answers reading alone', async () => {
    const city = await openCity()
    const { reference } = await city.decide()
    await city.sign()
    for (const path of ['/verifier', `/verifier?reference=${reference}`]) {
      const { response, body } = await city.get(path)
      expect(body).not.toMatch(/<script|<style|\sstyle=|\son\w+=/)
      expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'/)
      expect(response.headers.get('cache-control')).toBe('no-store')
      expect(response.headers.getSetCookie()).toEqual([])
      await isValid(body)
    }
    expect((await city.check(reference)).response.headers.get('x-robots-tag')).toBe('noindex')
    const posted = await city.handler.fetch(new Request(`${ORIGIN}/verifier`, { method: 'POST' }))
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
    expect((await city.get('/verifier/autre')).response.status).toBe(404)
  })

  test('offers the script of the examples, or the city’s own, and the stylesheet', async () => {
    const offlineScript = readFileSync(SCRIPT, 'utf8')
    expect(offlineScript.split('\n').length).toBeLessThan(100)
    const city = await openCity({ basePath: '/ia' })
    expect((await city.get('/ia/verifier/verify-decision.mjs')).body).toBe(offlineScript)
    const { reference } = await city.decide()
    await city.sign()
    const { body } = await city.get(`/ia/verifier?reference=${reference}`)
    expect(body).toContain('href="/ia/verifier/verify-decision.mjs"')
    const style = /href="(\/ia\/verifier\/style-[^"]+)"/.exec(body)?.[1] ?? ''
    expect((await city.get(style)).response.headers.get('content-type')).toBe('text/css; charset=utf-8')
    const own = await openCity({ offlineScript: '// la nôtre' })
    expect((await own.get('/verifier/verify-decision.mjs')).body).toBe('// la nôtre')
  })

  test('a store that fails is not told as a decision that does not hold', async () => {
    const { guard } = await openCity()
    const seen: unknown[] = []
    const handler = verificationHandler(
      {
        ...guard,
        systems: guard.systems,
        checkDecision: () => Promise.reject(new StoreBusyError('MARQUE-INTERNE')),
      },
      { onError: (error, { reference }) => seen.push([error, reference]) },
    )
    const response = await handler.fetch(new Request(`${ORIGIN}/verifier?reference=x`))
    const body = await response.text()
    expect(response.status).toBe(503)
    expect(words(body)).toContain('Cela ne dit rien de votre décision.')
    expect(body).not.toContain('MARQUE-INTERNE')
    expect(seen).toHaveLength(1)
    await isValid(body)
  })

  test('refuses to be mounted where it cannot work', async () => {
    const { guard } = await openCity()
    for (const options of [{ basePath: 'ia' }, { basePath: '/ia/' }, { homeUrl: 'javascript:alert(1)' }])
      expect(() => verificationHandler(guard, options)).toThrow(ConfigInvalidError)
  })
})
