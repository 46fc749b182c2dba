import fc from 'fast-check'
import { generateSigningKey, type SigningKey } from '../../src/internal/signing-key.js'
import { createLabel, type LabelInput } from '../../src/provenance/create-label.js'
import type { Label } from '../../src/provenance/label.js'

/** Signs the labels of these tests. */
export const key: SigningKey = generateSigningKey('ville.example/guard')

/** A system as a label sees it. */
export const system: LabelInput['system'] = {
  id: 'aide-velo',
  version: '1.2.0',
  name: 'Aide à l’achat d’un vélo',
  recordUrl: '/registre/aide-velo',
  model: { name: 'mistral-small-2506', supplier: 'Mistral AI', version: '2506', nature: 'trained' },
}

/** A label of a content, with whatever a test changes. */
export function labelOf(content: unknown, changes: Partial<LabelInput> = {}): Promise<Label> {
  return createLabel({
    callId: '0197b6c8-0000-7000-8000-000000000001',
    system,
    useId: 'summary',
    content,
    generatedAt: new Date('2026-11-24T13:30:00.000Z'),
    humanReview: 'none',
    key,
    ...changes,
  })
}

const NASTY = [
  '</div></section>',
  '<script>alert(1)</script>',
  '<!--',
  ']]>',
  '&amp;&#60;&lt;&unknown;',
  '\u202Etxet\u202C',
  '\u0000\u0085\u2028\uFEFF',
  '\r\n\r',
  '<data value="0">[U+0000]</data>',
  '<section data-garde-fou-label="x"><div data-garde-fou-content>',
  '\n\n--- Texte produit avec une intelligence artificielle ---\n',
  '-----BEGIN GARDE-FOU LABEL-----\nabc.def.ghi\n-----END GARDE-FOU LABEL-----\n',
  '\n\n',
  '"\'`=>',
  '🚲🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  'e\u0301',
]

/** Any well-formed text, with fragments that could break a carrier. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary' }), fc.string()), { maxLength: 8 })
  .map((pieces) => pieces.join(''))
  .filter((text) => text.isWellFormed())
