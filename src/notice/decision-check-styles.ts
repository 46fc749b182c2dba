/** Styles of `renderDecisionCheck`: the code beside its text, below it where there is no room. At least 3 cm on paper. */
export const decisionCheckStyles: string = `@layer ia-notice {
  .ia-check { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .5rem 1.25rem; align-items: start; break-inside: avoid; }
  .ia-check-title { grid-column: 1; margin: 0; font-size: 1.0625rem; line-height: 1.3; }
  .ia-check-text { grid-column: 1; overflow-wrap: anywhere; }
  .ia-check-text p { margin: 0 0 .375rem; }
  .ia-check-reference { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "Liberation Mono", monospace; letter-spacing: .03em; white-space: nowrap; }
  .ia-check-code { grid-column: 2; grid-row: 1 / span 2; width: 8.25rem; height: 8.25rem; forced-color-adjust: none; }
  @media (max-width: 30rem) {
    .ia-check { grid-template-columns: minmax(0, 1fr); }
    .ia-check-code { grid-column: 1; grid-row: auto; }
    .ia-check-reference { white-space: normal; }
  }
  @media print { .ia-check-code { width: 3.2cm; height: 3.2cm; print-color-adjust: exact; } }
}
`
