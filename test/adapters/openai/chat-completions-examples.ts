import type { JsonObject } from '../../../src/adapters/openai/json-shapes.js'

export const everything: JsonObject = {
  model: 'extraction-locale-1',
  temperature: 0.2,
  n: 1,
  user: 'agent-7',
  stop: ['FIN-DE-TEXTE'],
  messages: [
    { role: 'system', content: 'Tu résumes des demandes.' },
    { role: 'developer', content: [{ type: 'text', text: 'Deux phrases au plus.' }] },
    {
      role: 'user',
      name: 'Une résidente',
      content: [
        { type: 'text', text: 'La photo montre le dégât des eaux.' },
        { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA', detail: 'low' } },
        {
          type: 'file',
          file: { filename: 'constat-amiable.pdf', file_data: 'data:application/pdf;base64,AAAA' },
        },
      ],
    },
    {
      role: 'assistant',
      content: 'Je regarde le dossier.',
      refusal: 'Je ne peux pas tout dire.',
      reasoning_content: 'Il faut lire la pièce.',
      tool_calls: [
        {
          id: 'call_1',
          type: 'function',
          function: { name: 'lire_dossier', arguments: '{"numero":"DOSSIER-412"}' },
        },
        { id: 'call_2', type: 'custom', custom: { name: 'requete', input: 'select montant' } },
      ],
    },
    { role: 'tool', tool_call_id: 'call_1', content: 'Loyer impayé de 812 euros.' },
    { role: 'function', name: 'ancien_outil', content: 'Réponse ancienne.' },
  ],
  tools: [
    {
      type: 'function',
      function: {
        name: 'lire_dossier',
        description: 'Lit un dossier de la ville.',
        strict: true,
        parameters: {
          type: 'object',
          properties: { numero: { type: 'string', description: 'Numéro du dossier instruit' } },
        },
      },
    },
    {
      type: 'custom',
      custom: {
        name: 'requete',
        description: 'Pose une question libre.',
        format: { type: 'grammar', grammar: { syntax: 'lark', definition: 'debut: MOT' } },
      },
    },
  ],
  tool_choice: { type: 'function', function: { name: 'lire_dossier' } },
  response_format: {
    type: 'json_schema',
    json_schema: {
      name: 'resume',
      description: 'Résumé remis à un agent',
      schema: {
        type: 'object',
        properties: { motif: { type: 'string', description: 'Pourquoi cette demande' } },
      },
    },
  },
  prediction: { type: 'content', content: 'Une réponse attendue.' },
  metadata: { service: 'habitat, accueil' },
}

export const texts = [
  'FIN-DE-TEXTE',
  'Tu résumes des demandes.',
  'Deux phrases au plus.',
  'Une résidente',
  'La photo montre le dégât des eaux.',
  'constat-amiable.pdf',
  'Je regarde le dossier.',
  'Je ne peux pas tout dire.',
  'Il faut lire la pièce.',
  'lire_dossier',
  'DOSSIER-412',
  'select montant',
  'Loyer impayé de 812 euros.',
  'ancien_outil',
  'Réponse ancienne.',
  'Lit un dossier de la ville.',
  'Numéro du dossier instruit',
  'Pose une question libre.',
  'debut: MOT',
  'Résumé remis à un agent',
  'Pourquoi cette demande',
  'Une réponse attendue.',
  'habitat, accueil',
]

export const user = (content: unknown): JsonObject => ({ model: 'm', messages: [{ role: 'user', content }] })

export const frame = { id: 'chatcmpl-1', object: 'chat.completion', created: 1, model: 'extraction-locale-1' }
export const twoChoices = {
  ...frame,
  system_fingerprint: 'fp_1',
  prompt_filter_results: [
    { prompt_index: 0, content_filter_results: { hate: { filtered: false, severity: 'safe' } } },
  ],
  choices: [
    {
      index: 0,
      finish_reason: 'stop',
      message: {
        role: 'assistant',
        content: 'Premier résumé.',
        refusal: null,
        reasoning_content: 'Je pèse les pièces.',
      },
      logprobs: {
        content: [
          { token: 'Premier', logprob: -1, bytes: [80], top_logprobs: [{ token: 'Dernier', logprob: -2 }] },
        ],
      },
    },
    {
      index: 1,
      finish_reason: 'stop',
      message: {
        role: 'assistant',
        content: 'Second résumé.',
        annotations: [{ type: 'url_citation', url_citation: { title: 'Une page citée' } }],
      },
    },
  ],
  usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 },
}
export const toolCalls = {
  ...frame,
  choices: [
    {
      index: 0,
      finish_reason: 'tool_calls',
      message: {
        role: 'assistant',
        content: null,
        tool_calls: [
          {
            id: 'call_1',
            type: 'function',
            function: { name: 'lire_dossier', arguments: '{"numero":"DOSSIER-412"}' },
          },
          { id: 'call_2', type: 'custom', custom: { name: 'requete', input: 'select montant' } },
        ],
      },
    },
  ],
}
export const refusal = {
  ...frame,
  choices: [
    {
      index: 0,
      finish_reason: 'stop',
      message: { role: 'assistant', content: null, refusal: 'Je refuse de répondre.' },
    },
  ],
}

export const chunk = (choices: readonly unknown[], more: JsonObject = {}): JsonObject => ({
  ...frame,
  object: 'chat.completion.chunk',
  choices,
  ...more,
})
export const interleaved = [
  chunk([], { prompt_filter_results: [{ content_filter_results: { hate: { severity: 'safe' } } }] }),
  chunk([{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }]),
  chunk([{ index: 1, delta: { content: 'Second ' }, finish_reason: null }]),
  chunk([
    { index: 0, delta: { content: 'Premier ' }, finish_reason: null },
    { index: 1, delta: { content: 'texte.' }, finish_reason: null },
  ]),
  chunk([
    { index: 0, delta: { content: 'texte.', reasoning_content: 'Un motif pensé.' }, finish_reason: null },
  ]),
  chunk([
    { index: 0, delta: {}, finish_reason: 'stop' },
    { index: 1, delta: {}, finish_reason: 'stop' },
  ]),
  chunk([], { usage: { total_tokens: 9 } }),
]
export const callStream = [
  chunk([
    {
      index: 0,
      delta: {
        role: 'assistant',
        tool_calls: [
          { index: 0, id: 'call_1', type: 'function', function: { name: 'lire_dossier', arguments: '' } },
        ],
      },
      finish_reason: null,
    },
  ]),
  chunk([
    {
      index: 0,
      delta: { tool_calls: [{ index: 0, function: { arguments: '{"numero":' } }] },
      finish_reason: null,
    },
  ]),
  chunk([
    {
      index: 0,
      delta: {
        tool_calls: [
          { index: 1, id: 'call_2', type: 'function', function: { name: 'compter', arguments: '{"a":1}' } },
          { index: 0, function: { arguments: '"DOSSIER-412"}' } },
        ],
      },
      finish_reason: null,
    },
  ]),
  chunk([{ index: 0, delta: {}, finish_reason: 'tool_calls' }]),
]
