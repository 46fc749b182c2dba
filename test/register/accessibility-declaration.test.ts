import { describe, expect, test } from 'vitest'
import { accessibilityFaults } from '../../src/register/accessibility-declaration.js'

const contact = { email: 'accessibilite@ville.example' }
const audit = { on: '2026-09-01', by: 'Cabinet Audit', rate: 72 }
const partial = {
  conformance: 'partial',
  declaredOn: '2026-10-01',
  contact,
  audit,
  notAccessible: ['Les graphiques.'],
}
const pathsOf = (declaration: unknown): readonly string[] =>
  accessibilityFaults('here', declaration).map(({ path }) => path)

describe('A declaration of accessibility', () => {
  test.each([
    ['nothing', undefined],
    ['no conformance, with a day and a contact', { conformance: 'none', declaredOn: '2026-10-01', contact }],
    ['an address of the city', { conformance: 'partial', url: 'https://ville.example/accessibilite' }],
    ['a path of the site', { conformance: 'total', url: '/accessibilite' }],
    ['a form to write by', { ...partial, contact: { url: 'https://ville.example/contact' } }],
    ['half of the criteria', { ...partial, audit: { ...audit, rate: 50 } }],
    [
      'all criteria',
      { conformance: 'total', declaredOn: '2026-10-01', contact, audit: { ...audit, rate: 100 } },
    ],
  ])('may be %s', (_name, declaration) => {
    expect(accessibilityFaults('here', declaration)).toEqual([])
  })

  test.each([
    ['a claim that nobody measured', 'here.audit', { ...partial, audit: undefined }],
    ['a claim above what was measured', 'here.conformance', { ...partial, conformance: 'total' }],
    [
      'partial below half of the criteria',
      'here.conformance',
      { ...partial, audit: { ...audit, rate: 49.9 } },
    ],
    [
      'an audit that found faults, and no list of them',
      'here.notAccessible',
      { ...partial, notAccessible: [] },
    ],
    ['a declaration before its audit', 'here.declaredOn', { ...partial, declaredOn: '2026-08-31' }],
    ['no day', 'here.declaredOn', { conformance: 'none', contact }],
    ['nowhere to write', 'here.contact', { conformance: 'none', declaredOn: '2026-10-01' }],
    [
      'a contact that is a script',
      'here.contact.url',
      { ...partial, contact: { url: 'javascript:alert(1)' } },
    ],
    ['an address that is a script', 'here.url', { conformance: 'none', url: 'javascript:alert(1)' }],
    ['an address of another site as a path', 'here.url', { conformance: 'none', url: '//ailleurs.example' }],
    ['what is shown nowhere', 'here.contact', { conformance: 'none', url: '/accessibilite', contact }],
    ['an unknown level', 'here.conformance', { conformance: 'presque', url: '/accessibilite' }],
  ])('may not be %s', (_name, path, declaration) => {
    // As a configuration without types would have it: a key that is undefined is not there.
    expect(pathsOf(JSON.parse(JSON.stringify(declaration)))).toContain(path)
  })
})
