import { noticeElement, renderNotice } from 'garde-fou/notice'
import { requireNotice } from 'garde-fou/testing'
import { describe, expect, test } from 'vitest'
import { NoticeInvalidError } from '../../src/errors.js'
import { housing, page } from '../adapters/notice-middleware/fixtures.js'

const asked = { use: 'draft' } as const
const short = renderNotice(housing, { use: 'draft', channel: 'html', lang: 'fr' })

describe('The contract of a page', () => {
  test('is kept by a notice of the least level or a higher one, drawn in any way', () => {
    for (const notice of [
      short,
      renderNotice(housing, { use: 'draft', level: 'full', channel: 'html', lang: 'en' }),
      noticeElement(housing, { use: 'draft', languages: ['fr', 'en'] }),
    ])
      requireNotice(page(notice), housing, asked)
    const chat = renderNotice(housing, { use: 'answer', level: 'interaction', channel: 'html', lang: 'fr' })
    requireNotice(page(chat), housing, { use: 'answer', context: 'chat' })
  })

  test.each([
    ['no notice', ''],
    ['one in a comment', `<!-- ${short} -->`],
    ['one in a script', `<script>${short}</script>`],
    ['a folded one', `<details><summary>IA</summary>${short}</details>`],
    ['a hidden one', short.replace('<section ', '<section hidden ')],
    ['another system’s', short.replaceAll('aide-logement', 'autre')],
    ['a badge', '<a class="ia-badge" data-ia-system="aide-logement" href="/">IA utilisée</a>'],
    ['an empty element', '<ia-notice system="aide-logement" use="draft"></ia-notice>'],
  ])('is broken by %s', (_name, body) => {
    expect(() => requireNotice(page(body), housing, asked)).toThrow(NoticeInvalidError)
  })

  test('is broken in a conversation by a notice that is not its first words', () => {
    expect(() => requireNotice(page(short), housing, { use: 'answer', context: 'chat' })).toThrow(
      NoticeInvalidError,
    )
    expect(() => requireNotice(page(short), housing, { use: 'other' })).toThrow(NoticeInvalidError)
  })
})
