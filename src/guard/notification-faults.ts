import type { Fault } from '../errors.js'
import type { NotificationOptions } from './notification.js'

/** What is wrong with the way people are told. */
export function notificationFaults(options: NotificationOptions | undefined): readonly Fault[] {
  if (options === undefined) return []
  const faults: Fault[] = []
  const ids = new Set<string>()
  const channels: readonly unknown[] = Array.isArray(options.channels) ? options.channels : []
  if (channels.length === 0)
    faults.push({
      path: 'notifications.channels',
      reason: 'is empty.',
      remedy: 'Pass emailChannel(…) or webhookChannel(…) from "garde-fou/notifications".',
    })
  for (const [index, channel] of channels.entries()) {
    const { id, send } = (channel ?? {}) as { readonly id?: unknown; readonly send?: unknown }
    const path = `notifications.channels[${index}]`
    if (typeof send !== 'function' || typeof id !== 'string' || !/^[a-z0-9-]{1,40}$/.test(id))
      faults.push({ path, reason: 'is not a channel.', remedy: 'Give it an id such as "email", and send().' })
    else if (ids.has(id))
      faults.push({ path: `${path}.id`, reason: `"${id}" is used twice.`, remedy: 'Give each its own.' })
    else ids.add(id)
  }
  const { dueSoonHours = 24, consoleUrl } = options
  if (!(Number.isFinite(dueSoonHours) && dueSoonHours > 0))
    faults.push({
      path: 'notifications.dueSoonHours',
      reason: 'is not a positive number.',
      remedy: 'Leave it out for 24.',
    })
  if (consoleUrl !== undefined && !(URL.canParse(consoleUrl) && /^https?:/.test(consoleUrl)))
    faults.push({
      path: 'notifications.consoleUrl',
      reason: 'is not an http or https address.',
      remedy: 'Write it such as https://ia.ville.example/revue.',
    })
  return faults
}
