import type { System } from './define-system.js'

/** On every declared system. Not enumerable, so a copy with another record is none. Shared by all copies of this package. */
export const SYSTEM_MARK: unique symbol = Symbol.for('garde-fou.system')

/** True for what `defineSystem` returned, by any copy of this package; false for a copy or an imitation of it. */
export function isSystem(value: unknown): value is System {
  return typeof value === 'object' && value !== null && SYSTEM_MARK in value
}
