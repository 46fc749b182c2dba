import type { JsonObject } from '../../../src/adapters/openai/json-shapes.js'

export const everything: JsonObject = {
  model: 'extraction-locale-1',
  instructions: 'Tu résumes des demandes.',
  max_output_tokens: 200,
  store: false,
  reasoning: { effort: 'low', summary: 'auto' },
  include: ['message.output_text.logprobs'],
  text: {
    verbosity: 'low',
    format: {
      type: 'json_schema',
      name: 'resume',
      description: 'Résumé remis à un agent',
      schema: { properties: { motif: { description: 'Pourquoi cette demande' } } },
    },
  },
  tools: [
    {
      type: 'function',
      name: 'lire_dossier',
      description: 'Lit un dossier de la ville.',
      strict: true,
      parameters: { properties: { numero: { description: 'Numéro du dossier instruit' } } },
    },
    { type: 'custom', name: 'requete', description: 'Pose une question libre.' },
  ],
  tool_choice: { type: 'function', name: 'outil_voulu' },
  metadata: { service: 'habitat, accueil' },
  input: [
    { role: 'developer', content: 'Deux phrases au plus.' },
    {
      type: 'message',
      role: 'user',
      content: [
        { type: 'input_text', text: 'La photo montre le dégât.' },
        { type: 'input_image', image_url: 'data:image/png;base64,AAAA', detail: 'low' },
        { type: 'input_file', filename: 'constat-amiable.pdf', file_data: 'AAAA' },
      ],
    },
    { type: 'reasoning', id: 'rs_1', summary: [{ type: 'summary_text', text: 'Il faut lire la pièce.' }] },
    {
      type: 'message',
      id: 'msg_1',
      status: 'completed',
      role: 'assistant',
      content: [
        {
          type: 'output_text',
          text: 'Je regarde le dossier.',
          annotations: [],
          logprobs: [{ token: 'Glissé dans un jeton.' }],
        },
        { type: 'refusal', refusal: 'Je ne dis pas tout.' },
      ],
    },
    {
      type: 'function_call',
      call_id: 'call_1',
      name: 'lire_dossier',
      arguments: '{"numero":"DOSSIER-412"}',
      parsed_arguments: { cache: 'Glissé dans la copie.' },
    },
    { type: 'function_call_output', call_id: 'call_1', output: 'Loyer impayé de 812 euros.' },
    { type: 'custom_tool_call', call_id: 'call_2', name: 'requete', input: 'select montant' },
    {
      type: 'custom_tool_call_output',
      call_id: 'call_2',
      output: [{ type: 'input_text', text: 'Un seul montant.' }],
    },
  ],
}
export const texts = [
  'Tu résumes des demandes.',
  'Résumé remis à un agent',
  'Pourquoi cette demande',
  'lire_dossier',
  'Lit un dossier de la ville.',
  'Numéro du dossier instruit',
  'Pose une question libre.',
  'outil_voulu',
  'habitat, accueil',
  'Deux phrases au plus.',
  'La photo montre le dégât.',
  'constat-amiable.pdf',
  'Il faut lire la pièce.',
  'Je regarde le dossier.',
  'Je ne dis pas tout.',
  'DOSSIER-412',
  'Loyer impayé de 812 euros.',
  'select montant',
  'Un seul montant.',
  'Glissé dans la copie.',
  'Glissé dans un jeton.',
]

export const frame = {
  id: 'resp_1',
  object: 'response',
  created_at: 1,
  status: 'completed',
  model: 'extraction-locale-1',
  error: null,
  incomplete_details: null,
  instructions: 'Tu résumes.',
  tools: [],
  metadata: {},
}
export const message = (text: string): JsonObject => ({
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  status: 'completed',
  content: [{ type: 'output_text', text, annotations: [{ type: 'url_citation', title: 'Une page citée' }] }],
})
export const answered: JsonObject = {
  ...frame,
  output: [
    {
      id: 'rs_1',
      type: 'reasoning',
      summary: [{ type: 'summary_text', text: 'Je pèse les pièces.' }],
      encrypted_content: 'gAAAAAB',
    },
    message('Un résumé fidèle.'),
  ],
  usage: { total_tokens: 3 },
}
export const refused: JsonObject = {
  ...frame,
  output: [{ ...message(''), content: [{ type: 'refusal', refusal: 'Je refuse de répondre.' }] }],
}
export const calls: JsonObject = {
  ...frame,
  output: [
    {
      id: 'fc_1',
      type: 'function_call',
      call_id: 'call_1',
      name: 'lire_dossier',
      arguments: '{"numero":"DOSSIER-412"}',
      status: 'completed',
    },
  ],
}

export const place = { output_index: 0, content_index: 0, item_id: 'msg_1' }
export const started = { ...frame, status: 'in_progress', output: [] }
export const textStream: JsonObject[] = [
  { type: 'response.created', sequence_number: 0, response: started },
  { type: 'response.in_progress', sequence_number: 1, response: started },
  {
    type: 'response.output_item.added',
    output_index: 0,
    item: { id: 'msg_1', type: 'message', role: 'assistant', status: 'in_progress', content: [] },
  },
  { type: 'response.content_part.added', ...place, part: { type: 'output_text', text: '', annotations: [] } },
  { type: 'response.output_text.delta', ...place, delta: 'Un résumé ', obfuscation: 'x8Gh2' },
  { type: 'response.output_text.delta', ...place, delta: 'fidèle.' },
  {
    type: 'response.output_text.annotation.added',
    ...place,
    annotation_index: 0,
    annotation: { type: 'url_citation', title: 'Une page citée' },
  },
  { type: 'response.output_text.done', ...place, text: 'Un résumé fidèle.' },
  {
    type: 'response.content_part.done',
    ...place,
    part: { type: 'output_text', text: 'Un résumé fidèle.', annotations: [] },
  },
  { type: 'response.output_item.done', output_index: 0, item: message('Un résumé fidèle.') },
  { type: 'response.completed', response: { ...frame, output: [message('Un résumé fidèle.')] } },
]
export const reasoningStream: JsonObject[] = [
  { type: 'response.created', response: started },
  {
    type: 'response.output_item.added',
    output_index: 0,
    item: { id: 'rs_1', type: 'reasoning', summary: [] },
  },
  {
    type: 'response.reasoning_summary_part.added',
    output_index: 0,
    summary_index: 0,
    item_id: 'rs_1',
    part: { type: 'summary_text', text: '' },
  },
  {
    type: 'response.reasoning_summary_text.delta',
    output_index: 0,
    summary_index: 0,
    item_id: 'rs_1',
    delta: 'Je pèse les pièces.',
  },
  {
    type: 'response.reasoning_summary_text.done',
    output_index: 0,
    summary_index: 0,
    item_id: 'rs_1',
    text: 'Je pèse les pièces.',
  },
  {
    type: 'response.refusal.delta',
    output_index: 1,
    content_index: 0,
    item_id: 'msg_1',
    delta: 'Je refuse de répondre.',
  },
  {
    type: 'response.refusal.done',
    output_index: 1,
    content_index: 0,
    item_id: 'msg_1',
    refusal: 'Je refuse de répondre.',
  },
  {
    type: 'response.completed',
    response: {
      ...frame,
      output: [
        { id: 'rs_1', type: 'reasoning', summary: [{ type: 'summary_text', text: 'Je pèse les pièces.' }] },
        { ...message(''), content: [{ type: 'refusal', refusal: 'Je refuse de répondre.' }] },
      ],
    },
  },
]

export const withInput = (...input: unknown[]): JsonObject => ({ model: 'm', input })
