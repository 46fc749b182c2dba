import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { onTestFinished } from 'vitest'

/** A request as the server saw it. */
export interface Seen {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
  readonly json: Readonly<Record<string, unknown>>
}

/** How the server answers one request. */
export type Reply = (reply: ServerResponse, seen: Seen) => void | Promise<void>

/** A supplier on this machine that does what a test tells it. */
export interface Vendor {
  readonly url: string
  readonly seen: readonly Seen[]
  /** Answers in turn; the last one again and again. */
  readonly answer: (...replies: Reply[]) => void
  /** Resolves when a client has left before its answer was complete. */
  readonly left: Promise<void>
  /** Resolves when the first request has arrived. */
  readonly asked: Promise<void>
}

/** Starts one; it goes with the test. */
export async function startVendor(): Promise<Vendor> {
  const seen: Seen[] = []
  let script: Reply[] = []
  const left = Promise.withResolvers<void>()
  const asked = Promise.withResolvers<void>()
  const server = createServer(async (request, reply) => {
    reply.on('close', () => {
      if (!reply.writableFinished) left.resolve()
    })
    const pieces: Buffer[] = []
    for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece)
    const body = Buffer.concat(pieces).toString('utf8')
    const one = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body,
      json: body.startsWith('{') ? JSON.parse(body) : {},
    }
    seen.push(one)
    asked.resolve()
    const next = script.length > 1 ? script.shift() : script[0]
    if (next === undefined) throw new Error('The test told the server no answer.')
    await next(reply, one)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    seen,
    left: left.promise,
    asked: asked.promise,
    answer: (...replies) => {
      script = replies
    },
  }
}

/** A JSON answer. */
export const json =
  (value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Reply =>
  (reply) => {
    reply
      .writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req_1', ...headers })
      .end(JSON.stringify(value))
  }

/** Any bytes under any content type. */
export const bytes =
  (body: string | Uint8Array, contentType: string): Reply =>
  (reply) => {
    reply.writeHead(200, { 'content-type': contentType }).end(body)
  }

/** An error in the words of the protocol; `retry-after-ms: 1` keeps retries quick. */
export const fault = (status: number, message = 'non'): Reply =>
  json({ error: { message, type: 'x', code: 'c', param: null } }, status, { 'retry-after-ms': '1' })

/** Takes the request and never answers. */
export const hang: Reply = () => undefined

/** Cuts the connection without a word. */
export const reset: Reply = (reply) => {
  reply.socket?.resetAndDestroy()
}

/** Chunks as server-sent events of chat completions. */
export function chatSse(
  chunks: readonly unknown[],
  { newline = '\n', done = true }: { readonly newline?: string; readonly done?: boolean } = {},
): string {
  const events = chunks.map((chunk) => `data: ${JSON.stringify(chunk)}${newline}${newline}`)
  return events.join('') + (done ? `data: [DONE]${newline}${newline}` : '')
}

/** Events of a Responses stream. */
export function responsesSse(events: readonly { readonly type?: unknown }[]): string {
  return events.map((event) => `event: ${String(event.type)}\ndata: ${JSON.stringify(event)}\n\n`).join('')
}

/** Sends a stream in pieces of so many bytes each, flushed one by one. */
export const inPieces =
  (body: string, size: number): Reply =>
  async (reply) => {
    reply.writeHead(200, { 'content-type': 'text/event-stream' })
    const all = Buffer.from(body)
    for (let at = 0; at < all.length && !reply.destroyed; at += size) {
      await new Promise<void>((resolve) => {
        reply.write(all.subarray(at, at + size), () => resolve())
      })
    }
    reply.end()
  }

/** Sends what it has, then does something else than end. */
export const sendThen =
  (body: string, next: (reply: ServerResponse) => void): Reply =>
  (reply) => {
    reply.writeHead(200, { 'content-type': 'text/event-stream' })
    reply.write(body, () => next(reply))
  }

const frame = { id: 'chatcmpl-1', created: 1, model: 'extraction-locale-1' }

/** A chat completion with these texts as its choices. */
export const completion = (...texts: readonly string[]) => ({
  ...frame,
  object: 'chat.completion',
  choices: texts.map((content, index) => ({
    index,
    finish_reason: 'stop',
    logprobs: null,
    message: { role: 'assistant', content, refusal: null },
  })),
  usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 },
})

/** A chat completion that calls a tool. */
export const toolCall = (name: string, args: unknown, id = 'call_1') => ({
  ...frame,
  object: 'chat.completion',
  choices: [
    {
      index: 0,
      finish_reason: 'tool_calls',
      logprobs: null,
      message: {
        role: 'assistant',
        content: null,
        refusal: null,
        tool_calls: [{ id, type: 'function', function: { name, arguments: JSON.stringify(args) } }],
      },
    },
  ],
})

/** One chunk of a chat completions stream. */
export const chunk = (content: string | undefined, finish_reason: string | null = null, index = 0) => ({
  ...frame,
  object: 'chat.completion.chunk',
  choices: [{ index, delta: content === undefined ? {} : { content }, logprobs: null, finish_reason }],
})

/** A stream of these texts, with a role first and a reason to finish last. */
export const chunks = (...texts: readonly string[]) => [
  {
    ...frame,
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta: { role: 'assistant', content: '' }, logprobs: null, finish_reason: null }],
  },
  ...texts.map((text) => chunk(text)),
  chunk(undefined, 'stop'),
]

/** A whole response with this text. */
export const response = (text: string) => ({
  id: 'resp_1',
  object: 'response',
  created_at: 1,
  status: 'completed',
  model: 'extraction-locale-1',
  error: null,
  incomplete_details: null,
  instructions: null,
  metadata: {},
  tools: [],
  tool_choice: 'auto',
  parallel_tool_calls: true,
  temperature: 1,
  top_p: 1,
  output: [
    {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      status: 'completed',
      content: [{ type: 'output_text', text, annotations: [], logprobs: [] }],
    },
  ],
})

/** A response that calls a tool. */
export const responseCall = (name: string, args: unknown) => ({
  ...response(''),
  output: [
    {
      id: 'fc_1',
      type: 'function_call',
      call_id: 'call_1',
      name,
      arguments: JSON.stringify(args),
      status: 'completed',
    },
  ],
})
