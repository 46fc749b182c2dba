import { BASE_CSS } from './base.css.js'
import { FORM_CSS } from './form.css.js'
import { THEME_CSS } from './theme.css.js'

const OWN = `
main { max-width: calc(72rem + 2 * var(--space-5)); }
.site-header-inner, .site-footer p { max-width: calc(72rem + 2 * var(--space-5)); }
.site-header nav { margin-inline-start: auto; }
.site-header [aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
.register-head { display: grid; gap: var(--space-2); margin-bottom: var(--space-5); max-width: var(--measure); }
.register-search { display: flex; flex-wrap: wrap; gap: var(--space-3); align-items: end; margin-bottom: var(--space-5); }
.register-search .field { flex: 1 1 18rem; max-width: 34rem; }
.register-layout { display: grid; grid-template-columns: 14rem minmax(0, 1fr); gap: var(--space-6); align-items: start; }
.register-filters { background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); padding: var(--space-4); display: grid; gap: var(--space-4); }
.register-filters h2 { font-size: var(--step-1); }
.register-filters label { display: block; font-size: var(--step--1); margin-bottom: var(--space-1); }
.register-filters select { width: 100%; }
.register-list { list-style: none; padding: 0; margin: var(--space-3) 0 0; }
.register-list > li { border-top: 1px solid var(--line); padding-block: var(--space-4); display: grid; gap: var(--space-2); }
.register-list h2 { font-size: var(--step-1); }
.register-list p { max-width: var(--measure); }
.register-line { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: var(--space-1) var(--space-4); }
.register-facts { color: var(--ink-soft); font-size: var(--step--1); display: flex; flex-wrap: wrap; gap: var(--space-1) var(--space-4); }
.status { font-size: var(--step--1); border: 1px solid var(--line-strong); border-radius: 1rem; padding: 0.0625rem 0.75rem; background: var(--sunken); }
.status-service { border-color: var(--accent); background: var(--accent-soft); }
.status-suspended { border-color: var(--alert); background: var(--alert-soft); }
.register-pages { display: flex; flex-wrap: wrap; align-items: baseline; gap: var(--space-2) var(--space-5); margin-top: var(--space-4); }
.register-pages a { padding-block: var(--space-1); }
.register-downloads { margin-top: var(--space-6); padding-top: var(--space-4); border-top: 1px solid var(--line); }
.register-downloads h2 { font-size: var(--step-1); }
.register-downloads ul, .sheet-contents ul { list-style: none; padding: 0; margin-top: var(--space-2); display: flex; flex-wrap: wrap; gap: var(--space-2) var(--space-5); }
.sheet-top { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: var(--space-5); margin-block: var(--space-4) var(--space-5); align-items: start; }
.sheet-card { background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); padding: var(--space-4) var(--space-5); display: grid; gap: var(--space-3); }
.sheet-card h2 { font-size: var(--step-1); }
.sheet-part { border-top: 1px solid var(--line); padding-top: var(--space-4); margin-top: var(--space-5); display: grid; gap: var(--space-3); }
.sheet-part > p { max-width: var(--measure); }
.sheet-rows { display: grid; grid-template-columns: minmax(10rem, 16rem) minmax(0, 1fr); gap: var(--space-2) var(--space-5); }
.sheet-rows dt { color: var(--ink-soft); }
.sheet-rows dd { overflow-wrap: anywhere; max-width: var(--measure); }
.sheet-rows ul { padding-inline-start: 1.25rem; display: grid; gap: var(--space-1); }
.versions { padding-inline-start: 2rem; display: grid; gap: var(--space-2); }
.versions summary { cursor: pointer; }
.versions .sheet-rows { margin-top: var(--space-2); }
.versions dd { grid-column: 2; }
.versions .text { white-space: pre-line; }
.sheet-card .sheet-rows { grid-template-columns: minmax(5rem, auto) minmax(0, 1fr); }
@media (max-width: 47.99rem) {
  .register-layout, .sheet-top { grid-template-columns: minmax(0, 1fr); gap: var(--space-4); }
  .sheet-rows, .sheet-card .sheet-rows { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .sheet-rows dd { margin-bottom: var(--space-3); }
  .versions dd { grid-column: 1; }
}
@media print { details::details-content { content-visibility: visible; display: block; height: auto; } .register-search, .register-filters, .register-pages, .register-downloads, .sheet-contents, .site-header nav, .back { display: none !important; } .sheet-top, .register-layout { display: block; } .sheet-part, .sheet-card { break-inside: avoid-page; } }
`

/** The stylesheet of the public register. */
export const REGISTER_STYLESHEET: string = [THEME_CSS, BASE_CSS, FORM_CSS, OWN].join('\n')
