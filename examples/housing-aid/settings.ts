import { resolve } from 'node:path'

/** What the environment says of this start. */
export interface Settings {
  /** 0 takes a free one. */
  readonly port: number
  readonly hostname: string
  /** Where requests, reviews, journal and keys are kept. */
  readonly dataDir: string
  /** A PostgreSQL database for reviews and journal; absent: an SQLite file in `dataDir`. */
  readonly databaseUrl?: string
  /** Between recording a decision and its effect. */
  readonly undoSeconds: number
  /** Of how many cases of a hundred a second agent decides too, drawn by lot. */
  readonly secondOpinionPercent: number
  /** A model behind the OpenAI protocol; absent: the local one is started. */
  readonly model?: { readonly baseURL: string; readonly apiKey: string; readonly name: string }
}

/**
 * Reads PORT, HOST, DATA_DIR, DATABASE_URL, UNDO_SECONDS, SECOND_OPINION_PERCENT, OPENAI_BASE_URL, OPENAI_API_KEY and OPENAI_MODEL.
 *
 * @throws Error that names the variable and what it should hold.
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const text = (name: string): string | undefined => {
    const value = environment[name]?.trim()
    return value === '' ? undefined : value
  }
  const number = (name: string, fallback: number, most: number): number => {
    const value = Number(text(name) ?? fallback)
    if (!Number.isFinite(value) || value < 0 || value > most)
      throw new Error(`${name} must be a number between 0 and ${most}; it is "${environment[name]}".`)
    return value
  }
  const name = text('OPENAI_MODEL')
  const apiKey = text('OPENAI_API_KEY')
  const databaseUrl = text('DATABASE_URL')
  if ((name === undefined) !== (apiKey === undefined))
    throw new Error(
      'Set both OPENAI_API_KEY and OPENAI_MODEL for your own model, or neither for the local one.',
    )
  return {
    port: number('PORT', 3000, 65_535),
    hostname: text('HOST') ?? '127.0.0.1',
    dataDir: resolve(text('DATA_DIR') ?? '.garde-fou/housing-aid'),
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    undoSeconds: number('UNDO_SECONDS', 60, 86_400),
    secondOpinionPercent: number('SECOND_OPINION_PERCENT', 5, 100),
    ...(name === undefined || apiKey === undefined
      ? {}
      : { model: { name, apiKey, baseURL: text('OPENAI_BASE_URL') ?? 'https://api.openai.com/v1' } }),
  }
}
