import type { AccessibilityDeclaration } from 'garde-fou/server'

/** Nobody has audited this example: a city declares what its own audit has found. */
export const accessibility = {
  conformance: 'none',
  declaredOn: '2026-11-26',
  contact: { email: 'accessibilite@ville.example' },
} as const satisfies AccessibilityDeclaration
