import type { Ui } from './ui.js'

/**
 * [Actualiser] without leaving the page: what is typed in the filters stays, the focus stays, and a slow server is said to
 * be slow. Without this script the link loads the page anew.
 */
export function refreshQueue(ui: Ui): void {
  const list = document.querySelector<HTMLElement>('[data-fresh="list"]')
  if (list === null) return
  const slowAfter = 10_000
  let current: AbortController | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const end = (): void => {
    clearTimeout(timer)
    current = undefined
    list.removeAttribute('aria-busy')
    ui.status('loading', '')
  }
  const load = async (address: string): Promise<void> => {
    current?.abort()
    clearTimeout(timer)
    const own = new AbortController()
    current = own
    const retry = { href: address, text: ui.fill('retry'), refresh: true }
    list.setAttribute('aria-busy', 'true')
    ui.status('loading', ui.fill('loading'))
    timer = setTimeout(() => ui.status('loading', ui.fill('loading-slow'), retry), slowAfter)
    try {
      const response = await fetch(address, { redirect: 'manual', signal: own.signal })
      const text = await response.text()
      // Somebody has asked again meanwhile: the newer answer counts.
      if (current !== own) return
      const fresh = new DOMParser().parseFromString(text, 'text/html')
      // A sign-in or a fault: the server's own page says it.
      if (!response.ok || fresh.querySelector('[data-fresh="list"]') === null) {
        location.assign(address)
        return
      }
      for (const place of document.querySelectorAll<HTMLElement>('[data-fresh]')) {
        const next = fresh.querySelector<HTMLElement>(`[data-fresh="${place.dataset['fresh'] ?? ''}"]`)
        const open = next?.dataset['open']
        if (open !== undefined) place.dataset['open'] = open
        place.replaceChildren(...(next?.childNodes ?? []))
      }
      end()
      ui.status('news', '')
    } catch {
      if (current !== own) return
      end()
      ui.status('loading', ui.fill('loading-failed'), retry)
    }
  }
  document.addEventListener('click', (event) => {
    const { target } = event
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[data-refresh]') : null
    if (link === null || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    void load(link.href)
  })
}
