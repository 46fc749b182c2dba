import { load } from './peers/load.mjs'

/** A library under measure: gives a text back without the personal data that it finds. */
export interface Peer {
  readonly name: string
  redact(text: string): string | Promise<string>
}

type Module = Readonly<Record<string, unknown>>
type Make = (module: Module) => (text: string) => string | Promise<string>

/** A peer's own front door, called as its README does. Their types are not ours: each answer is read by its shape. */
interface Foreign {
  (...values: readonly unknown[]): unknown
  redact(text: string): string
  detect(text: string): Promise<{ readonly redacted: string }>
}

const as = (value: unknown): Foreign => value as Foreign
const made = (value: unknown, options?: unknown): Foreign =>
  Reflect.construct(value as new (options: unknown) => Foreign, [options])

const PEERS: readonly (readonly [name: string, make: Make])[] = [
  [
    '@openai/guardrails',
    ({ pii, PIIEntity }) => {
      const entities = Object.values(PIIEntity as Record<string, string>)
      return async (text) => {
        const answer = (await as(pii)({}, text, { entities, block: false })) as {
          readonly info: { readonly checked_text?: string }
        }
        return answer.info.checked_text ?? text
      }
    },
  ],
  [
    'redact-pii',
    ({ SyncRedactor }) => {
      const redactor = made(SyncRedactor)
      return (text) => redactor.redact(text)
    },
  ],
  [
    'openredaction',
    ({ OpenRedaction }) => {
      const redactor = made(OpenRedaction)
      return async (text) => (await redactor.detect(text)).redacted
    },
  ],
  [
    '@arcjet/redact',
    ({ redact }) =>
      async (text) =>
        ((await as(redact)(text)) as readonly [string])[0],
  ],
  [
    '@presidio-dev/hai-guardrails',
    ({ piiGuard, SelectionType }) => {
      const guard = as(
        as(piiGuard)({ selection: (SelectionType as Record<string, unknown>)['All'], mode: 'redact' }),
      )
      return async (text) => {
        const [answer] = (await guard([{ role: 'user', content: text }])) as readonly [
          { readonly modifiedMessage?: { readonly content?: string } },
        ]
        return answer.modifiedMessage?.content ?? text
      }
    },
  ],
  [
    '@redactpii/node',
    ({ Redactor }) => {
      const rules = { EMAIL: true, PHONE: true, NAME: true, CREDIT_CARD: true, SSN: true }
      const redactor = made(Redactor, { rules })
      return (text) => redactor.redact(text)
    },
  ],
]

/** The peers that are installed, and the names of those that are not or do not load. */
export async function openPeers(): Promise<{
  readonly peers: readonly Peer[]
  readonly absent: readonly string[]
}> {
  const peers: Peer[] = []
  const absent: string[] = []
  for (const [name, make] of PEERS) {
    try {
      const module = (await load(name)) as Module
      const redact = make(
        (module['default'] as Module | undefined)?.['SyncRedactor'] ? (module['default'] as Module) : module,
      )
      await redact('Bonjour')
      peers.push({ name, redact })
    } catch {
      // Not installed, or one of its own peers is not: said in the report.
      absent.push(name)
    }
  }
  return { peers, absent }
}
