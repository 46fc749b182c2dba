import type { Ui } from './ui.js'

/** Keeps what is typed on the server every 10 seconds, and says when. Nothing is written in the browser. */
export function keepDrafts(ui: Ui): void {
  const { form } = ui
  const address = form?.dataset['draft']
  if (form === undefined || address === undefined) return
  let changed = false
  let saving = false
  const save = async (): Promise<void> => {
    if (!changed || saving) return
    saving = true
    changed = false
    const response = await ui.post(address)
    saving = false
    if (
      response?.ok === true &&
      (response.headers.get('content-type') ?? '').startsWith('application/json')
    ) {
      const { time }: { time: string } = await response.json()
      ui.status('saved', ui.fill('saved', { time }))
      return
    }
    changed = true
    // Refused: the session or the right to write has ended, the text stays where it is.
    if (response !== undefined) ui.alert(ui.fill('refused'))
  }
  document.addEventListener('input', (event) => {
    const { target } = event
    if (target instanceof HTMLElement && 'form' in target && target.form === form) changed = true
  })
  setInterval(() => void save(), 10_000)
  ui.connection.add((online) => {
    if (!online) return
    changed = true
    void save()
  })
}
