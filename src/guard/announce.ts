import type { EventEmitter } from 'eventemitter3'
import type { GuardCore } from './core.js'
import type { GuardEvents } from './events.js'

/**
 * Emits an event. What it tells is already durable, so a listener that throws cannot undo it: its error goes to the
 * `error` event, or becomes a process warning when nobody listens there.
 */
export function announce<Name extends keyof GuardEvents>(
  core: Pick<GuardCore, 'events'>,
  name: Name,
  ...payload: EventEmitter.EventArgs<GuardEvents, Name>
): void {
  try {
    core.events.emit(name, ...payload)
  } catch (error) {
    reportFault(core, error)
  }
}

/** Reports a fault of the background or of a listener: to the `error` event, or as a process warning. */
export function reportFault(core: Pick<GuardCore, 'events'>, cause: unknown): void {
  const error = cause instanceof Error ? cause : new Error('Something that is not an Error was thrown.')
  try {
    if (core.events.emit('error', error)) return
  } catch (second) {
    process.emitWarning(
      `A listener of the "error" event threw: ${second instanceof Error ? second.name : typeof second}`,
      'GardeFouWarning',
    )
  }
  warnOfFault(error)
}

/** Tells a fault that nobody listens to, as a process warning. */
export function warnOfFault(error: Error): void {
  // The name and code only: a message of foreign origin may hold a text of the call.
  process.emitWarning(
    `${error.name}${'code' in error ? ` (${String(error.code)})` : ''} in the background; listen to guard.events "error".`,
    'GardeFouWarning',
  )
}
