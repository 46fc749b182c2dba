/**
 * Makes the browser know `<ia-notice>` on import, for `<script type="module" src="…/define.js">`. One file that loads no
 * other. Does nothing on a server.
 *
 * @module
 */
import { defineIaNotice, IaNoticeElement } from './index.js'

if (globalThis.customElements !== undefined) defineIaNotice()

export { IaNoticeElement }
