import { join } from 'node:path'
import { defineCheck } from 'garde-fou'
import OpenAI from 'openai'
import { expect, onTestFinished, test } from 'vitest'
import { startInstruction } from '../../examples/housing-aid/instruct.ts'
import { openRequestBook } from '../../examples/housing-aid/request-book.ts'
import { readSettings } from '../../examples/housing-aid/settings.ts'
import { housingSystem } from '../../examples/housing-aid/system.ts'
import { openGuard, temporaryFolder } from '../support/guard.js'

const request = {
  firstName: 'Mariam',
  lastName: 'Lafon',
  birthDate: '1984-03-17',
  email: 'mariam.lafon@exemple.fr',
  phone: '05 36 49 00 34',
  street: '12 rue des Faures',
  postcode: '33800',
  town: 'Bordeaux',
  people: 3,
  children: 2,
  income: 1240,
  rent: 640,
  arrears: 1280,
  requested: 900,
  situation: 'J’ai deux loyers impayés.',
  pieces: ['identite'],
}

/** The city's own rule: no call of this test gets as far as a model. */
const never = defineCheck({
  id: 'ville.jamais',
  stages: ['input'],
  check: () => [
    {
      checkId: 'ville.jamais',
      code: 'never',
      clause: 'engagement:9',
      layer: 'rules',
      score: 1,
      message: { fr: 'Jamais.', en: 'Never.' },
    },
  ],
})

test('a request whose suggestion is refused waits in the console all the same, once, for an agent without the AI', async () => {
  const system = housingSystem(readSettings({ SECOND_OPINION_PERCENT: '0' }))
  const { guard } = await openGuard({ systems: [system], checks: [never] })
  const book = openRequestBook(join(temporaryFolder(), 'requests.db'))
  onTestFinished(() => book.close())
  const { reference } = book.add(request, { formKey: 'k', now: new Date('2026-11-24T09:00:00Z') })
  const logger = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const openai = new OpenAI({ baseURL: 'http://127.0.0.1:9/v1', apiKey: 'none', maxRetries: 0 })
  const start = () => startInstruction({ guard, system, book, openai, model: 'm', logger })
  const instruction = start()
  await expect.poll(() => book.byReference(reference)?.status).toBe('without-ai')
  await instruction.stop()
  // As after a stop between the review and the application's note of it.
  book.setStatus(reference, 'received')
  const again = start()
  await expect.poll(() => book.byReference(reference)?.status).not.toBe('received')
  await again.stop()
  const reviews = await guard.store.listReviews({ systemIds: [system.id], limit: 10 })
  expect(reviews).toEqual([
    expect.objectContaining({ subject: reference, territory: 'Bordeaux', withoutSuggestion: true }),
  ])
})
