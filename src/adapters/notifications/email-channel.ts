import { ConfigInvalidError } from '../../errors.js'
import type { Notification, NotificationChannel } from '../../guard/notification.js'
import { formatMoment } from '../../i18n/format.js'
import type { Language } from '../../i18n/language.js'
import { notificationTexts } from '../../i18n/notification.js'

/** The part of a `nodemailer` transport that is used. */
export interface MailTransport {
  sendMail(mail: {
    from: string
    to: string[]
    subject: string
    text: string
    messageId: string
    headers: Record<string, string>
  }): Promise<unknown>
}

/** How notifications go by e-mail. */
export interface EmailChannelOptions {
  /** `nodemailer.createTransport({ host, port, … })`. */
  readonly transport: MailTransport
  /** The sender, such as `Garde-fou <ia@ville.example>`. */
  readonly from: string
  /**
   * To whom: usually the shared mailbox of a role; for `figures-alert` the AI committee's too. Nobody, an empty list: nothing
   * is sent. Not asked about `due-soon-holder` and `taken-over`, which go to the address of the agent whose case it is or was
   * and to nobody else.
   */
  readonly to: (notification: Notification) => readonly string[] | Promise<readonly string[]>
  /** Default `email`. */
  readonly id?: string
  /** Default `fr`. */
  readonly lang?: Language
}

/**
 * Tells people by e-mail. A mail says which system, the review's id, until when, and where to look; never whom it
 * concerns, the case's number, or what was suggested. Tried again, it has the same Message-ID.
 *
 * @throws ConfigInvalidError when the transport or the sender is missing.
 *
 * @example
 * emailChannel({ transport: nodemailer.createTransport('smtp://localhost'), from: 'ia@ville.example', to: ({ role }) => [`${role}@ville.example`] })
 */
export function emailChannel(options: EmailChannelOptions): NotificationChannel {
  const { transport, from, to, id = 'email', lang = 'fr' } = options
  if (typeof transport?.sendMail !== 'function' || typeof from !== 'string' || !from.includes('@'))
    throw new ConfigInvalidError([
      {
        path: 'emailChannel',
        reason: 'has no transport or no sender.',
        remedy: 'Pass nodemailer.createTransport(…) and an address.',
      },
    ])
  const domain =
    from
      .split('@')
      .at(-1)
      ?.replace(/[^\w.-]/g, '') ?? 'localhost'
  return {
    id,
    async send(notification) {
      const recipients = await recipientsOf(notification, to)
      if (recipients.length === 0) return 'nobody'
      await transport.sendMail({
        from,
        to: recipients,
        subject: subjectOf(notification, lang),
        text: textOf(notification, lang),
        messageId: `<${notification.id}@${domain}>`,
        // RFC 3834: nobody's absence notice answers a machine.
        headers: { 'Auto-Submitted': 'auto-generated' },
      })
      return undefined
    },
  }
}

/** About one agent's own work: no mailbox that others read. */
const PERSONAL: ReadonlySet<Notification['kind']> = new Set(['due-soon-holder', 'taken-over'])

async function recipientsOf(notification: Notification, to: EmailChannelOptions['to']): Promise<string[]> {
  if (!PERSONAL.has(notification.kind)) return [...(await to(notification))]
  const { email } = notification.holder ?? {}
  return email === undefined ? [] : [email]
}

const ALERTS = {
  systematic: 'mail.alert.systematic',
  useless: 'mail.alert.useless',
  anchored: 'mail.alert.anchored',
} as const

function subjectOf({ kind }: Notification, lang: Language): string {
  switch (kind) {
    case 'due-soon':
      return notificationTexts.text(lang, 'mail.due-soon.subject')
    case 'due-soon-holder':
      return notificationTexts.text(lang, 'mail.due-soon-holder.subject')
    case 'escalated':
      return notificationTexts.text(lang, 'mail.escalated.subject')
    case 'reported-urgent':
      return notificationTexts.text(lang, 'mail.reported-urgent.subject')
    case 'taken-over':
      return notificationTexts.text(lang, 'mail.taken-over.subject')
    case 'too-few-people':
      return notificationTexts.text(lang, 'mail.too-few-people.subject')
    case 'figures-alert':
      return notificationTexts.text(lang, 'mail.figures-alert.subject')
  }
}

function textOf(notification: Notification, lang: Language): string {
  const { kind, systemName: system, missingRole: role = '', reviewId, dueAt, url } = notification
  const moment = dueAt === undefined ? '' : formatMoment(lang, new Date(dueAt))
  const said = (): string => {
    switch (kind) {
      case 'due-soon':
        return notificationTexts.text(lang, 'mail.due-soon.text', { system, moment })
      case 'due-soon-holder':
        return notificationTexts.text(lang, 'mail.due-soon-holder.text', { system, moment })
      case 'escalated':
        return notificationTexts.text(lang, 'mail.escalated.text', { system, moment })
      case 'reported-urgent':
        return notificationTexts.text(lang, 'mail.reported-urgent.text', { system })
      case 'taken-over':
        return notificationTexts.text(lang, 'mail.taken-over.text', { system })
      case 'too-few-people':
        return notificationTexts.text(lang, 'mail.too-few-people.text', { system, role })
      case 'figures-alert': {
        const what = (notification.alerts ?? []).map((alert) => notificationTexts.text(lang, ALERTS[alert]))
        return notificationTexts.text(lang, 'mail.figures-alert.text', { system, what: what.join(' ; ') })
      }
    }
  }
  const lines = [
    said(),
    ...(reviewId === undefined ? [] : [notificationTexts.text(lang, 'mail.reference', { reviewId })]),
    ...(url === undefined ? [] : [notificationTexts.text(lang, 'mail.open', { url })]),
    ...(dueAt === undefined ? [] : [notificationTexts.text(lang, 'mail.without-ai')]),
    notificationTexts.text(lang, 'mail.machine'),
  ]
  return `${lines.join('\n\n')}\n`
}
