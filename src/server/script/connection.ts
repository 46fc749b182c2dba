import type { Ui } from './ui.js'

/**
 * Says when the connection is lost and when it is back. Meanwhile nothing is sent: what is typed stays in the page. Each
 * sending asks first whether the server can be reached, so that a browser's error page never replaces a text.
 */
export function watchConnection(ui: Ui): void {
  let online = true
  const set = (next: boolean): void => {
    if (next === online) return
    online = next
    ui.alert(next ? '' : ui.fill('lost'))
    ui.status('connection', next ? ui.fill('found') : '')
  }
  ui.connection.add(set)
  const back = async (): Promise<void> => {
    if (online || !navigator.onLine) return
    const address = ui.review?.state ?? document.body.dataset['live'] ?? location.href
    if (ui.review !== undefined) {
      const state = await ui.read(address)
      if (state === undefined) return
    }
    for (const listener of ui.connection) listener(true)
  }
  addEventListener('offline', () => ui.lost())
  addEventListener('online', () => void back())
  setInterval(() => void back(), 5_000)
  let sure: HTMLElement | null | undefined
  ui.form?.addEventListener('submit', (event) => {
    const submitter = event.submitter
    if (sure !== undefined && sure === submitter) {
      sure = undefined
      return
    }
    const { form, review } = ui
    if (form === undefined || review === undefined) return
    event.preventDefault()
    if (!navigator.onLine) {
      ui.lost()
      return
    }
    void ui.read(review.state).then((state) => {
      if (state === undefined) return
      sure = submitter
      form.requestSubmit(submitter)
    })
  })
}
