import type { Ui } from './ui.js'

/**
 * Keys that go somewhere, never one that records, sends or chooses. Off unless somebody turns them on in their
 * preferences, and silent in fields and dialogs.
 */
export function shortcuts(ui: Ui): void {
  const kept = 'garde-fou-raccourcis'
  const usual: Readonly<Record<string, string>> = {
    next: 'j',
    previous: 'k',
    data: 'd',
    suggestion: 's',
    decision: 'v',
    help: 'h',
  }
  interface Choice {
    on: boolean
    keys: Record<string, string>
  }
  const read = (): Choice => {
    try {
      const found: Partial<Choice> | null = JSON.parse(localStorage.getItem(kept) ?? 'null')
      return { on: found?.on === true, keys: { ...usual, ...found?.keys } }
    } catch {
      return { on: false, keys: { ...usual } }
    }
  }
  const step = (by: number): void => {
    const stops = [
      ...document.querySelectorAll<HTMLElement>('.row-action a, main h2[tabindex], .review-head h1'),
    ]
    const { activeElement } = document
    const here = activeElement instanceof HTMLElement ? stops.indexOf(activeElement) : -1
    stops[Math.min(Math.max(here + by, 0), stops.length - 1)]?.focus()
  }
  const focus = (...ids: string[]): void =>
    ids
      .map((id) => document.getElementById(id))
      .find((element) => element !== null)
      ?.focus()
  const go: Readonly<Record<string, () => void>> = {
    next: () => step(1),
    previous: () => step(-1),
    data: () => focus('donnees'),
    suggestion: () => focus('suggestion'),
    decision: () => focus('decision', 'avis', 'etat'),
    help: () => document.querySelector<HTMLAnchorElement>('a[data-help]')?.click(),
  }
  document.addEventListener('keydown', (event) => {
    const choice = read()
    if (!choice.on || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return
    const { target } = event
    if (target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null)
      return
    if (document.querySelector('dialog[open]') !== null) return
    const action = Object.entries(choice.keys).find(([, key]) => key === event.key)?.[0]
    if (action === undefined) return
    event.preventDefault()
    go[action]?.()
  })

  const form = document.querySelector<HTMLFormElement>('form#raccourcis')
  if (form === null) return
  form.hidden = false
  document.getElementById('sans-script')?.remove()
  const { on, keys } = read()
  const field = (name: string): HTMLInputElement | null => form.querySelector(`[name="${name}"]`)
  const box = field('on')
  if (box !== null) box.checked = on
  for (const name of Object.keys(usual)) {
    const input = field(name)
    if (input !== null) input.value = keys[name] ?? ''
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const chosen = Object.fromEntries(Object.keys(usual).map((name) => [name, field(name)?.value ?? '']))
    const letters = Object.values(chosen)
    // Letters only: digits and punctuation need other keys on other keyboards.
    const fits = letters.every((key) => /^\p{Ll}$/u.test(key)) && new Set(letters).size === letters.length
    if (!fits) {
      ui.alert(ui.fill('keys-wrong'))
      return
    }
    ui.alert('')
    localStorage.setItem(kept, JSON.stringify({ on: box?.checked === true, keys: chosen }))
    ui.status('news', ui.fill('keys-saved'))
  })
}
