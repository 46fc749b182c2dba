import fc from 'fast-check'
import { embedInHtml, extractFromHtml, labelHtml, verifyLabel } from 'garde-fou/label'
import { describe, expect, test } from 'vitest'
import { decodeHtml, scanHtml } from '../../../src/provenance/carriers/html-scan.js'
import { hostileText, key, labelOf, system } from '../fixtures.js'

describe('A label in a page', () => {
  test('is a section with machine-readable attributes, a sentence and schema.org facts', async () => {
    const label = await labelOf('Bonjour', { humanReview: 'approved', reviewedBy: 'instructeur' })
    const html = embedInHtml('Bonjour', label, { language: 'fr', contentLanguage: 'fr' })
    expect(html.replace(label.jws, 'JWS').replaceAll('\u00A0', ' ')).toMatchSnapshot()
    const draft = embedInHtml('Bonjour', label, { language: 'en', draftAttributes: true })
    expect(draft).toContain(' data-ai-disclosure="ai-assisted" ')
    expect(draft).toContain(
      ' ai-disclosure="ai-assisted" ai-model="mistral-small-2506" ai-provider="Mistral AI"',
    )
  })

  test('says ai-autonomous when nobody has looked, and nothing of an algorithm', async () => {
    expect(labelHtml(await labelOf('x'), { language: 'fr' })).toContain('data-ai-disclosure="ai-autonomous"')
    const algorithm = await labelOf('x', {
      system: { ...system, model: { ...system.model, nature: 'algorithm' } },
    })
    const html = labelHtml(algorithm, { language: 'fr', draftAttributes: true })
    expect(html).not.toContain('ai-disclosure')
    expect(html).toContain('https://schema.org/AlgorithmicMediaDigitalSource')
  })

  test('comes back with its text whole, whatever the text and the names', async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, hostileText, fc.boolean(), async (content, name, draftAttributes) => {
        const named = {
          ...system,
          name: `x${name}`,
          model: { ...system.model, name: `x${name}`, supplier: `x${name}` },
        }
        const label = await labelOf(content, { system: named })
        const html = embedInHtml(content, label, { language: 'fr', draftAttributes })
        expect(extractFromHtml(`<!doctype html><title>x</title><body>${html}</body>`)).toEqual([
          { jws: label.jws, content },
        ])
      }),
      { numRuns: 300 },
    )
  })

  test('shows hostile texts as what they are: no tag, no event, no script, no turned words', async () => {
    const hostile = '<img src=x onerror=alert(1)>\u202Efdp.exe\u0000</script><script>alert(2)</script>'
    const named = { ...system, name: hostile, model: { ...system.model, name: hostile, supplier: hostile } }
    const html = embedInHtml(hostile, await labelOf(hostile, { system: named }), {
      language: 'fr',
      draftAttributes: true,
    })
    const tags = [...scanHtml(html)].flatMap((token) => (token.kind === 'start' ? [token.name] : []))
    expect(tags).toEqual(['section', 'p', 'div', 'data', 'data', 'script'])
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left.
    expect(html).not.toMatch(/[\u0000\u202E]/)
    expect(html).toContain('<data value="202E">[U+202E]</data>fdp.exe')
    expect(html.match(/<\/?script/g)).toHaveLength(2)
    const json = /<script type="application\/ld\+json">(.*)<\/script>/s.exec(html)?.[1] ?? ''
    expect(JSON.parse(json).creditText).toContain('<img src=x onerror=alert(1)>[U+202E]fdp.exe[U+0000]')
  })

  test('stands alone beside a value that the page shows in its own way', async () => {
    const value = { montant: 300 }
    const label = await labelOf(value)
    const [found] = extractFromHtml(labelHtml(label, { language: 'fr' }))
    expect(found).toEqual({ jws: label.jws })
    await expect(verifyLabel(found?.jws ?? '', { keys: [key], content: value })).resolves.toBeDefined()
  })

  test('is found among others, in order, also where a page changed what surrounds the text', async () => {
    const [first, second] = [await labelOf('Un <b>'), await labelOf('Deux')]
    const page = [
      '<SECTION class=x><p>',
      embedInHtml('Un <b>', first, { language: 'fr' }).replace('<section ', '<SECTION  ID=a '),
      '</section><!-- <section data-garde-fou-label="c"> --><a title="<section data-garde-fou-label=\'t\'>">',
      '<script>"<section data-garde-fou-label=s></section>"</script><textarea><section data-garde-fou-label=a></section></textarea>',
      embedInHtml('Deux', second, { language: 'en' })
        .replace('Deux', '<wbr>De<em>ux</em>')
        .replaceAll('\n', '\r\n'),
    ].join('\n')
    expect(extractFromHtml(page)).toEqual([
      { jws: first.jws, content: 'Un <b>' },
      { jws: second.jws, content: 'Deux' },
    ])
  })

  test('does not count when it is cut off', async () => {
    const html = embedInHtml('Bonjour & <bienvenue>', await labelOf('x'), { language: 'fr' })
    for (let length = 0; length < html.length; length += 1)
      expect(extractFromHtml(html.slice(0, length))).toEqual([])
  })

  test('is looked for in any bytes without failing', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '</',
      '<!--',
      '-->',
      '"',
      "'",
      '=',
      ' ',
      'section',
      'div',
      'data-garde-fou-label',
      'data-garde-fou-content',
      '<data value="',
      '&#',
      ';',
      'script',
      '<section data-garde-fou-label=a>',
      '</section>',
      '<div data-garde-fou-content>',
      '</div>',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 60 }), (parts) => {
        for (const { jws } of extractFromHtml(parts.join(''))) expect(typeof jws).toBe('string')
      }),
      { numRuns: 500 },
    )
  })

  test.each([
    '<',
    '<!--',
    '<a "',
    "<a b='",
    '</',
    '<script>',
    '<a ',
    '&#x',
    '<section data-garde-fou-label=a>',
    '<section data-garde-fou-label=a><div data-garde-fou-content>',
    '<title></title>',
    '<a b="" ',
  ])('is looked for in one megabyte of %s in one pass', (piece) => {
    const seen: number[] = []
    for (const size of [1, 2]) {
      const html = piece.repeat(Math.floor((size * 500_000) / piece.length))
      let tokens = 0
      for (const _token of scanHtml(html)) tokens += 1
      seen.push(tokens)
      expect(extractFromHtml(html)).toEqual([])
    }
    // Never more tokens than a doubled text accounts for.
    expect(seen[1] ?? 0).toBeLessThanOrEqual(2 * (seen[0] ?? 0) + 2)
  })
})

describe('Reading HTML', () => {
  test('decodes references as a browser does', () => {
    expect(decodeHtml('&lt;&#60;&#x3C;&amp;lt;&nbsp;&quot;&apos;&#39;')).toBe("<<<&lt;\u00A0\"''")
    expect(decodeHtml('&#0;&#xD800;&#x110000;&unknown;&lt&constructor;')).toBe(
      '\uFFFD\uFFFD\uFFFD&unknown;&lt&constructor;',
    )
    expect(decodeHtml('a\r\nb\rc&#13;')).toBe('a\nb\nc\r')
  })
})
