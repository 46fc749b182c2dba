import type { Ui } from './ui.js'

/** A reason's source takes the focus to its field, and there is a way back to the reason. */
export function followSources(ui: Ui): void {
  const back = document.createElement('a')
  back.className = 'source-back'
  back.textContent = ui.fill('source-back')
  document.addEventListener('click', (event) => {
    const { target } = event
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>('.source a') : null
    const place = link === null ? null : document.getElementById(decodeURIComponent(link.hash.slice(1)))
    if (link === null || place === null) return
    event.preventDefault()
    link.id ||= `motif-${[...document.querySelectorAll('.source a')].indexOf(link) + 1}`
    back.href = `#${link.id}`
    place.append(back)
    // Marks the field as the target, without a step in the history for each look.
    location.replace(link.hash)
    place.focus()
  })
  back.addEventListener('click', (event) => {
    event.preventDefault()
    document.getElementById(back.hash.slice(1))?.focus()
  })
}
