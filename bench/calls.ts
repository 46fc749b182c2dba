import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DatabaseSync } from 'node:sqlite'
import { guardOpenAI } from 'garde-fou/openai'
import OpenAI from 'openai'
import { sideBySide } from './measure.ts'
import type { Row } from './report.ts'
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

/** A released call through the wrapped client against the bare client, on the same server. */
export async function releasedCalls(folder: string): Promise<readonly Row[]> {
  const server = await openServer()
  const bare = new OpenAI({ baseURL: server.url, apiKey: 'none' })
  const guard = await openGuard(folder)
  const guarded = guardOpenAI(bare, guard, { use: system.uses.summary })
  const rows: Row[] = []
  for (const length of [300, 2000]) {
    const ask = (client: OpenAI) => () =>
      client.chat.completions.create({
        model: 'echo',
        messages: [{ role: 'user', content: frenchText(length) }],
      })
    const { alone, wrapped } = await sideBySide({ alone: ask(bare), wrapped: ask(guarded) }, 400)
    rows.push(
      { name: `released call, ${length} characters: bare client`, value: alone.p50, unit: 'µs p50' },
      {
        name: `released call, ${length} characters: guarded, durable journal`,
        value: wrapped.p50,
        unit: 'µs p50',
      },
      {
        name: `released call, ${length} characters: guarded ÷ bare`,
        value: wrapped.p50 / alone.p50,
        unit: '×',
      },
    )
  }
  await guard.close()
  server.close()
  return rows
}

/** A proposal held for review, against one durable row in the same kind of file. */
export async function proposals(folder: string): Promise<readonly Row[]> {
  const guard = await openGuard(folder)
  const floor = new DatabaseSync(`${folder}/floor.db`)
  floor.exec(
    'pragma journal_mode=wal; pragma synchronous=full; create table rows (id integer primary key, body text)',
  )
  const insert = floor.prepare('insert into rows (body) values (?)')
  const body = frenchText(1000)
  const { row, propose } = await sideBySide(
    {
      row: () => insert.run(body),
      propose: () =>
        guard.propose(system.uses.draft, { input: body, subject: 'DOSSIER-1' }, () => ({ text: ANSWER })),
    },
    400,
  )
  await guard.close()
  floor.close()
  return [
    { name: 'floor: one durable SQLite row', value: row.p50, unit: 'µs p50' },
    { name: 'propose → durable pending review', value: propose.p50, unit: 'µs p50' },
    { name: 'propose ÷ one durable row', value: propose.p50 / row.p50, unit: '×' },
  ]
}
