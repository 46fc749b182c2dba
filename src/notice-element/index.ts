/**
 * `<ia-notice>` for the browser: a notice in the page itself.
 *
 * @module
 */
import { IaNoticeElement } from './ia-notice.js'

export type { NoticeJson } from '../notice/channels/json.js'
export { IaNoticeElement }

/**
 * Makes the browser know `<ia-notice>`. Once is enough; again does nothing.
 *
 * @throws TypeError where there is no browser and no `registry` was given.
 */
export function defineIaNotice(name = 'ia-notice', registry: CustomElementRegistry = customElements): void {
  if (registry.get(name) === undefined) registry.define(name, IaNoticeElement)
}

declare global {
  interface HTMLElementTagNameMap {
    'ia-notice': IaNoticeElement
  }
}
