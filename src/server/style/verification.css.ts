import { noticeStyles } from '../../notice/styles.js'
import { BASE_CSS } from './base.css.js'
import { FORM_CSS } from './form.css.js'
import { THEME_CSS } from './theme.css.js'

const OWN = `
main { max-width: calc(var(--measure) + 2 * var(--space-5)); }
.site-header-inner, .site-footer p { max-width: calc(var(--measure) + 2 * var(--space-5)); }
.site-header nav { margin-inline-start: auto; }
.reference-field { font-family: var(--font-mono); letter-spacing: 0.06em; text-transform: uppercase; max-width: 24rem; }
.reference-field::placeholder { letter-spacing: normal; }
.reference { font-family: var(--font-mono); letter-spacing: 0.04em; overflow-wrap: anywhere; }
.check-result { border: 1px solid var(--line); border-inline-start: 6px solid var(--accent); background: var(--surface); border-radius: var(--radius); padding: var(--space-4) var(--space-5); display: grid; gap: var(--space-2); }
.check-result p { font-size: var(--step-1); }
.check-result.warning { border-color: var(--alert); background: var(--alert-soft); }
.check-part { display: grid; gap: var(--space-3); padding-top: var(--space-4); border-top: 1px solid var(--line); }
.check-facts { display: grid; grid-template-columns: minmax(9rem, auto) 1fr; gap: var(--space-2) var(--space-5); }
.check-facts dt { color: var(--ink-soft); }
.check-facts dd { overflow-wrap: anywhere; }
.check-part ul, .check-part ol { padding-inline-start: 1.25rem; display: grid; gap: var(--space-2); }
.check-part .downloads { list-style: none; padding: 0; }
.check-part code { display: block; font-family: var(--font-mono); font-size: var(--step--1); background: var(--sunken); padding: var(--space-2) var(--space-3); border-radius: var(--radius); overflow-wrap: anywhere; margin-top: var(--space-1); }
.ia-notice > * + * { margin-block-start: var(--space-2); }
.ia-notice .ia-notice-title { font-size: var(--step-1); }
.site-header [aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
.ia-notice { --ia-notice-link: var(--link); --ia-notice-border: var(--line-strong); --ia-notice-background: var(--surface); --ia-notice-text: var(--ink); --ia-notice-muted: var(--ink-soft); --ia-notice-focus: var(--focus); max-width: none; }
@media (max-width: 30rem) {
  .check-facts { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .check-facts dd { margin-bottom: var(--space-3); }
  .check-result { padding: var(--space-3) var(--space-4); }
}
@media (forced-colors: active) { .check-result { border-inline-start-width: 6px; } }
@media print { form, .downloads, .site-header nav { display: none !important; } .check-result { border: 2px solid #000; } }
`

/** The stylesheet of the pages that check decisions. */
export const VERIFICATION_STYLESHEET: string = [noticeStyles, THEME_CSS, BASE_CSS, FORM_CSS, OWN].join('\n')
