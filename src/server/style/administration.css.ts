/** The pages of the administration. */
export const ADMINISTRATION_CSS = `
main > .message { margin-bottom: var(--space-5); }
.export-record { display: grid; gap: var(--space-3); padding-top: var(--space-4); }
.export-record ul { padding-inline-start: 1.25rem; display: grid; gap: var(--space-2); }
.sections { margin-bottom: var(--space-5); border-bottom: 1px solid var(--line); }
.sections ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: var(--space-1) var(--space-5); }
.sections a { display: inline-block; padding-block: var(--space-2); text-decoration: none; }
.sections a[aria-current] { font-weight: 650; color: var(--ink); border-bottom: 3px solid var(--accent); }
.administration { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--space-5); min-width: 0; container-type: inline-size; }
.administration > .lede { max-width: var(--measure); }
.administration fieldset { display: grid; gap: var(--space-3); }
.administration legend { font-size: var(--step-1); margin-bottom: var(--space-2); }
.system-panel form { display: grid; gap: var(--space-3); max-width: var(--measure); justify-items: start; }
.system-panel form .field { width: 100%; }
.plain { list-style: none; padding: 0; display: grid; gap: var(--space-2); }
.plain .alert, .alert { color: var(--alert); }
.system-panel summary { cursor: pointer; padding-block: var(--space-1); color: var(--link); }
.message h2 { font-size: var(--step-1); margin-bottom: var(--space-2); }
.message ul { padding-inline-start: 1.25rem; }
.request-facts { display: grid; grid-template-columns: minmax(9rem, auto) minmax(0, 1fr); gap: var(--space-2) var(--space-5); }
.request-facts dt { color: var(--ink-soft); }
.request-facts dd { overflow-wrap: anywhere; }
@media (max-width: 30rem) { .request-facts { grid-template-columns: minmax(0, 1fr); gap: 0; } .request-facts dd { margin-bottom: var(--space-3); } }
.request-table { width: 100%; table-layout: fixed; overflow-wrap: anywhere; hyphens: auto; }
.request-table th, .request-table td { white-space: normal; }
@media (max-width: 30rem) { .request-table th, .request-table td { padding-inline: var(--space-1); font-size: var(--step--1); } }
`
