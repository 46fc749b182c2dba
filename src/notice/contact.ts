import { NO_BREAK_SPACE } from '../i18n/format.js'
import { noticeTexts } from '../i18n/notice.js'
import { visibleLine } from '../internal/visible-text.js'
import type { HumanContact } from '../system/system-record.js'
import { fill, type Inline, type Paragraph, recordText, sentences, withoutFullStop } from './inline.js'
import type { NoticeLanguage } from './language.js'
import { phoneUri } from './phone.js'

/** How to reach a person, then when (engagement 10). « Gratuit » and « pas de conséquence » only when the service has confirmed them. */
export function contactSentences(
  contact: HumanContact | undefined,
  language: NoticeLanguage,
): readonly Paragraph[] {
  if (contact === undefined) return []
  const { hours, deafAccess } = contact
  const promise = promiseKey(contact)
  return [
    sentences(
      fill(noticeTexts.parts(language, 'notice.contact'), {
        service: recordText(contact.service),
        channels: channels(contact, language),
      }),
      promise === undefined ? undefined : fill(noticeTexts.parts(language, promise), {}),
    ),
    sentences(
      fill(noticeTexts.parts(language, 'notice.contact.hours'), { hours: value(hours) }),
      deafAccess === undefined
        ? undefined
        : fill(noticeTexts.parts(language, 'notice.contact.deaf'), { access: value(deafAccess) }),
    ),
  ]
}

function value(text: string): Inline {
  return recordText(withoutFullStop(visibleLine(text)))
}

// Every way to reach the service, in one line: to call first, then to come, then to write.
function channels({ phone, desk, address, email }: HumanContact, language: NoticeLanguage): Paragraph {
  const places = [desk, address].filter((place) => place !== undefined).map(value)
  const ways: readonly (Paragraph | undefined)[] = [
    phone === undefined
      ? undefined
      : fill(noticeTexts.parts(language, 'notice.contact.phone'), { phone: phoneInline(phone) }),
    places.length === 0
      ? undefined
      : fill(noticeTexts.parts(language, 'notice.contact.place'), { place: listed(places) }),
    email === undefined
      ? undefined
      : fill(noticeTexts.parts(language, 'notice.contact.email'), { email: emailInline(email) }),
  ]
  return ways
    .filter((way) => way !== undefined)
    .reduce<Paragraph>(
      (first, second) =>
        first.length === 0
          ? second
          : fill(noticeTexts.parts(language, 'notice.contact.and'), { first, second }),
      [],
    )
}

/** Where to send a request: service, postal address first, then telephone and e-mail. */
export function whereToWrite({ service, desk, address, phone, email }: HumanContact): Paragraph {
  return listed([
    recordText(withoutFullStop(service)),
    ...[desk, address].filter((place) => place !== undefined).map(value),
    ...(phone === undefined ? [] : [phoneInline(phone)]),
    ...(email === undefined ? [] : [emailInline(email)]),
  ])
}

function listed(pieces: readonly Inline[]): Paragraph {
  return pieces.flatMap(
    (piece, index): Paragraph => (index === 0 ? [piece] : [{ kind: 'words', text: ', ' }, piece]),
  )
}

function emailInline(email: string): Inline {
  return { kind: 'email', text: visibleLine(email) }
}

function phoneInline(phone: string): Inline {
  const text = visibleLine(phone)
  const uri = phoneUri(text)
  // A number stays on one line.
  const shown = uri === undefined ? text : text.replaceAll(' ', NO_BREAK_SPACE)
  return { kind: 'phone', text: shown, ...(uri === undefined ? {} : { uri }) }
}

function promiseKey({
  free,
  withoutConsequence,
}: HumanContact):
  | 'notice.contact.free'
  | 'notice.contact.no-consequence'
  | 'notice.contact.free-no-consequence'
  | undefined {
  if (free === true && withoutConsequence === true) return 'notice.contact.free-no-consequence'
  if (free === true) return 'notice.contact.free'
  return withoutConsequence === true ? 'notice.contact.no-consequence' : undefined
}
