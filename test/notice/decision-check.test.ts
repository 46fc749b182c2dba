import { NoticeInvalidError } from 'garde-fou'
import { type DecisionCheckOptions, renderDecisionCheck } from 'garde-fou/notice'
import { HtmlValidate } from 'html-validate'
import decodeQR from 'qr/decode.js'
import { describe, expect, test } from 'vitest'
import { newReference } from '../../src/review/reference.js'

const PAGE = 'https://www.ville.example/ia/verifier'
const PIXELS = 4

function letter(change: Partial<DecisionCheckOptions> = {}): string {
  return renderDecisionCheck({ reference: newReference(), page: PAGE, lang: 'fr', ...change })
}

/** What a reader of QR codes makes of the drawing: its runs, painted on white. */
function readCode(html: string): string {
  const size = Number(/viewBox="0 0 (\d+) /.exec(html)?.[1])
  const side = size * PIXELS
  const data = new Uint8ClampedArray(side * side * 4).fill(255)
  for (const [, x = '', y = '', width = ''] of html.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let row = Number(y) * PIXELS; row < (Number(y) + 1) * PIXELS; row++)
      for (let column = Number(x) * PIXELS; column < (Number(x) + Number(width)) * PIXELS; column++)
        data.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3)
  return decodeQR({ width: side, height: side, data })
}

describe('The check in a decision’s letter', () => {
  test('has the address and the reference as text, and both in a code that readers read', () => {
    for (const lang of ['fr', 'en'] as const) {
      const reference = newReference()
      const html = letter({ reference, lang })
      expect(html).toContain(`<a href="${PAGE}">www.ville.example/ia/verifier</a>`)
      expect(html).toContain(`>${reference}</strong>`)
      expect(readCode(html)).toBe(`${PAGE}?reference=${reference}`)
    }
  })

  test('takes the reference however it was kept, and a name for the code', () => {
    const reference = newReference()
    const html = letter({ reference: reference.toLowerCase().replaceAll('-', ' ') })
    expect(html).toContain(`>${reference}</strong>`)
    expect(html).toContain(
      'aria-label="Code QR\u00A0: ouvre www.ville.example/ia/verifier avec cette référence"',
    )
  })

  test('is valid HTML without script or style', async () => {
    const html = letter({ id: 'autre', headingLevel: 3 })
    expect(html).not.toMatch(/<script|\sstyle=|\son\w+=|javascript:/)
    const report = await new HtmlValidate({ extends: ['html-validate:recommended'] }).validateString(html)
    expect(report.results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([])
  })

  test.each([
    ['no reference', { reference: 'AL-2026-00412' }],
    ['markup for a reference', { reference: '"><script>alert(1)</script>' }],
    ['a path', { page: '/verifier' }],
    ['another scheme', { page: 'javascript:alert(1)' }],
    ['an address with a query', { page: `${PAGE}?x=1` }],
    ['credentials', { page: 'https://user:secret@ville.example/verifier' }],
    ['a heading level that is none', { headingLevel: 7 }],
    ['an id that is none', { id: '1" onload="x' }],
  ])('is refused with %s', (_what, change) => {
    expect(() => letter(change)).toThrow(NoticeInvalidError)
  })
})
