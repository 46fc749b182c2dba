import { GuardrailsOpenAI, PIIEntity } from '@openai/guardrails'

// Its own defaults: without the two that match any pair of words.
const ENTITIES = Object.values(PIIEntity).filter((entity) => entity !== 'NRP' && entity !== 'PERSON')

/** The drop-in client of `@openai/guardrails` with its local checks alone: personal data, keywords, addresses, secrets. */
export function openGuardrails(options) {
  const pii = (block) => ({
    name: 'Contains PII',
    config: { entities: ENTITIES, block, detect_encoded_pii: false },
  })
  const keywords = {
    name: 'Keyword Filter',
    config: { keywords: ['notation sociale', 'reconnaissance faciale'] },
  }
  const urls = {
    name: 'URL Filter',
    config: {
      url_allow_list: ['bordeaux-metropole.fr'],
      allowed_schemes: ['https'],
      block_userinfo: true,
      allow_subdomains: true,
    },
  }
  const secrets = { name: 'Secret Keys', config: { threshold: 'balanced' } }
  return GuardrailsOpenAI.create(
    {
      version: 1,
      pre_flight: { version: 1, guardrails: [pii(false), secrets] },
      input: { version: 1, guardrails: [keywords, urls] },
      output: { version: 1, guardrails: [pii(true), keywords, urls] },
    },
    options,
    true,
  )
}
