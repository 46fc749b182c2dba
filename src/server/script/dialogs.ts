import type { Ui } from './ui.js'

/** Closed, a dialog gives the focus back to what opened it (`data-trigger`, a selector): nobody starts again at the top. */
export function returnFocus(_ui: Ui): void {
  for (const dialog of document.querySelectorAll('dialog'))
    dialog.addEventListener('close', () => {
      const { trigger } = dialog.dataset
      if (trigger !== undefined) document.querySelector<HTMLElement>(trigger)?.focus()
    })
}
