import type { Ui } from './ui.js'

/** Prolongs the reservation while somebody works in the visible tab, and says when it is about to end. */
export function keepLease(ui: Ui): void {
  const { review } = ui
  if (review === undefined || review.until === '') return
  const minute = 60_000
  let active = Date.now()
  let told = ''
  for (const name of ['keydown', 'pointerdown', 'scroll', 'input'])
    addEventListener(name, () => (active = Date.now()), { passive: true })
  const left = (): number => Date.parse(review.until) - Date.now()
  const tell = (key: string): void => {
    if (told === key) return
    told = key
    // Sent with the form: what was typed since the last draft goes along.
    const again = { href: review.claim, text: ui.fill('claim-again'), post: true }
    ui.status('news', ui.fill(key, { time: review.time }), key === 'lease-over' ? again : undefined)
  }
  const renew = async (): Promise<void> => {
    const response = await ui.post(review.renew)
    if (response?.ok !== true || !(response.headers.get('content-type') ?? '').startsWith('application/json'))
      return
    const next: { version: number; until: string; text: string; time: string } = await response.json()
    review.until = next.until
    review.time = next.time
    ui.version(next.version)
    told = ''
    for (const shown of document.querySelectorAll('[data-held]')) shown.textContent = next.text
  }
  setInterval(() => {
    const worked = Date.now() - active < 2 * minute && document.visibilityState === 'visible'
    if (left() <= 0) tell('lease-over')
    else if (worked && left() < (review.minutes * minute * 2) / 3) void renew()
    else if (left() <= 5 * minute) tell('lease-soon')
  }, 15_000)
  // Decided or taken by somebody else meanwhile: said when coming back to the tab, not after the effort.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible') return
    void ui.read(review.state).then((state) => {
      if (state?.['mine'] !== false) return
      const { decided } = state
      const [text, link] =
        typeof decided === 'string'
          ? [decided, ui.fill('decided-link')]
          : [ui.fill('moved'), ui.fill('moved-link')]
      // Sent with the form, as a draft: what was typed comes along, and nothing can be decided by it.
      ui.status('news', text, { href: ui.form?.dataset['draft'] ?? '', text: link, post: true })
    })
  })
}
