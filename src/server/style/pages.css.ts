/** Queue, review, check page. */
export const PAGES_CSS = `
.page-head { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: var(--space-3) var(--space-5); margin-bottom: var(--space-3); }
.queue-status { display: flex; flex-wrap: wrap; justify-content: space-between; gap: var(--space-1) var(--space-5); color: var(--ink-soft); font-size: var(--step--1); margin-block: var(--space-3) var(--space-4); }
.queue-layout { display: grid; grid-template-columns: 15rem minmax(0, 1fr); gap: var(--space-6); align-items: start; }
.filters { display: block; background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); padding: var(--space-4); }
.filters h2 { font-size: var(--step-1); margin-bottom: var(--space-4); }
.filters summary { font-size: var(--step-1); font-weight: 650; }
.filters form { gap: var(--space-4); }
.filters fieldset { display: grid; gap: var(--space-2); }
.filters legend, .filters label[for="filtre-recherche"] { font-size: var(--step--1); margin-bottom: var(--space-1); }
.filters .choice label { font-size: var(--step--1); padding-top: 0.125rem; }
.filters .many { display: grid; gap: var(--space-2); max-height: 14rem; overflow-y: auto; padding: 2px; }
.filters button { font-size: var(--step--1); }
.filter-actions { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-3); }
.queue-groups { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--space-6); container-type: inline-size; }
.queue-group h2 { margin-bottom: var(--space-2); }
.queue-group .count { color: var(--ink-soft); font-weight: 400; }
.queue-table { width: 100%; border-collapse: separate; border-spacing: 0; table-layout: fixed; background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); }
.queue-table th, .queue-table td { text-align: start; vertical-align: top; padding: var(--space-3) var(--space-4); font-weight: 400; }
.queue-table thead th { font-size: var(--step--1); color: var(--ink-soft); padding-block: var(--space-2); border-bottom: 1px solid var(--line); }
.queue-table tbody tr + tr > * { border-top: 1px solid var(--line); }
.queue-table tbody th a { font-weight: 600; font-variant-numeric: tabular-nums; }
.queue-table thead th:last-child, .queue-table .row-action { width: 9.25rem; text-align: end; }
.queue-table thead th:nth-child(1) { width: 24%; }
.queue-table thead th:nth-child(2) { width: 27.5%; }
.queue-table thead th:nth-child(4) { width: 17%; }
.queue-table .row-action .button { min-width: min(7rem, 100%); }
.row-detail { display: block; color: var(--ink-soft); font-size: var(--step--1); }
.queue-group-overdue .row-detail.due { color: var(--alert); font-weight: 600; }
.tags { display: flex; flex-wrap: wrap; gap: var(--space-1); margin-top: var(--space-1); }
.tag { font-size: 0.8125rem; border: 1px solid var(--line-strong); border-radius: 1rem; padding: 0 0.625rem; background: var(--sunken); }
.empty { background: var(--surface); border: 1px dashed var(--line-strong); border-radius: var(--radius); padding: var(--space-6) var(--space-5); }
h2 + .empty { margin-top: var(--space-2); }
.paging { display: flex; flex-wrap: wrap; gap: var(--space-4); align-items: center; }

.review-head { display: grid; gap: var(--space-2); margin-bottom: var(--space-5); }
.review-title { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: var(--space-2) var(--space-5); }
.review-facts { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-1) var(--space-5); color: var(--ink-soft); }
.review-facts .due { color: var(--ink); font-weight: 600; }
.lease { display: flex; flex-wrap: wrap; gap: var(--space-2); }
.lease form { display: none; }
.lease button { min-height: 2.125rem; padding: 0.25rem 0.75rem; font-size: var(--step--1); }
.jump { display: none; gap: var(--space-3); font-size: var(--step--1); }
.jump ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: var(--space-1) var(--space-4); }
.review-layout { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: var(--space-5); align-items: start; }
.review-layout.three { grid-template-columns: minmax(0, 3fr) minmax(0, 3fr) minmax(0, 3.4fr); }
.panel { background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); padding: var(--space-5); display: grid; gap: var(--space-4); align-content: start; min-width: 0; }
.panel > h2 { padding-bottom: var(--space-3); border-bottom: 1px solid var(--line); }
.panel-meta { color: var(--ink-soft); font-size: var(--step--1); }
.suggestion-panel { background: var(--ai-soft); border: 1px dashed var(--ai); }
.suggestion-panel > h2 { border-color: var(--ai); }
.suggestion-panel ul { padding-inline-start: 1.25rem; display: grid; gap: var(--space-2); }
.ai-mark { display: inline-block; font-weight: 700; color: var(--ai); border: 2px solid var(--ai); border-radius: 2px; padding: 0 0.375em; line-height: 1.3; }
.side { display: grid; gap: var(--space-5); }
.alternative { border-top: 1px solid var(--line); padding-top: var(--space-4); }
.values { display: grid; gap: 0; }
.values > div { display: grid; grid-template-columns: minmax(6rem, 2fr) minmax(0, 3fr); gap: var(--space-1) var(--space-4); padding-block: var(--space-2); border-top: 1px solid var(--line); scroll-margin-top: var(--space-4); }
.values > div:first-child { border-top: 0; }
.values > div:target { background: var(--accent-soft); outline: 3px solid var(--focus); outline-offset: 2px; }
.values dt { color: var(--ink-soft); font-size: var(--step--1); padding-top: 0.09em; }
.values > div:has(> dd > .values), .values > div:has(> dd > .value-list) { grid-template-columns: minmax(0, 1fr); }
.values > div:has(> dd > .values) > dt, .values > div:has(> dd > .value-list) > dt { color: var(--ink); font-weight: 650; font-size: var(--step-0); }
.values > div.stacked { grid-template-columns: minmax(0, 1fr); }
.differences .values > div { grid-template-columns: minmax(0, 1fr); }
.value-list .values > div { grid-template-columns: minmax(4rem, 1fr) minmax(0, 6fr); }
.values.nested > div { padding-block: var(--space-1); border-top: 0; }
.value-list { padding-inline-start: 1.375rem; display: grid; gap: var(--space-3); }
.value-list.plain { gap: var(--space-1); }
.suggestion-panel .values > div { border-color: color-mix(in srgb, var(--ai) 25%, transparent); grid-template-columns: minmax(0, 1fr); gap: 0; }
.suggestion-panel .value-list .values > div { padding-block: 0; }
.suggestion-panel .value-list dt { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.source { font-size: var(--step--1); }
.no-source { color: var(--alert); font-weight: 600; }
.comparison { display: flex; flex-wrap: wrap; background: var(--sunken); border-radius: var(--radius); padding: var(--space-3) var(--space-4); gap: var(--space-2) var(--space-5); }
.comparison dt { font-size: var(--step--1); color: var(--ink-soft); }
.comparison dd { font-weight: 650; }
.check-list { background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); max-width: 60rem; margin-block: var(--space-4); }
.check-list > div { display: grid; grid-template-columns: 14rem minmax(0, 1fr) auto; gap: var(--space-2) var(--space-4); padding: var(--space-3) var(--space-4); }
.check-list > div + div { border-top: 1px solid var(--line); }
.check-list dt { font-weight: 600; }
main > .panel { max-width: 60rem; margin-block: var(--space-4); }
main > form { margin-top: var(--space-4); }
.differences { display: grid; gap: var(--space-3); }
ins { color: var(--added); background: var(--added-soft); text-decoration: underline; text-decoration-thickness: 0.12em; }
del + ins { margin-inline-start: 0.2em; }
del { color: var(--removed); background: var(--removed-soft); text-decoration: line-through; }
.kept-text { display: grid; gap: var(--space-3); }
.kept-text button { justify-self: start; }
dialog.conflict { position: static; width: auto; max-width: var(--measure); margin: 0 0 var(--space-5); color: var(--ink); background: var(--surface); border: 2px solid var(--alert); border-inline-start-width: 6px; border-radius: var(--radius); padding: var(--space-5); }
dialog.conflict[open] { display: grid; gap: var(--space-4); }

@media (min-width: 48rem) {
  .check-list + .panel > .values > div:not(.stacked) { grid-template-columns: 14rem minmax(0, 1fr); }
}
@media (max-width: 79.99rem) {
  .review-layout.three { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  .review-layout.three .case-panel { grid-column: 1; grid-row: 1 / span 2; }
  .review-layout.three .suggestion-panel, .review-layout.three .decision-panel { grid-column: 2; }
  .queue-layout { grid-template-columns: 13rem minmax(0, 1fr); gap: var(--space-5); }
}
@media (min-width: 62rem) {
  /* Beside the list there is nothing to unfold. A browser that cannot show what is folded keeps the line that unfolds it. */
  @supports selector(::details-content) {
    .filters summary { display: none; }
    .filters .fold::details-content { content-visibility: visible; display: block; height: auto; }
  }
}
@media (max-width: 61.99rem) {
  .queue-layout { grid-template-columns: minmax(0, 1fr); }
  .filters { padding-block: var(--space-2); }
  .filters h2 { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
}
/* By the room that is there, in letters: also when text is twice as large. */
@container (max-width: 45.99rem) {
  .queue-table, .queue-table tbody, .queue-table tr, .queue-table th, .queue-table td { display: block; width: auto; }
  .queue-table thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .queue-table tbody tr { padding: var(--space-3) var(--space-4); }
  .queue-table tbody tr + tr { border-top: 1px solid var(--line); }
  .queue-table tbody tr + tr > * { border-top: 0; }
  .queue-table tbody th, .queue-table tbody td { padding: var(--space-1) 0; }
  .queue-table td[data-label]:not(.row-action) { display: grid; grid-template-columns: 5.5rem minmax(0, 1fr); column-gap: var(--space-3); align-items: baseline; }
  .queue-table td[data-label]:not(.row-action)::before { content: attr(data-label); font-size: var(--step--1); color: var(--ink-soft); }
  .queue-table td[data-label] > .row-detail { grid-column: 2; }
  .queue-table .row-action { width: auto; }
  .queue-table .row-action { text-align: start; padding-top: var(--space-2); }
  .queue-table .row-action .button { display: block; }
}
@media (max-width: 47.99rem) {
  .review-layout, .review-layout.three { grid-template-columns: minmax(0, 1fr); }
  .review-layout.three > * { grid-column: 1 !important; grid-row: auto !important; }
  .jump { display: flex; flex-wrap: wrap; }
  .panel { padding: var(--space-4); }
  .page-head form, .page-head button { width: 100%; }
  .check-list > div { grid-template-columns: minmax(0, 1fr); }
  .values > div { grid-template-columns: minmax(0, 1fr); gap: 0; }
  form > button.primary { width: 100%; }
}
`
