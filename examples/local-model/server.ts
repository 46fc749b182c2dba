import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { answer, MODEL } from './answer.ts'
import { chatCompletion, chatEvents, response, responseEvents, type StreamEvent, within } from './protocol.ts'
import { type Fault, readChatRequest, readResponsesRequest } from './read-request.ts'

const MOST_BYTES = 20 * 1024 * 1024

/** A server that is listening on this machine. */
export interface LocalModel {
  /** Base address for `new OpenAI({ baseURL })`. */
  readonly url: string
  readonly close: () => Promise<void>
}

/**
 * Starts the local model: the OpenAI protocol in front of rules and extraction, without learning. It listens on this
 * machine only and takes any API key.
 */
export async function startLocalModel({ port = 0 }: { readonly port?: number } = {}): Promise<LocalModel> {
  let served = 0
  const server = createServer((request, reply) => {
    served++
    serve(request, reply, `local${served}`).catch((error: unknown) => {
      reply.destroy(error instanceof Error ? error : new Error(String(error)))
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve())
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The local model has no port.')
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)))
        server.closeAllConnections()
      }),
  }
}

async function serve(request: IncomingMessage, reply: ServerResponse, id: string): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname
  const created = Math.floor(Date.now() / 1000)
  const card = {
    id: MODEL,
    object: 'model',
    created: 0,
    owned_by: 'règles et extraction, sans apprentissage',
  }
  if (request.method === 'GET' && path === '/v1/models')
    return sendJson(reply, 200, { object: 'list', data: [card] })
  if (request.method === 'GET' && path === `/v1/models/${MODEL}`) return sendJson(reply, 200, card)
  const protocol = path === '/v1/chat/completions' ? CHAT : path === '/v1/responses' ? RESPONSES : undefined
  if (protocol === undefined)
    return refuse(reply, {
      status: 404,
      message: `There is no ${path} here.`,
      param: null,
      code: 'not_found',
    })
  if (request.method !== 'POST')
    return refuse(reply, { status: 405, message: 'Use POST.', param: null, code: null })
  const body = await readBody(request)
  if ('fault' in body) return refuse(reply, body.fault)
  const read = protocol.read(body.json)
  if (!read.ok) return refuse(reply, read.fault)
  const written = within(answer(read.asked), read.asked.most)
  const frame = { id, created }
  if (!read.asked.stream) return sendJson(reply, 200, protocol.whole(frame, read.asked, written))
  await sendEvents(reply, protocol.events(frame, read.asked, written), protocol.end)
}

const CHAT = {
  read: readChatRequest,
  whole: chatCompletion,
  events: chatEvents,
  end: 'data: [DONE]\n\n',
} as const
const RESPONSES = { read: readResponsesRequest, whole: response, events: responseEvents, end: '' } as const

async function readBody(
  request: IncomingMessage,
): Promise<{ readonly json: unknown } | { readonly fault: Fault }> {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length
    if (bytes > MOST_BYTES)
      return {
        fault: {
          status: 413,
          message: `The body is larger than ${MOST_BYTES} bytes.`,
          param: null,
          code: null,
        },
      }
    pieces.push(piece)
  }
  try {
    return { json: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces))) }
  } catch {
    return { fault: { status: 400, message: 'The body is not JSON in UTF-8.', param: null, code: null } }
  }
}

function sendJson(reply: ServerResponse, status: number, value: object): void {
  reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

function refuse(reply: ServerResponse, { status, message, param, code }: Fault): void {
  sendJson(reply, status, { error: { message, type: 'invalid_request_error', param, code } })
}

/** Sends as fast as the client reads, and no further when it has gone. */
async function sendEvents(reply: ServerResponse, events: Iterable<StreamEvent>, end: string): Promise<void> {
  reply.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' })
  for (const { name, data } of events) {
    if (reply.destroyed) return
    const room = reply.write(
      `${name === undefined ? '' : `event: ${name}\n`}data: ${JSON.stringify(data)}\n\n`,
    )
    if (!room)
      await new Promise<void>((resolve) => {
        reply.once('drain', resolve)
        reply.once('close', resolve)
      })
  }
  reply.end(end)
}
