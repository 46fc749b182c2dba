import { randomBytes } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import type { HousingRequest } from './request.ts'
import type { HousingDecision } from './system.ts'

/**
 * Where a request stands in this application: `received` waits for the model, `proposed` for an agent with a
 * suggestion, `without-ai` for an agent without one.
 */
export type RequestStatus = 'received' | 'proposed' | 'without-ai' | 'decided'

/** What is told to the person once an agent's decision took effect. Free of everything internal. */
export interface Answer {
  readonly outcome: HousingDecision['outcome']
  readonly proposal?: 'favourable' | 'unfavourable' | 'incomplete'
  readonly amount?: number
  readonly text: string
  readonly at: string
  readonly reviewId: string
  /** By which the letter can be checked at `/verifier`. */
  readonly decisionReference?: string
}

/** A request on file. */
export interface StoredRequest {
  /** Unguessable: whoever holds it may read the request's page. */
  readonly token: string
  /** What everybody writes on letters. */
  readonly reference: string
  readonly receivedAt: string
  readonly status: RequestStatus
  readonly request: HousingRequest
  /** The extract that the receipt shows, if it was released. */
  readonly summary?: string
  readonly answer?: Answer
}

/** This application's own database: requests and what became of them. */
export interface RequestBook {
  /** Files a request. The same form sent twice is one request. */
  add(request: HousingRequest, options: { readonly formKey: string; readonly now: Date }): StoredRequest
  find(token: string): StoredRequest | undefined
  byReference(reference: string): StoredRequest | undefined
  waiting(): readonly StoredRequest[]
  setSummary(reference: string, summary: string): void
  setStatus(reference: string, status: Exclude<RequestStatus, 'decided'>): void
  /** Files a decision, once: a decision that is delivered again changes nothing. */
  setAnswer(reference: string, answer: Answer): void
  close(): void
}

const TABLES = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS request (
    number INTEGER PRIMARY KEY,
    token TEXT NOT NULL UNIQUE,
    form_key TEXT NOT NULL UNIQUE,
    received_at TEXT NOT NULL,
    status TEXT NOT NULL,
    body TEXT NOT NULL,
    summary TEXT,
    answer TEXT
  ) STRICT;`

/** Opens the database in a file, or makes it. */
export function openRequestBook(path: string): RequestBook {
  const database = new DatabaseSync(path, { timeout: 5000 })
  database.exec(TABLES)
  const insert = database.prepare(
    `INSERT INTO request (token, form_key, received_at, status, body) VALUES (?, ?, ?, 'received', ?)
     ON CONFLICT (form_key) DO NOTHING`,
  )
  const byKey = database.prepare('SELECT * FROM request WHERE form_key = ?')
  const byToken = database.prepare('SELECT * FROM request WHERE token = ?')
  const byNumber = database.prepare('SELECT * FROM request WHERE number = ?')
  const waiting = database.prepare("SELECT * FROM request WHERE status = 'received' ORDER BY number")
  const summary = database.prepare('UPDATE request SET summary = ? WHERE number = ?')
  const status = database.prepare("UPDATE request SET status = ? WHERE number = ? AND status <> 'decided'")
  const answer = database.prepare(
    "UPDATE request SET status = 'decided', answer = ? WHERE number = ? AND answer IS NULL",
  )
  return {
    add(request, { formKey, now }) {
      const token = randomBytes(24).toString('base64url')
      insert.run(token, formKey, now.toISOString(), JSON.stringify(request))
      const row = byKey.get(formKey)
      if (row === undefined) throw new Error('The request that was just filed is not there.')
      return stored(row)
    },
    find: (token) => optional(byToken.get(token)),
    byReference: (reference) => optional(byNumber.get(numberOf(reference))),
    waiting: () => waiting.all().map(stored),
    setSummary: (reference, text) => void summary.run(text, numberOf(reference)),
    setStatus: (reference, next) => void status.run(next, numberOf(reference)),
    setAnswer: (reference, given) => void answer.run(JSON.stringify(given), numberOf(reference)),
    close: () => database.close(),
  }
}

function optional(row: Readonly<Record<string, unknown>> | undefined): StoredRequest | undefined {
  return row === undefined ? undefined : stored(row)
}

// Rows are written by this file alone.
function stored(row: Readonly<Record<string, unknown>>): StoredRequest {
  const { summary, answer } = row
  return {
    token: String(row.token),
    reference: `AL-${String(row.received_at).slice(0, 4)}-${String(row.number).padStart(5, '0')}`,
    receivedAt: String(row.received_at),
    status: String(row.status) as RequestStatus,
    request: JSON.parse(String(row.body)) as HousingRequest,
    ...(typeof summary === 'string' ? { summary } : {}),
    ...(typeof answer === 'string' ? { answer: JSON.parse(answer) as Answer } : {}),
  }
}

function numberOf(reference: string): number {
  return Number(reference.split('-').at(-1))
}
