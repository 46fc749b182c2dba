/** What the scripts of a page share. Everything here runs in the browser. */
export interface Ui {
  /** Words of the page's language, by key. */
  readonly texts: Readonly<Record<string, string>>
  /** A text with its `{name}` places filled in. */
  fill(key: string, values?: Readonly<Record<string, string | number>>): string
  /** Says something politely; stays until something else is said in the same place. `post` sends the page’s form there. */
  status(
    place: 'news' | 'saved' | 'connection' | 'loading',
    text: string,
    link?: { href: string; text: string; refresh?: boolean; post?: boolean },
  ): void
  /** A text of a model or a citizen: what would not be seen is shown by its code. */
  visible(text: string): HTMLElement
  /** Says that something is wrong; empty takes it away. */
  alert(text: string): void
  /** The form of the page's work, if it has one. */
  readonly form: HTMLFormElement | undefined
  /** Where the review stands, from the page's head. */
  readonly review:
    | {
        readonly state: string
        readonly renew: string
        readonly claim: string
        until: string
        time: string
        minutes: number
      }
    | undefined
  /** Posts what is in the form, as the browser would; `undefined` when nobody could be reached. */
  post(address: string): Promise<Response | undefined>
  /** Reads JSON; `undefined` when nobody could be reached, null when the answer was something else. */
  read(address: string): Promise<Readonly<Record<string, unknown>> | null | undefined>
  /** Puts a new version into every form of the page. */
  version(version: number): void
  /** Called when the connection is lost or found again. */
  readonly connection: Set<(online: boolean) => void>
  /** Tells that nobody could be reached. */
  lost(): void
}

/**
 * Makes what the scripts share. Sent to the browser as text: it may use nothing from outside itself, and so must every
 * function in this folder. Takes the characters that hide, and those of them that are ordinary writing.
 */
export function makeUi(hidden: RegExp, ordinary: RegExp): Ui {
  const texts: Record<string, string> = JSON.parse(document.body.dataset['texts'] ?? '{}')
  const live = document.createElement('div')
  live.className = 'live'
  const places = new Map<string, HTMLElement>()
  for (const name of ['news', 'saved', 'connection', 'loading']) {
    const place = document.createElement('p')
    place.setAttribute('role', 'status')
    places.set(name, place)
    live.append(place)
  }
  document.body.append(live)
  let warning: HTMLElement | undefined
  const form = document.querySelector<HTMLFormElement>('form#formulaire') ?? undefined
  const head = document.querySelector<HTMLElement>('[data-until]')
  const fill = (key: string, values: Readonly<Record<string, string | number>> = {}): string =>
    (texts[key] ?? '').replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
  const ui: Ui = {
    texts,
    fill,
    form,
    review:
      head === null
        ? undefined
        : {
            state: head.dataset['state'] ?? '',
            renew: head.dataset['renew'] ?? '',
            claim: head.dataset['claim'] ?? '',
            until: head.dataset['until'] ?? '',
            time: head.dataset['time'] ?? '',
            minutes: Number(head.dataset['minutes'] ?? 0),
          },
    connection: new Set(),
    status(place, text, link) {
      const element = places.get(place)
      if (element === undefined) return
      element.replaceChildren(text)
      if (link === undefined) return
      if (link.post === true) {
        const button = document.createElement('button')
        button.setAttribute('form', 'formulaire')
        button.formAction = link.href
        button.textContent = link.text
        element.append(' ', button)
        return
      }
      const anchor = document.createElement('a')
      anchor.href = link.href
      anchor.textContent = link.text
      if (link.refresh === true) anchor.dataset['refresh'] = ''
      element.append(' ', anchor)
    },
    visible(text) {
      const shown = document.createElement('bdi')
      let plain = ''
      for (const character of text) {
        if (!hidden.test(character) || ordinary.test(character)) {
          plain += character
          continue
        }
        const code = document.createElement('span')
        code.className = 'hidden-character'
        code.textContent = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
        shown.append(plain, code)
        plain = ''
      }
      shown.append(plain)
      return shown
    },
    alert(text) {
      warning?.remove()
      warning = undefined
      if (text === '') return
      warning = document.createElement('p')
      warning.setAttribute('role', 'alert')
      warning.className = 'live-alert'
      live.prepend(warning)
      warning.textContent = text
    },
    async post(address) {
      const body = new URLSearchParams()
      for (const [name, value] of form === undefined ? [] : new FormData(form))
        if (typeof value === 'string') body.append(name, value)
      try {
        return await fetch(address, {
          method: 'POST',
          body,
          headers: { accept: 'application/json' },
          // To a sign-in, once the session has ended: perhaps elsewhere, where a script may not follow.
          redirect: 'manual',
          signal: AbortSignal.timeout(10_000),
        })
      } catch {
        ui.lost()
        return undefined
      }
    },
    async read(address) {
      try {
        const response = await fetch(address, {
          headers: { accept: 'application/json' },
          redirect: 'manual',
          signal: AbortSignal.timeout(10_000),
        })
        const type = response.headers.get('content-type') ?? ''
        return response.ok && type.startsWith('application/json') ? await response.json() : null
      } catch {
        ui.lost()
        return undefined
      }
    },
    version(version) {
      for (const field of document.querySelectorAll<HTMLInputElement>('input[name="version"]'))
        field.value = String(version)
    },
    lost() {
      for (const listener of ui.connection) listener(false)
    },
  }
  return ui
}
