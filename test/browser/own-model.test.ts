import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Application, startApplication } from './support/application.js'
import { launchChromium } from './support/chromium.js'
import { ask, REQUEST, reloadUntil, signIn } from './support/people.js'
import { examine, MOTIVE, record } from './support/review.js'

/** What this city's own model proposes, whoever asks: said by no other model. */
const LETTER = 'Le projet de courrier du modèle de la ville.'

interface Asked {
  readonly path: string
  readonly key: string
  readonly body: { readonly model?: string; readonly messages?: readonly { readonly content: string }[] }
}

/** A model behind the OpenAI protocol, as a city has one, that remembers what it was asked. */
async function cityModel(asked: Asked[]): Promise<Server & { readonly url: string }> {
  const server = createServer(async (request, reply) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8'))
    asked.push({ path: request.url ?? '', key: request.headers.authorization ?? '', body })
    const draft = JSON.stringify({
      proposal: 'favourable',
      amount: 450,
      reasons: [{ fact: 'J’ai deux loyers impayés.', source: 'Exposé de la situation' }],
      missing: [],
      letter: LETTER,
    })
    // The receipt's summary is another use of the same model.
    const content = body.response_format === undefined ? 'Deux loyers sont impayés.' : draft
    const choice = { index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }
    reply.setHeader('content-type', 'application/json')
    reply.end(
      JSON.stringify({
        id: 'c1',
        object: 'chat.completion',
        created: 1,
        model: body.model,
        choices: [choice],
      }),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return Object.assign(server, { url: `http://127.0.0.1:${port}/v1` })
}

describe('The housing aid application with a city’s own model', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'garde-fou-own-model-'))
  const asked: Asked[] = []
  let model: Awaited<ReturnType<typeof cityModel>>
  let browser: Browser
  let application: Application

  beforeAll(async () => {
    model = await cityModel(asked)
    browser = await launchChromium()
    application = await startApplication(dataDir, {
      OPENAI_BASE_URL: model.url,
      OPENAI_API_KEY: 'cle-de-la-ville',
      OPENAI_MODEL: 'modele-de-la-ville',
    })
  })
  afterAll(async () => {
    await browser?.close()
    await application?.stop()
    model?.closeAllConnections()
    model?.close()
    rmSync(dataDir, { recursive: true, force: true })
  })

  test('asks it over the OpenAI protocol, and holds what it proposes', async () => {
    expect(application.output()).toContain('Modèle : modele-de-la-ville')
    const citizens = await browser.newContext({ javaScriptEnabled: false })
    const page = await citizens.newPage()
    const address = await ask(page, application)
    const agent = await signIn(
      await browser.newContext({ javaScriptEnabled: false }),
      application,
      'Camille Martin',
    )
    const reference = `AL-${new Date().getFullYear()}-00001`
    await reloadUntil(agent, async () => (await agent.getByRole('link', { name: reference }).count()) > 0)
    expect(asked[0]).toMatchObject({
      path: '/v1/chat/completions',
      key: 'Bearer cle-de-la-ville',
      body: { model: 'modele-de-la-ville' },
    })
    expect(asked[0]?.body.messages?.at(-1)?.content).toContain(REQUEST['Exposez votre situation'])
    await page.goto(address)
    expect(await page.content()).not.toContain(LETTER)
    await examine(agent, reference)
    expect(await agent.content()).toContain(LETTER)
    await agent.getByLabel('Retenir la suggestion').check()
    await agent.getByRole('textbox', { name: 'Motif de la décision' }).fill(MOTIVE)
    await record(agent)
    await reloadUntil(page, async () => (await page.content()).includes(LETTER))
  })

  test('says at once what is wrong when only half of it is set', async () => {
    await expect(startApplication(dataDir, { OPENAI_MODEL: 'modele-de-la-ville' })).rejects.toThrow(
      /Set both OPENAI_API_KEY and OPENAI_MODEL/,
    )
  })
})
