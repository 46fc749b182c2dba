import fc from 'fast-check'
import { contentDigest, embedInText, extractFromText, verifyLabel } from 'garde-fou/label'
import { describe, expect, test } from 'vitest'
import { sha256 } from '../../../src/internal/digest.js'
import { hostileText, key, labelOf, system } from '../fixtures.js'

describe('A label under a text', () => {
  test('reads as a sentence, in French and in English', async () => {
    const label = await labelOf('Bonjour,\nVotre demande est complète.', {
      humanReview: 'approved',
      reviewedBy: 'instructeur',
    })
    const french = embedInText('Bonjour', label, { language: 'fr' })
    expect(french.split('\n').slice(0, 5)).toEqual([
      'Bonjour',
      '',
      '--- Texte produit avec une intelligence artificielle ---',
      'Texte produit avec une intelligence artificielle (système : Aide à l’achat d’un vélo ; modèle : mistral-small-2506, Mistral AI). Une personne l’a relu (rôle : instructeur).'
        .replaceAll(' :', '\u00A0:')
        .replaceAll(' ;', '\u00A0;'),
      '-----BEGIN GARDE-FOU LABEL-----',
    ])
    expect(
      Math.max(
        ...french
          .split('\n')
          .slice(5)
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(72)
    const english = embedInText('Hello', await labelOf('Hello'), { language: 'en', form: 'reference' })
    expect(english).toMatch(
      /^Hello\n\n--- Text produced with artificial intelligence ---\n.*Nobody has checked it\.\nLabel reference: [0-9a-f]{64}\n$/s,
    )
  })

  test.each([
    ['none', 'Personne ne l’a relu.'],
    ['pending', 'Une personne doit encore le relire.'],
    ['approved', 'Une personne l’a relu.'],
    ['amended', 'Une personne l’a relu et modifié.'],
  ] as const)('says of a review that is %s: %s', async (humanReview, sentence) => {
    expect(embedInText('x', await labelOf('x', { humanReview }), { language: 'fr' })).toContain(
      `. ${sentence}`.slice(2),
    )
  })

  test('does not call an algorithm an intelligence', async () => {
    const label = await labelOf('x', {
      system: { ...system, model: { ...system.model, nature: 'algorithm' } },
    })
    const [, , , mention] = embedInText('x', label, { language: 'fr' }).split('\n')
    expect(mention).toMatch(/^Texte produit avec un algorithme, sans modèle entraîné/)
  })

  test('comes back with its text whole, whatever text, names, language and form', async () => {
    await fc.assert(
      fc.asyncProperty(
        hostileText,
        hostileText,
        fc.constantFrom('fr', 'en'),
        fc.constantFrom('whole', 'reference'),
        async (content, name, language, form) => {
          const label = await labelOf(content, { system: { ...system, name: `x${name}` } })
          const found = extractFromText(embedInText(content, label, { language, form }))
          expect(found).toEqual(
            form === 'whole' ? { content, jws: label.jws } : { content, reference: sha256(label.jws) },
          )
        },
      ),
      { numRuns: 300 },
    )
  })

  test('comes back from a text that itself carries a label, and from a look-alike', async () => {
    const inner = embedInText('Bonjour', await labelOf('Bonjour'), { language: 'fr' })
    const lookAlike = `${inner}\n\n--- Text produced with artificial intelligence ---\nNobody.\n-----BEGIN GARDE-FOU LABEL-----\nA.B.C\n-----END GARDE-FOU LABEL-----`
    for (const content of [inner, lookAlike, `${lookAlike}\n`, `${lookAlike}\r`]) {
      const label = await labelOf(content)
      const found = extractFromText(embedInText(content, label, { language: 'fr' }))
      expect(found).toEqual({ content, jws: label.jws })
      await expect(verifyLabel(label.jws, { keys: [key], content: found?.content })).resolves.toBeDefined()
    }
  })

  test('is understood after a mail server changed the line ends', async () => {
    const label = await labelOf('Une seule ligne')
    const sent = embedInText('Une seule ligne', label, { language: 'fr' }).replaceAll('\n', '\r\n')
    expect(extractFromText(`${sent}\r\n  \r\n`)).toEqual({ content: 'Une seule ligne', jws: label.jws })
  })

  test('does not count when anything follows it, or when it is cut', async () => {
    const text = embedInText('Bonjour', await labelOf('Bonjour'), { language: 'fr' })
    expect(extractFromText(`${text}Bonne journée`)).toBeUndefined()
    for (let length = 0; length < text.length - 1; length += 1)
      expect(extractFromText(text.slice(0, length))).toBeUndefined()
    expect(extractFromText('')).toBeUndefined()
  })

  test('is found at the end of ten megabytes of look-alikes', async () => {
    const content = '\n\n--- Texte produit avec une intelligence artificielle ---\n'.repeat(180_000)
    const label = await labelOf(content)
    const found = extractFromText(embedInText(content, label, { language: 'fr' }))
    expect(found?.content === content && contentDigest(content) === label.digest).toBe(true)
  })
})
