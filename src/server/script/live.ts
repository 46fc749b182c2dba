import type { Ui } from './ui.js'

/** Says how many new cases there are. Rows never move by themselves. */
export function liveCounts(ui: Ui): void {
  const address = document.body.dataset['live']
  const shown = document.querySelector<HTMLElement>('[data-open]')
  if (address === undefined || shown === null) return
  const source = new EventSource(address)
  source.addEventListener('count', (event) => {
    const more = Number(event.data) - Number(shown.dataset['open'])
    if (more === 0 || Number.isNaN(more)) return
    const text =
      more < 0 ? ui.fill('changed') : ui.fill(more === 1 ? 'new-one' : 'new-many', { number: more })
    ui.status('news', text, { href: location.href, text: ui.fill('refresh'), refresh: true })
  })
  addEventListener('pagehide', () => source.close())
}
