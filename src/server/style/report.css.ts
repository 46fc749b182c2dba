import { BASE_CSS } from './base.css.js'
import { FORM_CSS } from './form.css.js'
import { THEME_CSS } from './theme.css.js'

const OWN = `
main, .site-header-inner, .site-footer p { max-width: calc(52rem + 2 * var(--space-5)); }
.site-header nav { margin-inline-start: auto; }
.site-header [aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
.report { display: grid; gap: var(--space-6); }
.report section { display: grid; gap: var(--space-3); min-width: 0; }
.report section > h2 { padding-top: var(--space-4); border-top: 1px solid var(--line); }
.report p, .report ul { max-width: var(--measure); }
.report ul { padding-inline-start: 1.25rem; }
.report-head { display: grid; gap: var(--space-3); }
.report-years ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: var(--space-2) var(--space-4); }
.report-years [aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
.key-figures { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 1px; background: var(--line); border: 1px solid var(--line); border-radius: var(--radius); overflow: hidden; }
.key-figures div { background: var(--surface); padding: var(--space-3) var(--space-4); display: flex; flex-direction: column-reverse; justify-content: flex-end; }
.key-figures dd { font-size: var(--step-3); font-weight: 650; line-height: 1.2; font-variant-numeric: tabular-nums; }
.key-figures dt { color: var(--ink-soft); font-size: var(--step--1); }
figure { margin: 0; display: grid; gap: var(--space-3); background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); padding: var(--space-4); min-width: 0; }
figure .figure-title { font-weight: 600; }
figure .reading { color: var(--ink-soft); }
.chart { display: block; overflow: visible; }
.chart text { font-size: 0.875rem; fill: var(--ink); dominant-baseline: auto; }
.chart-value { font-variant-numeric: tabular-nums; font-weight: 600; }
.chart-grid { stroke: var(--line); stroke-width: 1; }
.chart-bar { stroke: var(--accent); stroke-width: 1; }
.chart-ground { fill: var(--accent-soft); }
.chart-line { stroke: var(--accent); stroke-width: 1.5; }
details > summary { cursor: pointer; color: var(--link); padding-block: var(--space-1); text-decoration: underline; text-underline-offset: 0.18em; }
.table-frame { overflow-x: auto; max-width: 100%; }
.report table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
.report caption { text-align: start; font-weight: 600; padding-block: var(--space-2); }
.report th, .report td { text-align: start; vertical-align: top; padding: var(--space-2) var(--space-3) var(--space-2) 0; border-bottom: 1px solid var(--line); font-weight: 400; }
.report thead th { color: var(--ink-soft); font-size: var(--step--1); vertical-align: bottom; }
.report .number { text-align: end; white-space: nowrap; }
.state { min-width: 7rem; }
@media (max-width: 40rem) {
  .key-figures { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .wide thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .wide, .wide tbody, .wide tr, .wide th, .wide td { display: block; }
  .wide caption { display: block; }
  .wide tr { padding-block: var(--space-2); border-bottom: 1px solid var(--line); }
  .report .wide th, .report .wide td { border: 0; padding: var(--space-1) 0; text-align: start; white-space: normal; }
  .wide tbody th { font-weight: 600; }
  .wide td[data-label]::before { content: attr(data-label) " : "; color: var(--ink-soft); }
  :lang(en) .wide td[data-label]::before { content: attr(data-label) ": "; }
  figure { padding: var(--space-3); }
}
@media (forced-colors: active) {
  .chart text { fill: CanvasText; }
  .chart-bar, .chart-line { stroke: CanvasText; }
  .chart-ground { fill: Canvas; }
}
@media print {
  body { min-height: 0; }
  .simple { gap: 0.5rem; }
  .simple section { gap: 0.25rem; }
  .simple section > h2 { padding-top: 0.5rem; font-size: 1.125rem; }
  @page { margin: 18mm; }
  .site-header nav, .report-years, .downloads { display: none !important; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  figure, .key-figures, tr { break-inside: avoid-page; }
  h2, caption { break-after: avoid-page; }
  .report { gap: 1.25rem; }
  .chart-bar, .chart-line { stroke: #000; }
  .chart-ground { fill: #fff; }
  .chart text { fill: #000; }
}
`

/** The stylesheet of the annual report. */
export const REPORT_STYLESHEET: string = [THEME_CSS, BASE_CSS, FORM_CSS, OWN].join('\n')
