import type { Notification } from 'garde-fou'
import { emailChannel } from 'garde-fou/notifications'
import nodemailer from 'nodemailer'
import { SMTPServer } from 'smtp-server'
import { describe, expect, onTestFinished, test } from 'vitest'

const notification: Notification = {
  id: '01890000-0000-7000-8000-000000000001',
  kind: 'due-soon',
  systemId: 'aide-logement',
  systemName: 'Préparer l’instruction des aides',
  role: 'instructeur',
  reviewId: '01890000-0000-7000-8000-000000000002',
  dueAt: '2026-11-29T09:00:00.000Z',
  url: 'https://ia.example/revue/01890000-0000-7000-8000-000000000002',
}

/** A real SMTP server in this process. */
async function startServer(refuse = false) {
  const mails: { readonly to: readonly string[]; readonly raw: string }[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (refuse) return done(new Error('mailbox full'))
        const to = session.envelope.rcptTo.map(({ address }) => address)
        mails.push({ to, raw: Buffer.concat(chunks).toString('utf8') })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  onTestFinished(close)
  return { mails, close, transport: nodemailer.createTransport({ host: '127.0.0.1', port, secure: false }) }
}

const signal = new AbortController().signal
const body = (raw: string): string =>
  Buffer.from(
    raw
      .split(/\r?\n\r?\n/)
      .slice(1)
      .join('\n\n')
      .replace(/=\r?\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')

describe('Telling by e-mail', () => {
  test('hands a mail to a real server that says what waits, until when and where, and nothing of the case', async () => {
    const { mails, transport } = await startServer()
    const channel = emailChannel({
      transport,
      from: 'Garde-fou <ia@ville.example>',
      to: ({ role }) => [`${role}@ville.example`, 'secours@ville.example'],
    })
    await channel.send(notification, { signal })
    expect(mails.map(({ to }) => to)).toEqual([['instructeur@ville.example', 'secours@ville.example']])
    const raw = mails[0]?.raw ?? ''
    expect(raw).toContain('Message-ID: <01890000-0000-7000-8000-000000000001@ville.example>')
    expect(raw).toMatch(/Auto-Submitted: auto-generated/)
    const text = body(raw).replace(/\u00a0|\u202f/g, ' ')
    expect(text).toContain('« Préparer l’instruction des aides »')
    expect(text).toContain('dimanche 29 novembre 2026 à 10 h 00')
    expect(text).toContain(notification.url)
    expect(text).toContain('peut toujours se traiter sans l’IA')
  })

  test('writes to the agent whose case it is and to nobody else, with a reference, the deadline and a link', async () => {
    const { mails, transport } = await startServer()
    const channel = emailChannel({ transport, from: 'ia@ville.example', to: () => ['tous@ville.example'] })
    const mine = { ...notification, kind: 'due-soon-holder' } as const
    const sent = await channel.send(
      { ...mine, holder: { id: 'alice', email: 'a.martin@ville.example' } },
      { signal },
    )
    expect(sent).toBeUndefined()
    expect(mails.map(({ to }) => to)).toEqual([['a.martin@ville.example']])
    const text = body(mails[0]?.raw ?? '').replace(/\u00a0|\u202f/g, ' ')
    expect(text).toContain('sur lequel vous travaillez')
    expect(text).toContain('29 novembre 2026')
    expect(text).toContain(`Référence : ${notification.reviewId}`)
    expect(text).toContain(notification.url)
    expect(await channel.send({ ...mine, holder: { id: 'alice' } }, { signal })).toBe('nobody')
    expect(mails).toHaveLength(1)
  })

  test('tells the agent whose case was taken over, at their own address only', async () => {
    const { mails, transport } = await startServer()
    const channel = emailChannel({ transport, from: 'ia@ville.example', to: () => ['tous@ville.example'] })
    const { dueAt: _, ...rest } = notification
    const taken = { ...rest, kind: 'taken-over' } as const
    await channel.send({ ...taken, holder: { id: 'alice', email: 'a.martin@ville.example' } }, { signal })
    expect(mails.map(({ to }) => to)).toEqual([['a.martin@ville.example']])
    const text = body(mails[0]?.raw ?? '').replace(/\u00a0|\u202f/g, ' ')
    expect(text).toContain(
      'que vous aviez réservé. Son motif est dans le dossier. Votre saisie est conservée.',
    )
    expect(text).toContain(notification.url)
    expect(await channel.send({ ...taken, holder: { id: 'alice' } }, { signal })).toBe('nobody')
  })

  test('puts a system whose figures call for a look on the agenda of the committee, and names nobody', async () => {
    const { mails, transport } = await startServer()
    const channel = emailChannel({
      transport,
      from: 'ia@ville.example',
      to: ({ kind, role }) => [
        `${role}@ville.example`,
        ...(kind === 'figures-alert' ? ['comite-ia@ville.example'] : []),
      ],
    })
    const { dueAt: _, reviewId: __, ...rest } = notification
    const alerts = ['systematic', 'anchored'] as const
    await channel.send({ ...rest, kind: 'figures-alert', role: 'supervisor', alerts }, { signal })
    expect(mails.map(({ to }) => to)).toEqual([['supervisor@ville.example', 'comite-ia@ville.example']])
    const text = body(mails[0]?.raw ?? '').replace(/\u00a0|\u202f/g, ' ')
    expect(text).toContain('validation quasi systématique ; ancrage possible')
    expect(text).toContain('ordre du jour du prochain comité opérationnel IA')
    expect(text).not.toContain('Référence')
  })

  test('asks supervisors to look at an urgent report, without a word of it', async () => {
    const { mails, transport } = await startServer()
    const { dueAt: _, ...rest } = notification
    const channel = emailChannel({
      transport,
      from: 'ia@ville.example',
      to: ({ role }) => [`${role}@ville.example`],
    })
    await channel.send({ ...rest, kind: 'reported-urgent', role: 'supervisor' }, { signal })
    expect(mails.map(({ to }) => to)).toEqual([['supervisor@ville.example']])
    const text = body(mails[0]?.raw ?? '').replace(/\u00a0|\u202f/g, ' ')
    expect(text).toContain('demande sa suspension')
    expect(text).toContain(notification.url)
  })

  test('cannot be made to write headers by the name of a system', async () => {
    const { mails, transport } = await startServer()
    const channel = emailChannel({
      transport,
      from: 'ia@ville.example',
      to: () => ['a@ville.example'],
      lang: 'en',
    })
    await channel.send(
      {
        ...notification,
        kind: 'too-few-people',
        missingRole: 'instructeur',
        systemName: 'X\r\nBcc: mal@mal.example\r\n\r\n<b>',
      },
      { signal },
    )
    expect(mails[0]?.to).toEqual(['a@ville.example'])
    const [head = ''] = (mails[0]?.raw ?? '').split('\r\n\r\n')
    expect(head).not.toContain('Bcc')
  })

  test('sends nothing to nobody, and fails where the server refuses or is gone', async () => {
    const { mails, transport, close } = await startServer()
    await emailChannel({ transport, from: 'ia@ville.example', to: () => [] }).send(notification, { signal })
    expect(mails).toEqual([])
    const refusing = await startServer(true)
    const to = () => ['a@ville.example']
    await expect(
      emailChannel({ transport: refusing.transport, from: 'ia@ville.example', to }).send(notification, {
        signal,
      }),
    ).rejects.toThrow()
    await close()
    await expect(
      emailChannel({ transport, from: 'ia@ville.example', to }).send(notification, { signal }),
    ).rejects.toThrow()
  })

  test('needs a transport and a sender', async () => {
    const { transport } = await startServer()
    expect(() => emailChannel({ transport, from: 'ville', to: () => [] })).toThrow(/no sender/)
  })
})
