import { jsonLogger } from 'garde-fou/server'
import { expect, test } from 'vitest'
import { webFaces } from '../../../src/cli/serve/faces.js'
import { ORIGIN, textOf } from '../../server/console.js'
import { openGuard } from '../../support/guard.js'

test('what the configuration declares of accessibility is said by every face, and each mention leads to a page', async () => {
  const { guard, signingKey } = await openGuard()
  const { handler } = webFaces({
    guard,
    signingKey,
    logger: jsonLogger(() => undefined),
    server: {
      accessibility: {
        conformance: 'partial',
        declaredOn: new Date().toISOString().slice(0, 10),
        contact: { url: 'https://ville.example/contact' },
        audit: { on: '2026-01-01', by: 'Cabinet Audit', rate: 80 },
        notAccessible: ['Les graphiques.'],
      },
    },
  })
  const get = async (path: string) => {
    const response = await handler.fetch(new Request(new URL(path, ORIGIN)))
    return { status: response.status, html: await response.text() }
  }
  for (const path of [
    '/connexion',
    '/registre',
    '/registre/aide-logement',
    '/registre/aide-logement/demande',
    '/registre/aide-logement/avis',
    `/registre/rapport/${new Date().getFullYear()}`,
    '/verifier',
  ]) {
    const footer = (await get(path)).html.split('<footer')[1] ?? ''
    expect(textOf(footer), path).toContain('Accessibilité : partiellement conforme')
    const statement = await get(/href="([^"]*accessibilite[^"]*)"/.exec(footer)?.[1] ?? '/nowhere')
    expect(statement.status, path).toBe(200)
    expect(textOf(statement.html), path).toContain('80 % des critères du RGAA')
    expect(statement.html, path).toContain('href="https://ville.example/contact"')
  }
})
