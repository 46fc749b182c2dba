import type { Ui } from './ui.js'

/** « Copier ma saisie »: a kept text that can no longer be sent goes to the clipboard, or is selected where that is refused. */
export function offerCopy(ui: Ui): void {
  for (const kept of document.querySelectorAll('.kept-text:not(.sheet .kept-text)')) {
    const texts = [...kept.querySelectorAll('textarea')]
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = ui.fill('copy')
    button.addEventListener('click', () => {
      const text = texts.map(({ value }) => value).join('\n\n')
      // Absent where the page does not come by https.
      const copied = 'clipboard' in navigator ? navigator.clipboard.writeText(text) : Promise.reject()
      copied.then(
        () => ui.status('news', ui.fill('copied')),
        () => {
          texts[0]?.select()
          ui.status('news', ui.fill('copy-refused'))
        },
      )
    })
    kept.append(button)
  }
}
