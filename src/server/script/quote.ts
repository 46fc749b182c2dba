import type { Ui } from './ui.js'

/** Puts the passage of the suggestion that is selected into the report of a problem: nobody has to type it again. */
export function quotePassage(ui: Ui): void {
  const panel = document.querySelector('.suggestion-panel')
  const field = panel?.querySelector<HTMLTextAreaElement>('.report textarea')
  if (panel === null || field === null || field === undefined) return
  const longest = 2_000
  let passage = ''
  // Kept, because a press on the button may end the selection.
  document.addEventListener('selectionchange', () => {
    const selection = getSelection()
    const isInside = (node: Node | null): boolean =>
      node !== null && panel.contains(node) && field.closest('.report')?.contains(node) !== true
    if (selection === null || selection.isCollapsed) return
    if (!isInside(selection.anchorNode) || !isInside(selection.focusNode)) return
    passage = selection.toString().trim().slice(0, longest)
  })
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'quiet'
  button.textContent = ui.fill('quote')
  button.addEventListener('click', () => {
    if (passage === '') {
      ui.status('news', ui.fill('quote-none'))
      return
    }
    field.value = [field.value.trimEnd(), `« ${passage} »`].filter((text) => text !== '').join('\n')
    passage = ''
    ui.status('news', '')
    field.dispatchEvent(new Event('input', { bubbles: true }))
    field.focus()
  })
  field.after(button)
}
