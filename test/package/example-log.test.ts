import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startApplication } from '../browser/support/application.js'
import { formFields } from '../server/console.js'

/** What a person writes, each a word that stands nowhere else. */
const WRITTEN = {
  firstName: 'Canariprenom',
  lastName: 'Canarinom',
  birthDate: '1984-03-17',
  email: 'canaricourriel@exemple.fr',
  phone: '05 36 49 00 34',
  street: '12 rue de Canarirue',
  postcode: '33800',
  town: 'Canariville',
  people: '3',
  children: '2',
  income: '1240',
  rent: '640',
  arrears: '1280',
  requested: '900',
  situation:
    'Canarisituation : mon contrat s’est arrêté en septembre, et deux loyers sont impayés depuis lors.',
} as const
const WORDS = /canari|1984-03-17|36 ?49 ?00|CLE-DE-CANARI/i

/** A model's server that fails and quotes the whole question, as some do. */
async function quotingModel(): Promise<{ readonly url: string; asked(): number }> {
  let asked = 0
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text
    })
    request.on('end', () => {
      asked += 1
      response.writeHead(400, { 'content-type': 'application/json' })
      response.end(
        JSON.stringify({ error: { message: `Cannot answer: ${body} ${request.headers.authorization}` } }),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/v1`,
    asked: () => asked,
  }
}

test('the example’s log tells what fails, and nothing of anybody, even where its model quotes the request', async () => {
  const model = await quotingModel()
  const folder = mkdtempSync(join(tmpdir(), 'garde-fou-log-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const application = await startApplication(folder, {
    OPENAI_BASE_URL: model.url,
    OPENAI_API_KEY: 'CLE-DE-CANARI',
    OPENAI_MODEL: 'quoting',
  })
  onTestFinished(async () => void (await application.stop()))
  const page = await (await fetch(`${application.url}/`)).text()
  const sent = new URLSearchParams({ ...formFields(page, '/demande'), ...WRITTEN })
  const answer = await fetch(`${application.url}/demande`, { method: 'POST', body: sent, redirect: 'manual' })
  expect(answer.status).toBe(303)
  const receipt = answer.headers.get('location') ?? ''
  await fetch(new URL(`${receipt}?nom=Canarinom`, application.url))
  await fetch(`${application.url}/verifier?reference=Canarinom`)
  await fetch(`${application.url}/revue/Canarinom`, { headers: { cookie: 'garde-fou-session=Canarinom' } })
  await expect.poll(() => application.output(), { timeout: 30_000 }).toContain('a case could not be prepared')
  expect(model.asked()).toBeGreaterThan(0)
  expect(await application.stop()).toBe(0)
  const lines = application
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
  expect(lines.map((line): unknown => JSON.parse(line))).toContainEqual(
    expect.objectContaining({ message: 'request', method: 'POST', route: '/demande', status: 303 }),
  )
  expect(application.output()).not.toMatch(WORDS)
  expect(application.output()).not.toContain(receipt.split('/').at(-1))
  for (const file of ['signing-key.json', 'session-secret']) {
    const secret = readFileSync(join(folder, file), 'utf8')
    for (const part of secret.match(/[\w+/=-]{32,}/g) ?? []) expect(application.output()).not.toContain(part)
  }
})
