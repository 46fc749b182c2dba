/** What stands beside the decision: chips, reasons in short, documents, reports, figures, the sheet, what scripts say. */
export const WORK_CSS = `
.active-filters ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: var(--space-2); }
.chip { display: inline-flex; align-items: center; gap: 0.5em; font-size: var(--step--1); min-height: 1.75rem; padding: 0 0.75rem; border: 1px solid var(--line-strong); border-radius: 1rem; background: var(--surface); text-decoration: none; }
.queue-table td:nth-child(3), .queue-table td:nth-child(4) { font-size: var(--step--1); padding-top: 0.875rem; }
.site-header nav [aria-current] { color: var(--ink); font-weight: 650; text-decoration: none; box-shadow: inset 0 -3px var(--accent); }
.chip::after { content: "\\00D7"; font-weight: 700; }
.chip:hover { background: var(--accent-soft); border-color: var(--link); }
.message + .message { margin-top: var(--space-2); }
.checkboxes { display: grid; gap: var(--space-1); width: 100%; }
.checkboxes legend { margin-bottom: var(--space-2); }
.reasons { grid-template-columns: repeat(auto-fill, minmax(min(13rem, 100%), 1fr)); column-gap: var(--space-4); }
.reasons legend { grid-column: 1 / -1; }
.reasons .choice label { font-size: var(--step--1); padding-top: 0.125rem; }
.when-changed { display: grid; gap: var(--space-3); width: 100%; }
.alternative .hint { max-width: var(--measure); }
form > .alternative { width: 100%; }
form > .alternative button.quiet { padding-inline: 0; }
.report { border-top: 1px solid var(--ai); padding-top: var(--space-3); }
.report-fields { display: grid; gap: var(--space-4); justify-items: start; }
.report-fields .field > button.quiet { justify-self: start; padding-inline: 0; }
.own-reports h3 { font-size: var(--step-0); }
.documents { display: grid; gap: var(--space-2); }
.documents ul { list-style: none; padding: 0; display: grid; gap: var(--space-3); }
.documents img { display: block; max-width: 100%; max-height: 18rem; margin-top: var(--space-2); border: 1px solid var(--line); }
.documents a + a { margin-inline-start: var(--space-3); }
.documents .hint { display: inline; margin-inline-start: var(--space-2); }
.print-link { font-size: var(--step--1); border-top: 1px solid var(--line); padding-top: var(--space-3); }
.suggestion-panel.stale > .values, .suggestion-panel.stale > .value-list { color: var(--ink-soft); border-inline-start: 4px solid var(--line-strong); padding-inline-start: var(--space-3); }
.source-back { display: inline-block; font-size: var(--step--1); margin-top: var(--space-1); }
.differences { display: grid; gap: var(--space-2); width: 100%; }
.differences button.quiet { padding-inline: 0; justify-self: start; }
.figures { width: 100%; border-collapse: collapse; background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); font-variant-numeric: tabular-nums; }
.figures caption { text-align: start; font-weight: 650; padding-bottom: var(--space-2); }
.figures th, .figures td { text-align: start; vertical-align: top; padding: var(--space-2) var(--space-4); border-top: 1px solid var(--line); font-weight: 400; }
.figures thead th { color: var(--ink-soft); font-size: var(--step--1); border-top: 0; }
.figures td { font-weight: 600; }
.parts .row-detail { display: block; }
.statistics section { display: grid; gap: var(--space-4); padding-top: var(--space-2); }
.prose section { display: grid; gap: var(--space-2); }
.prose ul { padding-inline-start: 1.25rem; }
.keys { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(11rem, 100%), 1fr)); gap: var(--space-4); width: 100%; }
.keys input { max-width: 4rem; text-align: center; }
.live { position: fixed; inset-block-end: var(--space-4); inset-inline-start: var(--space-4); z-index: 3; display: grid; gap: var(--space-2); justify-items: start; max-width: min(32rem, calc(100vw - 2 * var(--space-4))); pointer-events: none; }
.live p { pointer-events: auto; background: var(--surface); border: 1px solid var(--line-strong); border-inline-start: 4px solid var(--accent); border-radius: var(--radius); padding: var(--space-2) var(--space-3); font-size: var(--step--1); }
.live p:empty { border: 0; padding: 0; }
.live .live-alert { background: var(--alert-soft); border-color: var(--alert); font-weight: 600; }
html { scroll-padding-block: var(--space-4) 6rem; }
.sheet { max-width: 48rem; display: grid; gap: var(--space-5); }
.sheet section { display: grid; gap: var(--space-3); }
.sheet section > h2 { border-bottom: 1px solid var(--line); padding-bottom: var(--space-2); }
.explanation article { display: grid; gap: var(--space-5); }
.explanation .differences { padding-top: var(--space-2); }
.explanation article li + li { margin-top: var(--space-1); }
.explained { display: grid; gap: var(--space-2); border-inline-start: 3px solid var(--line-strong); padding-inline-start: var(--space-4); }
.inline-list { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: var(--space-4); }
.inline-list [aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
.sheet ins .visually-hidden, .sheet del .visually-hidden { position: static; display: inline-block; width: auto; height: auto; margin: 0 0.25em 0 0; overflow: visible; clip-path: none; white-space: normal; }
.sheet-footer { border-top: 1px solid var(--line); padding-top: var(--space-3); font-size: var(--step--1); color: var(--ink-soft); }
.group-links { list-style: none; padding: 0; display: grid; gap: var(--space-2); margin-block: var(--space-2) var(--space-3); }
.grouped { display: grid; gap: var(--space-5); margin-top: var(--space-4); }
.grouped > p { max-width: var(--measure); }
.grouped-suggestion { display: grid; gap: var(--space-3); border-inline-start: 4px solid var(--ai); padding-inline-start: var(--space-4); margin-top: var(--space-4); }
.grouped-decision { display: grid; gap: var(--space-5); align-content: start; }
.grouped-check, .grouped-aside { display: grid; gap: var(--space-4); max-width: 60rem; margin-block: var(--space-5); }
.grouped-check > .check-list { margin-block: 0; width: 100%; }
.grouped-check ~ p, .grouped-check ~ ul { max-width: 60rem; margin-block: var(--space-2); }
@container (max-width: 45.99rem) {
  .queue-table td:nth-child(3), .queue-table td:nth-child(4) { padding-top: var(--space-1); }
}
@media (max-width: 47.99rem) {
  .figures th, .figures td { padding-inline: var(--space-3); }
  .parts, .parts tbody, .parts tr, .parts th, .parts td, .parts caption { display: block; }
  .parts caption { padding: var(--space-3) var(--space-3) 0; }
  .parts thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .parts tbody tr { padding-block: var(--space-2); }
  .parts tbody tr + tr { border-top: 1px solid var(--line); }
  .parts tbody th, .parts tbody td { border: 0; padding-block: var(--space-1); }
  .parts tbody th { font-weight: 600; }
  .parts td[data-label] { display: flex; justify-content: space-between; gap: var(--space-3); }
  .parts td[data-label]::before { content: attr(data-label); font-weight: 400; color: var(--ink-soft); }
  .site-header nav ul { flex-wrap: wrap; gap: 0 var(--space-4); }
}
@media (forced-colors: active) { .chip, .live p, .figures { border: 1px solid; } }
@media print {
  @page { size: A4; margin: 18mm; }
  .live, .site-header, .site-footer, .sheet .back, .for-agent { display: none !important; }
  .sheet { max-width: none; }
  .sheet section { break-inside: auto; }
  .sheet-footer { color: #000; }
  .sheet a[href]::after { content: " (" attr(href) ")"; }
  .sheet-footer a[href]::after { content: none; }
}
`
