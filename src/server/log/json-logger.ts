import type { Clock } from '../../internal/clock.js'
import { systemClock } from '../../internal/clock.js'
import type { LogFields, Logger } from '../../internal/logger.js'

/**
 * Writes one line of JSON for each thing that happened: `time` (ISO 8601, UTC), `level`, `message`, and its fields.
 *
 * @example
 * const logger = jsonLogger((line) => process.stderr.write(line))
 */
export function jsonLogger(write: (line: string) => void, clock: Clock = systemClock): Logger {
  const at =
    (level: 'info' | 'warn' | 'error') =>
    (fields: LogFields, message: string): void =>
      write(`${JSON.stringify({ time: clock.now().toISOString(), level, message, ...fields })}\n`)
  return { info: at('info'), warn: at('warn'), error: at('error') }
}
