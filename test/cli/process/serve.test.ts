import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readExposition } from '../../support/exposition.js'
import { application, cityProject, configText, MAIN, type Project, propose } from './project.js'

interface Served {
  readonly console: string
  readonly health: string
  readonly metrics?: string
  readonly signIn: readonly { readonly reviewer: string; readonly url: string }[]
  stop(signal: NodeJS.Signals): Promise<number | null>
  readonly send: (signal: NodeJS.Signals) => void
  /** Resolves with what was printed on standard error once it matches. */
  told(pattern: RegExp): Promise<string>
}

/** Starts `garde-fou serve` on a free port and waits until it says where. */
async function served(project: Project, args: readonly string[] = []): Promise<Served> {
  const child = spawn(process.execPath, [MAIN, 'serve', '--port', '0', '--json', ...args], {
    cwd: project.folder,
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const exited = once(child, 'exit')
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  let output = ''
  for await (const chunk of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    output += String(chunk)
    if (output.endsWith('}\n')) break
  }
  const { console, health, metrics, signIn } = JSON.parse(output) as Pick<
    Served,
    'console' | 'health' | 'metrics' | 'signIn'
  >
  return {
    console,
    health,
    ...(metrics === undefined ? {} : { metrics }),
    signIn,
    send: (signal) => {
      child.kill(signal)
    },
    async stop(signal) {
      child.kill(signal)
      const [code] = (await exited) as [number | null]
      return code
    },
    async told(pattern) {
      while (!pattern.test(errors)) await once(child.stderr, 'data')
      return errors
    },
  }
}

describe('garde-fou serve', () => {
  test('prints its addresses and a link that signs one person in once, and stops when asked to', async () => {
    const project = cityProject()
    const guard = await application(project)
    await propose(guard)
    const site = await served(project)
    expect((await fetch(site.health)).status).toBe(200)
    const check = await fetch(site.console.replace(/revue$/, 'verifier'))
    expect(await check.text()).toContain('Vérifier une décision')
    expect((await fetch(site.console, { redirect: 'manual' })).status).toBeGreaterThanOrEqual(300)

    const link = new URL(site.signIn[0]?.url ?? '')
    expect(site.signIn.map(({ reviewer }) => reviewer)).toEqual(['alice'])
    const enter = (): Promise<Response> =>
      fetch(new URL(link.pathname, link), { method: 'POST', body: link.searchParams, redirect: 'manual' })
    const entered = await enter()
    const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    expect([entered.status, cookie]).toEqual([303, expect.stringContaining('garde-fou-session=')])
    expect((await enter()).status).toBe(400)
    const queue = await (await fetch(site.console, { headers: { cookie } })).text()
    expect(queue).toContain('DOSSIER-412')

    expect(await site.stop('SIGTERM')).toBe(0)
    await expect(fetch(site.health)).rejects.toThrow()
  })

  test('keeps the journal: what another process wrote has its place when it stops', async () => {
    const project = cityProject()
    const site = await served(project)
    const guard = await application(project)
    await propose(guard)
    await guard.close()
    expect(await site.stop('SIGINT')).toBe(0)
    const report = (await project.json(['journal', 'verify'])) as {
      readonly ok: boolean
      readonly pending: number
    }
    expect(report).toMatchObject({ ok: true, pending: 0 })
  })

  test('says whether it is ready, and gives metrics to nobody unless the city says to whom', async () => {
    const site = await served(cityProject())
    const ready = await fetch(site.health.replace(/healthz$/, 'readyz'))
    expect([ready.status, await ready.json()]).toEqual([200, { ready: true, reasons: [] }])
    expect(site.metrics).toBeUndefined()
    expect((await fetch(site.health.replace(/healthz$/, 'metrics'))).status).toBe(404)
    expect(await site.stop('SIGTERM')).toBe(0)
  })

  test('gives metrics on a listener of their own, or beside the pages to whoever has the token', async () => {
    const token = 'f'.repeat(64)
    const apart = cityProject()
    apart.write('garde-fou.config.ts', configText('server: { metrics: { port: 0 } }'))
    const site = await served(apart)
    const scraped = readExposition(await (await fetch(site.metrics ?? '')).text())
    expect(scraped.find(({ name }) => name === 'garde_fou_store_up')?.value).toBe(1)
    expect((await fetch((site.metrics ?? '').replace(/metrics$/, 'revue'))).status).toBe(404)
    expect((await fetch(site.health.replace(/healthz$/, 'metrics'))).status).toBe(404)
    expect(await site.stop('SIGTERM')).toBe(0)

    const beside = cityProject()
    beside.write('garde-fou.config.ts', configText(`server: { metrics: { token: '${token}' } }`))
    const other = await served(beside)
    const url = other.health.replace(/healthz$/, 'metrics')
    expect((await fetch(url)).status).toBe(401)
    expect((await fetch(url, { headers: { authorization: `Bearer ${token}` } })).status).toBe(200)
    expect(await other.stop('SIGTERM')).toBe(0)
  })

  test('logs each request in a line of JSON, without what was asked', async () => {
    const site = await served(cityProject())
    await fetch(site.console.replace(/revue$/, 'verifier?reference=Zoe-Durand'))
    const lines = (await site.told(/"route":"\/verifier"/)).split('\n').filter((line) => line.startsWith('{'))
    const line = lines.find((text) => text.includes('/verifier')) ?? ''
    expect(JSON.parse(line)).toMatchObject({ level: 'info', method: 'GET', route: '/verifier', status: 400 })
    expect(lines.join('\n')).not.toContain('Durand')
    expect(await site.stop('SIGTERM')).toBe(0)
  })

  /** A form that is on its way: its head has come, not its body. */
  async function formUnderWay({
    console,
  }: Served): Promise<{ readonly socket: Socket; readonly answer: Promise<string> }> {
    const { hostname, port } = new URL(console)
    const socket = connect(Number(port), hostname)
    let text = ''
    socket.setEncoding('utf8').on('data', (data: string) => {
      text += data
    })
    const answer = once(socket, 'close').then(() => text)
    answer.catch(() => undefined)
    socket.write(
      'POST /connexion HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 6\r\n\r\nlien',
    )
    await once(socket, 'connect')
    // Answered after it: the server has read that one, too.
    await fetch(console, { redirect: 'manual' })
    return { socket, answer }
  }

  /** Resolves when nobody listens there any more. */
  async function isClosed({ health }: Served): Promise<void> {
    await expect
      .poll(() =>
        fetch(health).then(
          () => 'open',
          () => 'closed',
        ),
      )
      .toBe('closed')
  }

  test('asked to stop, takes nothing new and answers what is under way', async () => {
    const site = await served(cityProject())
    const { socket, answer } = await formUnderWay(site)
    const stopped = site.stop('SIGTERM')
    await isClosed(site)
    socket.write('=x')
    expect(await answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*<\/html>/)
    expect(await stopped).toBe(0)
  })

  test('asked to stop twice, by whatever signals, ends at once', async () => {
    const site = await served(cityProject())
    const { socket } = await formUnderWay(site)
    const stopped = site.stop('SIGTERM')
    await isClosed(site)
    site.send('SIGINT')
    // By the signal, and not by an end of its own.
    expect(await stopped).toBe(null)
    socket.destroy()
  })

  test('prints new links on SIGUSR2, for the people that were named', async () => {
    const site = await served(cityProject(), ['--sign-in', 'bruno', '--sign-in', 'denis'])
    expect(site.signIn.map(({ reviewer }) => reviewer)).toEqual(['bruno', 'denis'])
    site.send('SIGUSR2')
    const errors = await site.told(/Sign in as "bruno"[\s\S]*Sign in as "denis"[\s\S]*connexion/)
    for (const { url } of site.signIn) expect(errors).not.toContain(url)
    expect(await site.stop('SIGTERM')).toBe(0)
  })

  test('a session outlives a restart, since its secret comes from the signing key', async () => {
    const project = cityProject()
    const first = await served(project)
    const link = new URL(first.signIn[0]?.url ?? '')
    const entered = await fetch(new URL(link.pathname, link), {
      method: 'POST',
      body: link.searchParams,
      redirect: 'manual',
    })
    const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    await first.stop('SIGTERM')
    const second = await served(project)
    expect((await fetch(second.console, { headers: { cookie }, redirect: 'manual' })).status).toBe(200)
    await second.stop('SIGTERM')
  })

  test('a port that is taken, and a person who is not in the directory, are told before anything is served', async () => {
    const project = cityProject()
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    onTestFinished(() => {
      other.close()
    })
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const taken = await project.run(['serve', '--port', `${port}`])
    expect([taken.code, taken.stderr]).toEqual([2, expect.stringContaining('EADDRINUSE')])
    const stranger = await project.run(['serve', '--port', '0', '--sign-in', 'nobody'])
    expect([stranger.code, stranger.stderr]).toEqual([
      2,
      expect.stringContaining('there is no reviewer "nobody"'),
    ])
  })
})
