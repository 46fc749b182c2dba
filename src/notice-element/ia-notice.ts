import type { NoticeJson } from '../notice/channels/json.js'
import { drawVersion } from './draw-version.js'
import { offerVersions, versionsOf } from './versions.js'

// On a server there are no elements: the module loads there all the same, for pages that are drawn on both sides.
const Base: typeof HTMLElement = globalThis.HTMLElement ?? (class {} as unknown as typeof HTMLElement)

/**
 * `<ia-notice>`: what a person is told about the AI, in the page itself (no shadow root), so that it can be searched,
 * translated, printed and read aloud. Drawn on the server it is complete without this script, which only turns the other
 * languages into buttons. In a page that draws itself, give `notice` the JSON of `renderNotice(…, { channel: 'json' })`.
 * It loads and stores nothing.
 *
 * Event `ia-notice-open` (bubbles): somebody unfolded the data and parameters, or chose a language, in
 * `detail.opened`; nothing about the person.
 */
export class IaNoticeElement extends Base {
  #notice: readonly NoticeJson[] = []

  /** One notice, or its versions by language, as objects or JSON texts. Replaces what the element holds. */
  get notice(): readonly NoticeJson[] {
    return this.#notice
  }

  set notice(given: NoticeJson | string | readonly (NoticeJson | string)[]) {
    const all = typeof given === 'string' || !Array.isArray(given) ? [given] : given
    this.#notice = all.map(readNotice)
    if (this.isConnected) this.#draw()
  }

  connectedCallback(): void {
    this.#takeEarlyNotice()
    if (this.#notice.length > 0) this.#draw()
    else offerVersions(this)
    this.addEventListener('toggle', this.#told, true)
    // A framework may give the notice just after it put the element into the page.
    setTimeout(() => {
      if (this.isConnected && versionsOf(this).length === 0 && this.querySelector('a, span') === null)
        // biome-ignore lint/suspicious/noConsole: the page's author has to see this; there is nobody else to tell.
        console.warn(
          `<ia-notice system="${this.getAttribute('system') ?? ''}"> says nothing: draw it on the server, or set its "notice".`,
        )
    })
  }

  disconnectedCallback(): void {
    this.removeEventListener('toggle', this.#told, true)
  }

  #told = (event: Event): void => {
    if (!(event.target instanceof HTMLDetailsElement) || !event.target.open) return
    this.dispatchEvent(new CustomEvent('ia-notice-open', { bubbles: true, detail: { opened: 'details' } }))
  }

  // Set before the class was known: a plain property then hides the accessor.
  #takeEarlyNotice(): void {
    if (!Object.hasOwn(this, 'notice')) return
    const early: unknown = Reflect.get(this, 'notice')
    Reflect.deleteProperty(this, 'notice')
    Reflect.set(this, 'notice', early)
  }

  #draw(): void {
    const level = Number(this.getAttribute('heading-level') ?? 2)
    const heading = Number.isInteger(level) && level >= 2 && level <= 6 ? level : 2
    this.replaceChildren(...this.#notice.map((notice) => drawVersion(notice, heading)))
    offerVersions(this)
  }
}

function readNotice(given: NoticeJson | string): NoticeJson {
  const notice: NoticeJson = typeof given === 'string' ? JSON.parse(given) : given
  if (notice?.format !== 'garde-fou-notice' || notice.v !== 1)
    throw new TypeError('An <ia-notice> shows the JSON that renderNotice makes with the channel "json".')
  return notice
}
