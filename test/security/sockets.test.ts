import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { type RunningServer, type ServeOptions, serve } from 'garde-fou/server'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openConsole } from '../server/console.js'

/** A console on a real socket. */
async function listening(options: Pick<ServeOptions, 'timeouts'> = {}): Promise<RunningServer> {
  const { handler } = await openConsole()
  const server = await serve(handler, { port: 0, ...options })
  onTestFinished(() => server.close({ graceMs: 0 }))
  return server
}

interface Wire {
  readonly socket: Socket
  /** Everything that came, once the server has closed the connection. */
  readonly answered: Promise<string>
}

async function wire({ port }: RunningServer): Promise<Wire> {
  const socket = connect(port, '127.0.0.1')
  let text = ''
  socket.setEncoding('latin1').on('data', (data: string) => {
    text += data
  })
  // A server that gives up on a client may reset its connection.
  socket.on('error', () => undefined)
  const answered = new Promise<string>((resolve) => socket.once('close', () => resolve(text)))
  await once(socket, 'connect')
  onTestFinished(() => void socket.destroy())
  return { socket, answered }
}

async function send(server: RunningServer, bytes: string): Promise<string> {
  const { socket, answered } = await wire(server)
  socket.end(bytes, 'latin1')
  return answered
}

async function isWell({ url }: RunningServer): Promise<void> {
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
}

const HOST = 'Host: console.example\r\n'
const FORM = 'Content-Type: application/x-www-form-urlencoded\r\n'

describe('A client that is slow', () => {
  test('is cut off when its headers do not come, while others are served', async () => {
    const server = await listening({ timeouts: { headersMs: 1_500, requestMs: 2_500, checkEveryMs: 100 } })
    const slow = await Promise.all(Array.from({ length: 20 }, () => wire(server)))
    for (const { socket } of slow) socket.write(`GET /healthz HTTP/1.1\r\n${HOST}X-Slow: `)
    await isWell(server)
    // Each is closed by the server: nobody here ends it.
    for (const { answered } of slow) expect(await answered).toMatch(/^(?:HTTP\/1\.1 408 |$)/)
    await isWell(server)
  })

  test('is cut off when its form does not come', async () => {
    const server = await listening({ timeouts: { headersMs: 1_500, requestMs: 2_500, checkEveryMs: 100 } })
    const { socket, answered } = await wire(server)
    socket.write(
      `POST /revue/suivant HTTP/1.1\r\n${HOST}${FORM}x-test-person: alice\r\nContent-Length: 1000\r\n\r\nnote=`,
    )
    expect(await answered).toMatch(/^(?:HTTP\/1\.1 408 |$)/)
    await isWell(server)
  })

  test('that says nothing at all is cut off, too', async () => {
    const server = await listening({ timeouts: { headersMs: 1_500, requestMs: 2_500, checkEveryMs: 100 } })
    const { answered } = await wire(server)
    expect(await answered).toMatch(/^(?:HTTP\/1\.1 408 |$)/)
    await isWell(server)
  })
})

describe('A client that sends too much', () => {
  const declared = `POST /revue/suivant HTTP/1.1\r\n${HOST}${FORM}x-test-person: alice\r\nConnection: close\r\nContent-Length: 4000001\r\n\r\n`

  test('is refused by what it declares, before it is read', async () => {
    const server = await listening()
    const { socket, answered } = await wire(server)
    socket.write(`${declared}note=`)
    expect(await answered).toMatch(/^HTTP\/1\.1 413 /)
    await isWell(server)
  })

  test('is refused when it sends more than it may in chunks, and is not read to its end', async () => {
    const server = await listening()
    const { socket, answered } = await wire(server)
    socket.write(
      `POST /revue/suivant HTTP/1.1\r\n${HOST}${FORM}x-test-person: alice\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n`,
    )
    const chunk = `10000\r\n${'a'.repeat(0x10000)}\r\n`
    let sent = 0
    const pour = (): void => {
      while (!socket.destroyed && sent < 2_000) {
        sent += 1
        if (!socket.write(chunk)) {
          socket.once('drain', pour)
          return
        }
      }
    }
    pour()
    // A connection that is reset may take its answer with it.
    expect(await answered).toMatch(/^(?:HTTP\/1\.1 413 |$)/)
    // 128 MB were on their way.
    expect(sent).toBeLessThan(2_000)
    await isWell(server)
  })

  test.each([
    ['one header of a megabyte', `X-Long: ${'a'.repeat(1_000_000)}\r\n`],
    ['a hundred thousand headers', 'X-Many: a\r\n'.repeat(100_000)],
    ['a megabyte of cookies', `Cookie: ${'a=b; '.repeat(200_000)}\r\n`],
  ])('%s is answered 431 at most, and the server goes on', async (_, headers) => {
    const server = await listening()
    expect(await send(server, `GET /revue HTTP/1.1\r\n${HOST}${headers}Connection: close\r\n\r\n`)).toMatch(
      /^(?:HTTP\/1\.1 431 |$)/,
    )
    await isWell(server)
  })

  test('an address of a megabyte is refused', async () => {
    const server = await listening()
    expect(
      await send(server, `GET /revue?recherche=${'a'.repeat(1_000_000)} HTTP/1.1\r\n${HOST}\r\n`),
    ).toMatch(/^(?:HTTP\/1\.1 431 |$)/)
    await isWell(server)
  })
})

describe('A client that breaks the rules of HTTP', () => {
  test.each([
    ['no HTTP at all', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001'],
    [
      'two lengths',
      `POST /revue/suivant HTTP/1.1\r\n${HOST}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello`,
    ],
    [
      'a length and chunks (request smuggling)',
      `POST /revue/suivant HTTP/1.1\r\n${HOST}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /revue HTTP/1.1\r\n${HOST}\r\n`,
    ],
    ['a header over two lines', `GET /revue HTTP/1.1\r\n${HOST}X-A: b\r\n c\r\n\r\n`],
    ['a line feed in a header', `GET /revue HTTP/1.1\r\n${HOST}X-A: b\nX-Test-Person: alice\r\n\r\n`],
    ['a NUL in the path', `GET /revue\u0000 HTTP/1.1\r\n${HOST}\r\n`],
    ['no host', 'GET /revue HTTP/1.1\r\n\r\n'],
    [
      'a chunk of a wrong length',
      `POST /revue/suivant HTTP/1.1\r\n${HOST}${FORM}Transfer-Encoding: chunked\r\n\r\nzz\r\n`,
    ],
  ])('%s is answered 400, and no second request comes of it', async (_, bytes) => {
    const server = await listening()
    const answer = await send(server, bytes)
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(answer.match(/HTTP\/1\.1 \d{3}/g)).toHaveLength(1)
    expect(answer).not.toMatch(/\bat |node:/)
    await isWell(server)
  })

  test.each([
    ['an absolute address', `GET http://mal.example/healthz HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`],
    ['a host that is none', 'GET /revue HTTP/1.1\r\nHost: a b<script>\r\nConnection: close\r\n\r\n'],
    ['a path that is none', `GET //mal.example/%%%zz HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`],
    ['a method of nobody', `BREW /revue HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`],
    ['a tunnel', `CONNECT mal.example:443 HTTP/1.1\r\nHost: mal.example:443\r\n\r\n`],
    ['another protocol', `GET /revue HTTP/1.1\r\n${HOST}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`],
  ])('%s is answered without a fault of ours', async (_, bytes) => {
    const server = await listening()
    const answer = await send(server, bytes)
    expect(answer).toMatch(/^(?:HTTP\/1\.1 [1-4]\d\d |$)/)
    expect(answer).not.toMatch(/\bat |node:|<script>/)
    await isWell(server)
  })

  test('one that leaves in the middle of its form takes nothing with it', async () => {
    const server = await listening()
    const { socket } = await wire(server)
    socket.write(
      `POST /revue/suivant HTTP/1.1\r\n${HOST}${FORM}x-test-person: alice\r\nContent-Length: 1000\r\n\r\nnote=`,
    )
    socket.destroy()
    await once(socket, 'close')
    await isWell(server)
  })
})
