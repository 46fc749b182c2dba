import {
  CHANNELS_OF,
  NOTICE_LANGUAGES,
  NOTICE_LEVELS,
  type NoticeChannel,
  type NoticeLevel,
  noticeFacts,
} from 'garde-fou/notice'
import { describe, expect, test } from 'vitest'
import { answerUse, decisionInput, decisionUse, type LooseOptions, render, sortingUse } from './fixtures.js'

const words = {
  en: { action: 'checks whether the documents are complete', purpose: 'Prepare requests for bicycle aid.' },
  'fr-simple': {
    action: 'lit votre dossier et prépare une lettre',
    purpose: 'Aider les agents à lire les dossiers de demande d’aide vélo.',
  },
}
const answered = {
  ...answerUse,
  words: {
    en: { action: 'answers questions on bicycle aid', purpose: 'Answer questions on bicycle aid.' },
    'fr-simple': {
      action: 'répond à vos questions sur l’aide vélo',
      purpose: 'Répondre aux questions sur l’aide vélo.',
    },
  },
}

/** What each level is shown of, as a city would. */
const cases: Readonly<Record<NoticeLevel, readonly [Parameters<typeof noticeFacts>[0], LooseOptions]>> = {
  badge: [{ ...decisionInput, use: sortingUse }, {}],
  short: [{ ...decisionInput, use: { ...decisionUse, words } }, { context: 'form' }],
  full: [{ ...decisionInput, use: { ...decisionUse, words } }, { context: 'page' }],
  decision: [
    { ...decisionInput, use: { ...decisionUse, words }, decision: { outcome: 'approved' } },
    { reference: 'AV-2026-00412' },
  ],
  interaction: [
    { ...decisionInput, use: answered, humanReview: 'none' },
    { handover: { word: 'agent', key: '0' } },
  ],
  content: [{ ...decisionInput, use: answered, humanReview: 'approved' }, {}],
}

const extensionOf = (channel: NoticeChannel): string =>
  ['html', 'email-html', 'letter', 'poster'].includes(channel) ? 'html' : channel === 'json' ? 'json' : 'txt'

describe('Every form of a notice, as read by eye', () => {
  const forms = NOTICE_LEVELS.flatMap((level) =>
    CHANNELS_OF[level].flatMap((channel) => NOTICE_LANGUAGES.map((lang) => ({ level, channel, lang }))),
  )
  test.each(forms)('$level, $channel, $lang', async ({ level, channel, lang }) => {
    const [input, options] = cases[level]
    const shown = render(noticeFacts(input), {
      ...options,
      level,
      channel,
      lang,
      shortUrl: 'https://ville.example/ia/velo',
    })
    const text = channel === 'json' ? JSON.stringify(JSON.parse(shown), undefined, 2) : shown
    await expect(`${text.trimEnd()}\n`).toMatchFileSnapshot(
      `__snapshots__/${level}/${channel}.${lang}.${extensionOf(channel)}`,
    )
  })
})
