import fc from 'fast-check'
import OpenAI from 'openai'
import { zodResponseFormat, zodTextFormat } from 'openai/helpers/zod'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { amountsIn, datesIn } from '../../examples/local-model/facts.ts'
import { checkForm, formIn } from '../../examples/local-model/form.ts'
import { sentencesOf } from '../../examples/local-model/sentences.ts'
import { startLocalModel } from '../../examples/local-model/server.ts'
import { importantSentences } from '../../examples/local-model/summarize.ts'

const model = 'extraction-locale-1'
const letter =
  'Je suis locataire à Talence depuis 2019. Mon employeur a réduit mes heures le 12 mars 2026 et mon loyer de 640 euros n’est plus couvert. M. Petit, mon propriétaire, demande le loyer avant le 30/11/2026. J’ai deux enfants. Je demande une aide de 1 250,50 € pour payer deux mois de loyer en retard. Merci de votre attention.'
const form = {
  nom: 'Durand',
  courriel: 'durand.example.org',
  telephone: '0556',
  personnesAuFoyer: 2,
  enfants: 2,
  montantDemande: 1250.5,
  adresse: '',
  bail: { debut: '2019-09-01', fin: '2018-08-31' },
  justificatifs: { quittance: true, avisImposition: false },
  situation: letter,
}
const draft = z.object({
  proposition: z.enum(['favorable', 'defavorable', 'incomplet']),
  montant: z.number().min(0).max(1000),
  resume: z.string().describe('Résumé de la demande'),
  motifs: z.array(z.object({ citation: z.string(), date: z.string().nullable() })).max(2),
  piecesManquantes: z.array(z.string()),
  complet: z.boolean(),
  lettre: z.string().min(1),
})

let local: Awaited<ReturnType<typeof startLocalModel>>
let openai: OpenAI

beforeAll(async () => {
  local = await startLocalModel()
  openai = new OpenAI({ baseURL: local.url, apiKey: 'local', maxRetries: 0 })
})
afterAll(() => local.close())

const ask = (content: string) =>
  openai.chat.completions.create({
    model,
    messages: [
      { role: 'system', content: 'Résume la demande.' },
      { role: 'user', content },
    ],
  })

describe('the local model', () => {
  it('says what it is', async () => {
    const models = await openai.models.list()
    expect(models.data).toEqual([
      expect.objectContaining({ id: model, owned_by: 'règles et extraction, sans apprentissage' }),
    ])
    expect((await openai.models.retrieve(model)).id).toBe(model)
  })

  it('sums a text up by quoting it, word for word, and the same text the same way', async () => {
    const first = await ask(letter)
    const summary = first.choices[0]?.message.content ?? ''
    expect(summary.length).toBeGreaterThan(20)
    expect(summary.length).toBeLessThan(letter.length)
    for (const sentence of sentencesOf(summary)) expect(letter).toContain(sentence)
    expect((await ask(letter)).choices[0]?.message.content).toBe(summary)
    expect((await ask('Un tout autre sujet : la piscine ouvre lundi.')).choices[0]?.message.content).toBe(
      'Un tout autre sujet : la piscine ouvre lundi.',
    )
    expect(first.usage?.total_tokens).toBe(
      (first.usage?.prompt_tokens ?? 0) + (first.usage?.completion_tokens ?? 0),
    )
  })

  it('extracts nothing from its instructions, and says so when there is no text', async () => {
    expect((await ask('  ')).choices[0]?.message.content).toBe('Il n’y a aucun texte à résumer.')
  })

  it('names the fields of a form that are empty or cannot be', async () => {
    const report =
      (await ask(`Voici le formulaire : ${JSON.stringify(form)}`)).choices[0]?.message.content ?? ''
    for (const gap of [
      'adresse',
      'justificatifs › avisImposition',
      'courriel',
      'telephone',
      'bail › fin',
      'enfants (2)',
    ])
      expect(report).toContain(gap)
    expect(report).not.toContain('quittance')
    const {
      adresse: _a,
      courriel: _c,
      telephone: _t,
      justificatifs: _j,
      bail: _b,
      enfants: _e,
      ...whole
    } = form
    expect((await ask(JSON.stringify(whole))).choices[0]?.message.content).toContain(
      'Tous les champs sont renseignés.',
    )
  })

  it('fills a draft from the form through chat completions and zod', async () => {
    const { choices } = await openai.chat.completions.parse({
      model,
      messages: [
        { role: 'system', content: 'Prépare un projet.' },
        { role: 'user', content: JSON.stringify(form) },
      ],
      response_format: zodResponseFormat(draft, 'projet'),
    })
    const parsed = choices[0]?.message.parsed
    expect(parsed).toMatchObject({ proposition: 'incomplet', montant: 1000, complet: false })
    expect(parsed?.piecesManquantes.join()).toContain('adresse')
    for (const { citation } of parsed?.motifs ?? []) expect(letter).toContain(citation)
    expect(parsed?.lettre).toContain('Il manque à votre demande')
    for (const sentence of sentencesOf(parsed?.resume ?? '')) expect(letter).toContain(sentence)
  })

  it('fills another draft from another form: nothing of it is written beforehand', async () => {
    const other = {
      nom: 'Lopez',
      montantDemande: 300,
      situation: 'Ma chaudière est en panne depuis le 2 octobre 2026. La réparation coûte 300 euros.',
    }
    const { output_parsed } = await openai.responses.parse({
      model,
      instructions: 'Prépare un projet.',
      input: JSON.stringify(other),
      text: { format: zodTextFormat(draft, 'projet') },
    })
    expect(output_parsed).toMatchObject({
      proposition: 'favorable',
      montant: 300,
      complet: true,
      piecesManquantes: [],
    })
    expect(JSON.stringify(output_parsed)).toContain('chaudière')
    expect(JSON.stringify(output_parsed)).not.toContain('Talence')
  })

  it('answers with facts when any JSON is asked for', async () => {
    const { choices } = await openai.chat.completions.create({
      model,
      messages: [{ role: 'user', content: letter }],
      response_format: { type: 'json_object' },
    })
    expect(JSON.parse(choices[0]?.message.content ?? '')).toMatchObject({
      montants: [640, 1250.5],
      dates: ['2026-03-12', '2026-11-30'],
    })
  })

  it('streams the same answer through both protocols and their helpers', async () => {
    const whole = (await ask(letter)).choices[0]?.message.content
    const stream = openai.chat.completions.stream({
      model,
      messages: [{ role: 'user', content: letter }],
      stream_options: { include_usage: true },
    })
    expect((await stream.finalChatCompletion()).choices[0]?.message.content).toBe(whole)
    expect((await stream.totalUsage()).completion_tokens).toBeGreaterThan(0)
    const responses = openai.responses.stream({ model, input: letter })
    const deltas: string[] = []
    responses.on('response.output_text.delta', ({ delta }) => deltas.push(delta))
    expect((await responses.finalResponse()).output_text).toBe(whole)
    expect(deltas.length).toBeGreaterThan(2)
    expect(deltas.join('')).toBe(whole)
    expect(
      (
        await openai.responses.create({
          model,
          input: [{ role: 'user', content: [{ type: 'input_text', text: letter }] }],
        })
      ).output_text,
    ).toBe(whole)
  })

  it('keeps within the words that were asked for, and says that it was cut', async () => {
    const { choices, usage } = await openai.chat.completions.create({
      model,
      max_completion_tokens: 5,
      messages: [{ role: 'user', content: letter }],
    })
    expect(choices[0]?.finish_reason).toBe('length')
    expect(usage?.completion_tokens).toBe(5)
    expect(
      (await openai.responses.create({ model, max_output_tokens: 5, input: letter })).incomplete_details
        ?.reason,
    ).toBe('max_output_tokens')
  })

  it('refuses wrong requests in the words of the protocol', async () => {
    const messages = [{ role: 'user' as const, content: 'x' }]
    await expect(openai.chat.completions.create({ model: 'gpt-5', messages })).rejects.toMatchObject({
      status: 404,
      code: 'model_not_found',
    })
    await expect(openai.chat.completions.create({ model, messages: [] })).rejects.toMatchObject({
      status: 400,
      param: 'messages',
    })
    await expect(openai.chat.completions.create({ model, messages, n: 2 })).rejects.toMatchObject({
      status: 400,
      param: 'n',
    })
    await expect(
      openai.chat.completions.create({
        model,
        messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'x' } }] }],
      }),
    ).rejects.toMatchObject({ status: 400, param: 'messages[0].content' })
    await expect(openai.embeddings.create({ model, input: 'x' })).rejects.toMatchObject({ status: 404 })
    const post = (body: BodyInit, method = 'POST') =>
      fetch(`${local.url}/chat/completions`, method === 'GET' ? { method } : { method, body })
    expect((await post('{"model":')).status).toBe(400)
    expect((await post(new Uint8Array([0x22, 0xff, 0x22]))).status).toBe(400)
    expect((await post('"text"')).status).toBe(400)
    expect((await post('', 'GET')).status).toBe(405)
  })

  it('stops writing when the reader has gone, and goes on serving', async () => {
    const stream = await openai.chat.completions.create({
      model,
      stream: true,
      messages: [{ role: 'user', content: letter.repeat(50) }],
    })
    for await (const _chunk of stream) break
    expect((await ask('Encore là ?')).choices[0]?.message.content).toBe('Encore là ?')
  })
})

describe('its rules', () => {
  it('finds amounts and dates as people write them', () => {
    expect(amountsIn('12 €, 1 250,50 euros, 3\u202f000 €, 2.500 EUR et 12 chats')).toEqual([
      12, 1250.5, 3000, 2500,
    ])
    expect(datesIn('le 1er mai 2026, le 03/04/2026, 2026-02-30, 31.12.2026 et 2025-06-07')).toEqual([
      '2026-05-01',
      '2026-04-03',
      '2026-12-31',
      '2025-06-07',
    ])
  })

  it('does not end a sentence at an abbreviation', () => {
    expect(sentencesOf('M. Petit habite rue J. Jaurès. Il attend.')).toEqual([
      'M. Petit habite rue J. Jaurès.',
      'Il attend.',
    ])
  })

  it('quotes only, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.lorem({ mode: 'sentences', maxCount: 3 }), { minLength: 1, maxLength: 8 }),
        (parts) => {
          const text = parts.join(' ')
          for (const sentence of importantSentences(text, 3)) expect(text).toContain(sentence)
        },
      ),
    )
  })

  it('finds a form in prose, and none where there is none', () => {
    expect(formIn('Voici {pas du JSON} puis {"nom":"Durand"} merci')).toEqual({
      form: { nom: 'Durand' },
      around: 'Voici {pas du JSON} puis \n merci',
    })
    expect(formIn('rien } ici {')).toBeUndefined()
    expect(checkForm({}).missing).toEqual([])
  })
})
