import { BASE_CSS } from './base.css.js'
import { FORM_CSS } from './form.css.js'
import { THEME_CSS } from './theme.css.js'

const OWN = `
main { max-width: calc(var(--measure) + 2 * var(--space-5)); }
.site-header-inner, .site-footer p { max-width: calc(var(--measure) + 2 * var(--space-5)); }
.site-header nav { margin-inline-start: auto; }
.site-header [aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
input[type="email"], input[type="tel"] { font: inherit; color: var(--ink); background: var(--surface); border: 1px solid var(--line-strong); border-radius: var(--radius); padding: 0.5rem 0.625rem; width: 100%; min-height: 2.5rem; }
.reference-field { font-family: var(--font-mono); letter-spacing: 0.06em; text-transform: uppercase; max-width: 24rem; }
.request-number { font-family: var(--font-mono); font-size: var(--step-1); letter-spacing: 0.04em; overflow-wrap: anywhere; }
.receipt { border: 1px solid var(--line); border-inline-start: 6px solid var(--accent); background: var(--surface); border-radius: var(--radius); padding: var(--space-4) var(--space-5); display: grid; gap: var(--space-2); }
.receipt dt { color: var(--ink-soft); }
@media print { .site-header nav { display: none !important; } .receipt { border: 2px solid #000; } }
`

/** The stylesheet of the public's requests. */
export const REQUESTS_STYLESHEET: string = [THEME_CSS, BASE_CSS, FORM_CSS, OWN].join('\n')
