import { NOTICE_VERSION_NAMES, NOTICE_VERSIONS_LABEL } from '../i18n/notice-element.js'

/** The versions that an element holds, folded or not, in their order. */
export function versionsOf(host: HTMLElement): readonly HTMLElement[] {
  return [
    ...host.querySelectorAll<HTMLElement>(':scope > section.ia-notice, :scope > details > section.ia-notice'),
  ]
}

/** Makes buttons of the languages where there are several. The chosen one alone is shown. */
export function offerVersions(host: HTMLElement): void {
  const versions = versionsOf(host)
  if (versions.length < 2 || host.querySelector(':scope > .ia-notice-versions') !== null) return
  const group = document.createElement('div')
  group.className = 'ia-notice-versions'
  group.setAttribute('role', 'group')
  group.setAttribute('aria-label', NOTICE_VERSIONS_LABEL)
  const buttons = versions.map((version) => {
    const button = document.createElement('button')
    button.type = 'button'
    button.lang = version.lang
    button.textContent = nameOf(version)
    return button
  })
  const show = (chosen: number): void => {
    versions.forEach((version, index) => {
      version.hidden = index !== chosen
      buttons[index]?.setAttribute('aria-pressed', String(index === chosen))
    })
  }
  buttons.forEach((button, index) => {
    button.addEventListener('click', () => {
      show(index)
      host.dispatchEvent(
        new CustomEvent('ia-notice-open', {
          bubbles: true,
          detail: { opened: 'version', language: button.lang },
        }),
      )
    })
  })
  group.append(...buttons)
  host.replaceChildren(group, ...versions)
  show(0)
}

// Folded by the server under its name, or drawn here; the first one stands in the page without one.
function nameOf(version: HTMLElement): string {
  const { parentElement: parent } = version
  const named =
    parent?.localName === 'details' ? parent.querySelector(':scope > summary')?.textContent : undefined
  const language = version.dataset['iaLanguage'] ?? version.lang
  return named ?? Object.entries(NOTICE_VERSION_NAMES).find(([name]) => name === language)?.[1] ?? language
}
