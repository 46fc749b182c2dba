import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { guardOpenAI } from 'garde-fou/openai'
import OpenAI from 'openai'
import { sideBySide, type Work } from './measure.ts'
import { NOT_INSTALLED, PEERS_FOLDER, versionOf } from './peers.ts'
import { aimed, missing, type Row } from './report.ts'
import type { Place } from './sections.ts'
import { frenchText, openGuard, system } from './system.ts'

const ANSWER =
  'La personne demande quel service suit son dossier de stationnement et quelles pièces il reste à fournir.'

/** A server that speaks the protocol and costs as little as one can. */
async function openServer(): Promise<{ readonly url: string; readonly close: () => void }> {
  const server = createServer((request, response) => {
    request.resume()
    request.on('end', () => {
      response.setHeader('content-type', 'application/json')
      const message = { role: 'assistant', content: ANSWER, refusal: null }
      response.end(
        JSON.stringify({
          id: 'c',
          object: 'chat.completion',
          created: 0,
          model: 'echo',
          choices: [{ index: 0, message, finish_reason: 'stop', logprobs: null }],
        }),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

const ROUNDS = 300
const LENGTHS = [300, 2000] as const
const PEER = '@openai/guardrails'

/** What is called of a client, ours or a peer's. */
interface Client {
  readonly chat: {
    readonly completions: {
      create(request: {
        readonly model: string
        readonly messages: { readonly role: 'user'; readonly content: string }[]
      }): PromiseLike<unknown>
    }
  }
}

/** What a released call takes more through the guard, journal on the disk, and through a peer that keeps nothing, on the same server. */
export async function* releasedCalls({ folder }: Place): AsyncGenerator<Row> {
  const server = await openServer()
  const options = { baseURL: server.url, apiKey: 'none' }
  const bare = new OpenAI(options)
  const guard = await openGuard(folder)
  const clients: Readonly<Record<string, Client>> = {
    bare,
    guarded: guardOpenAI(new OpenAI(options), guard, { use: system.uses.summary }),
    ...(versionOf(PEER) === undefined ? {} : { peer: await openPeer(options) }),
  }
  for (const length of LENGTHS) {
    let round = 0
    const works = Object.fromEntries(
      Object.entries(clients).map(([name, client]): [string, Work] => [
        name,
        () => {
          // Another text each time: what was worked out for the last one is of no use.
          const content = frenchText(length, round++)
          return client.chat.completions.create({ model: 'echo', messages: [{ role: 'user', content }] })
        },
      ]),
    )
    const timings = await sideBySide(works, ROUNDS)
    const at = (name: string): number => timings[name]?.p50 ?? Number.NaN
    const where = `released call, ${length} characters`
    const unit = 'µs p50'
    const [ours, theirs] = [at('guarded') - at('bare'), at('peer') - at('bare')]
    yield { name: `${where}: bare client`, value: at('bare'), unit }
    yield { name: `${where}: added by the guard, journal on the disk`, value: ours, unit }
    if (clients['peer'] === undefined) yield missing(`${where}: added by ${PEER}`, NOT_INSTALLED)
    else {
      yield { name: `${where}: added by ${PEER}, nothing durable`, value: theirs, unit }
      yield aimed({ name: `${where}: added, ours ÷ ${PEER}`, value: ours / theirs, unit: '×' }, { atMost: 1 })
    }
  }
  await guard.close()
  server.close()
}

async function openPeer(options: { readonly baseURL: string; readonly apiKey: string }): Promise<Client> {
  const path = pathToFileURL(join(PEERS_FOLDER, 'guardrails.mjs')).href
  const { openGuardrails } = (await import(path)) as {
    readonly openGuardrails: (given: typeof options) => Promise<Client>
  }
  return openGuardrails(options)
}
