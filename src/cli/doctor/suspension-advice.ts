import { compareButtons } from '../../guard/suspension-state.js'
import type { SigningKey } from '../../internal/signing-key.js'
import type { Store } from '../../store/store.js'
import type { System } from '../../system/define-system.js'
import type { Advice } from './advice.js'

/** Whether every stop button is where the journal says it was left. */
export async function suspensionAdvice(
  store: Store,
  systems: readonly System[],
  signingKey: SigningKey,
): Promise<readonly Advice[]> {
  const behind = await compareButtons({
    store,
    signingKey,
    systems: new Map(systems.map((system) => [system.id, system])),
  })
  return behind.map((id) => ({
    level: 'missing',
    about: `system(${id})`,
    message: 'its stop button was put back to an earlier state than the journal has: its calls are refused.',
    remedy:
      'Find out who changed the table settings, and put its row back from a backup (docs/operations.md).',
    engagement: 16,
  }))
}
