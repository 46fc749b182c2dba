import fc from 'fast-check'
import { noticeStyles, noticeTheme } from 'garde-fou/notice'
import { describe, expect, test } from 'vitest'
import { NoticeInvalidError } from '../../src/errors.js'

const light = { text: '#1d2530', background: '#ffffff', border: '#4b5f7a', link: '#0b4a8f', focus: '#0b4a8f' }

describe('A city’s theme of notices', () => {
  test('is a stylesheet of the properties that notices read', () => {
    const css = noticeTheme({
      light,
      dark: {
        ...light,
        text: '#ffffff',
        background: '#000000',
        border: '#93a8c4',
        link: '#9cc7ff',
        focus: '#ffd54a',
      },
    })
    expect(css).toContain('--ia-notice-text: light-dark(#1d2530, #ffffff);')
    expect(css).toContain('--ia-notice-muted: light-dark(#1d2530, #ffffff);')
    expect(noticeTheme({ light })).toContain('--ia-notice-link: #0b4a8f;')
    for (const [, name] of css.matchAll(/(--ia-notice-\w+):/g)) expect(noticeStyles).toContain(`var(${name},`)
  })

  test('does not build when a colour is too close to its background, and says which and by how much', () => {
    expect(() => noticeTheme({ light: { ...light, text: '#777777', border: '#cccccc' } })).toThrow(
      /`light\.text` has a contrast of 4\.47 .* needs 4\.5.*`light\.border` has a contrast of 1\.60 .* needs 3/,
    )
    // The lightest grey that passes on white.
    expect(noticeTheme({ light: { ...light, text: '#767676' } })).toContain('#767676')
    expect(() => noticeTheme({ light, dark: light })).not.toThrow()
    expect(() => noticeTheme({ light, dark: { ...light, background: '#1d2530' } })).toThrow(/dark\.text/)
  })

  test('takes nothing but colours', () => {
    for (const text of ['red', '#fff', 'rgb(0 0 0)', '#000000;} body{display:none', '', '#00000g'])
      expect(() => noticeTheme({ light: { ...light, text } })).toThrow(NoticeInvalidError)
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (colour) => {
        if (/^#[0-9a-f]{6}$/i.test(colour)) return
        expect(() => noticeTheme({ light: { ...light, background: colour } })).toThrow(NoticeInvalidError)
      }),
    )
  })
})
