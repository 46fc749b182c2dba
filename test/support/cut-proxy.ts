import { connect, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** A network between a program and its server that can be cut in chosen ways. */
export interface CutProxy {
  readonly port: number
  /** From now on, the connection breaks where the server's next answer would come: the question was received. */
  cutNextAnswer(): void
  /** How often a connection was cut that way. */
  readonly cuts: number
}

/** Listens beside a server and passes everything on; closed at the end of the test. */
export async function cutProxy(target: { readonly host: string; readonly port: number }): Promise<CutProxy> {
  let armed = false
  let cuts = 0
  const open = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(target.port, target.host)
    for (const socket of [client, upstream]) {
      open.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        open.delete(socket)
        client.destroy()
        // What was sent to the server still reaches it.
        upstream.end()
      })
    }
    client.on('data', (data: Buffer) => upstream.write(data))
    upstream.on('data', (data: Buffer) => {
      if (!armed) {
        client.write(data)
        return
      }
      armed = false
      cuts += 1
      client.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of open) socket.destroy()
    server.close()
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    cutNextAnswer() {
      armed = true
    },
    get cuts() {
      return cuts
    },
  }
}
