import OpenAI from 'openai'
import { zodResponseFormat } from 'openai/helpers/zod'
import { expect, it, onTestFinished } from 'vitest'
import { startLocalModel } from '../../../examples/local-model/server.ts'
import { guardOpenAI } from '../../../src/adapters/openai/index.js'
import { openGuard } from '../../support/guard.js'
import { draftSchema } from '../../support/housing.js'
import { decideNext, essay } from './wrapped.js'

it('goes the whole way: a form, a real model server, a held draft, a person, an answer the application parses', async () => {
  const { guard } = await openGuard({ systems: [essay] })
  const model = await startLocalModel()
  onTestFinished(() => model.close())
  const openai = guardOpenAI(new OpenAI({ baseURL: model.url, apiKey: 'local' }), guard, {
    use: essay.uses.draft,
    subject: 'DOSSIER-412',
    onHeld: 'wait',
  })
  const form = {
    nom: 'Durand',
    montantDemande: 300,
    adresse: '',
    situation: 'Ma chaudière est en panne. La réparation coûte 300 euros.',
  }
  const amended = { proposal: 'incomplete' as const, amount: 0, letter: 'Il nous manque votre adresse.' }
  const decided = decideNext(guard, { amend: amended })
  const { choices } = await openai.chat.completions.parse({
    model: 'extraction-locale-1',
    messages: [
      { role: 'system', content: 'Prépare un projet.' },
      { role: 'user', content: JSON.stringify(form) },
    ],
    response_format: zodResponseFormat(draftSchema, 'projet'),
  })
  const review = await guard.store.getReview(await decided)
  expect(review?.state.status).not.toBe('pending')
  expect(choices[0]?.message.parsed).toEqual(amended)
})
