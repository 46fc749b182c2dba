import { defineConfig, type GuardConfig, localReviewers } from 'garde-fou'
import { bordeauxMetropole } from 'garde-fou/charters/bordeaux-metropole'
import { sqliteStore } from 'garde-fou/sqlite'
import { describe, expect, test } from 'vitest'
import { journalNameOf } from '../../src/guard/config.js'
import { housing } from '../support/housing.js'

const config: GuardConfig = {
  charter: bordeauxMetropole,
  systems: [housing],
  store: sqliteStore(':memory:'),
  reviewers: localReviewers([]),
}

describe('a configuration', () => {
  test('that is right comes back frozen', () => {
    const defined = defineConfig({ ...config, journalName: 'ville.example/garde-fou', server: { port: 0 } })
    expect(defined).toMatchObject({ systems: [housing], server: { port: 0 } })
    expect(Object.isFrozen(defined)).toBe(true)
  })

  test.each([
    ['config.journalName', { ...config, journalName: 'two words' }],
    ['config.server.port', { ...config, server: { port: 70_000 } }],
    ['config.server.publicUrl', { ...config, server: { publicUrl: 'javascript:alert(1)' } }],
    ['config', { ...config, reviewer: [] }],
    [
      'config.server.statements.2026.engagements.3',
      { ...config, server: { statements: { 2026: { engagements: { 3: 'tenu' } } } } },
    ],

    [
      'config.server.accessibility.audit',
      {
        ...config,
        server: {
          accessibility: {
            conformance: 'total',
            declaredOn: '2026-10-01',
            contact: { email: 'a@ville.example' },
          },
        },
      },
    ],
    ['config.server.logger', { ...config, server: { logger: { info: () => undefined } } }],
    // Without a token metrics are for this machine alone.
    ['config.server.metrics', { ...config, server: { metrics: {} } }],
    ['config.server.metrics', { ...config, server: { metrics: { token: undefined } } }],
    ['config.server.metrics', { ...config, server: { metrics: { port: 9464, host: '0.0.0.0' } } }],
    ['config.server.metrics', { ...config, server: { metrics: { token: 'f'.repeat(32), host: '::1' } } }],
    ['config.server.metrics.token', { ...config, server: { metrics: { token: 'short' } } }],
  ])('with a fault at %s is refused with what to do', (path, wrong) => {
    // Callers without types can do this.
    expect(() => Reflect.apply(defineConfig, undefined, [wrong])).toThrow(
      expect.objectContaining({ code: 'ERR_CONFIG_INVALID', faults: [expect.objectContaining({ path })] }),
    )
  })

  test('names its journal after its charter where nothing else is said', () => {
    expect(journalNameOf(config)).toBe('garde-fou/bordeaux-metropole')
    expect(journalNameOf({ ...config, journalName: 'ville.example' })).toBe('ville.example')
  })
})
