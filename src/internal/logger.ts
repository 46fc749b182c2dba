/** What a log line says besides its message. Codes, ids, counts; never a text of a call, a name or a case. */
export type LogFields = Readonly<Record<string, string | number | boolean | readonly string[]>>

/** Where a server writes what happened. A logger of `pino` fits as it is. */
export interface Logger {
  info(fields: LogFields, message: string): void
  warn(fields: LogFields, message: string): void
  error(fields: LogFields, message: string): void
}
