import { decisionCheckStyles, noticeStyles } from 'garde-fou/notice'

/** The application's icon: a house. */
export const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#155e4b"/>' +
  '<path fill="#fff" d="M16 6 5 16h4v9h5v-6h4v6h5v-9h4z"/></svg>'

/** The application's stylesheet, with that of the notices. */
export const STYLE = `${noticeStyles}
${decisionCheckStyles}
:root { color-scheme: light dark; --paper: #f7f5f0; --surface: #fff; --ink: #1f2326; --soft: #4c5559; --line: #d8d3c7; --strong: #757872; --accent: #7a3413; --accent-ink: #fff; --wash: #f6ebe2; --alert: #9b1c1c; --alert-wash: #fcefed; --focus: #1f5f8b; }
@media (prefers-color-scheme: dark) { :root { --paper: #171614; --surface: #201f1c; --ink: #eeebe3; --soft: #bdb8ad; --line: #3d3a34; --strong: #98938a; --accent: #f0b48d; --accent-ink: #2a1408; --wash: #32251c; --alert: #f3a49b; --alert-wash: #3a211e; --focus: #9ccdf0; } }
*, *::before, *::after { box-sizing: border-box; }
html { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif; line-height: 1.55; color: var(--ink); background: var(--paper); }
body { margin: 0; overflow-wrap: break-word; }
h1, h2, p, ul, dl, dd, fieldset { margin: 0; }
h1 { font-size: 1.875rem; line-height: 1.15; letter-spacing: -0.015em; text-wrap: balance; }
h2 { font-size: 1.25rem; line-height: 1.25; }
a { color: var(--accent); text-underline-offset: 0.18em; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
[tabindex="-1"]:focus { outline: none; }
.skip-link { position: absolute; left: 1rem; top: -4rem; background: var(--surface); padding: 0.5rem 1rem; }
.skip-link:focus { top: 0.5rem; }
.site-header { background: var(--surface); border-bottom: 3px solid var(--accent); }
.site-header > div, .site-footer > div, main { max-width: 46rem; margin-inline: auto; padding: 0.875rem 1.25rem; }
.site-header > div { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.125rem 1.5rem; align-items: baseline; }
.site-name a { font-weight: 700; color: var(--ink); text-decoration: none; display: inline-block; padding-block: 0.25rem; }
.site-demo { color: var(--soft); font-size: 0.875rem; }
main { padding-block: 2rem 3rem; display: grid; gap: 1.25rem; min-height: 70vh; align-content: start; grid-template-columns: minmax(0, 1fr); }
.site-footer { border-top: 1px solid var(--line); font-size: 0.9375rem; }
.lede { font-size: 1.125rem; color: var(--soft); }
.hint { display: block; color: var(--soft); font-size: 0.9375rem; }
form, fieldset { display: grid; gap: 1.25rem; border: 0; padding: 0; min-width: 0; grid-template-columns: minmax(0, 1fr); }
form { gap: 2.25rem; margin-top: 0.5rem; }
legend { padding: 0; margin-bottom: 1rem; width: 100%; border-bottom: 1px solid var(--line); padding-bottom: 0.5rem; }
.pair { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1.25rem; align-items: end; }
.field { display: grid; gap: 0.25rem; }
label { font-weight: 600; }
input, textarea { font: inherit; color: inherit; background: var(--surface); border: 1px solid var(--strong); border-radius: 4px; padding: 0.5rem 0.625rem; width: 100%; min-height: 2.625rem; }
input.short { max-width: 14rem; }
textarea { resize: vertical; }
.choice { display: grid; grid-template-columns: auto 1fr; gap: 0.625rem; align-items: start; margin-top: -0.5rem; }
.choice input { width: 1.375rem; height: 1.375rem; min-height: 0; margin: 0.0625rem 0; accent-color: var(--accent); }
.choice label { font-weight: 400; }
.invalid { border-inline-start: 4px solid var(--alert); padding-inline-start: 0.75rem; }
.error { color: var(--alert); font-weight: 600; font-size: 0.9375rem; display: block; }
[aria-invalid] { border: 2px solid var(--alert); }
.error-summary { border: 2px solid var(--alert); border-inline-start-width: 6px; border-radius: 4px; background: var(--alert-wash); padding: 1rem 1.25rem; }
.error-summary:focus { outline: 3px solid var(--focus); outline-offset: 2px; }
.error-summary h2 { margin-bottom: 0.5rem; }
.error-summary ul { padding-inline-start: 1.25rem; }
.error-summary a { color: var(--alert); font-weight: 600; }
button { font: inherit; font-weight: 650; color: var(--accent-ink); background: var(--accent); border: 2px solid var(--accent); border-radius: 4px; padding: 0.75rem 1.5rem; min-height: 3rem; cursor: pointer; justify-self: start; }
button:hover { background: var(--surface); color: var(--accent); }
.state { font-weight: 650; background: var(--wash); border-inline-start: 4px solid var(--accent); padding: 0.75rem 1rem; border-radius: 4px; }
.facts > div { display: flex; flex-wrap: wrap; gap: 0 1.5rem; padding-block: 0.5rem; border-top: 1px solid var(--line); }
.facts dt { color: var(--soft); width: 12rem; }
.summary, .letter-text { white-space: pre-wrap; overflow-wrap: anywhere; }
section { display: grid; gap: 0.625rem; }
.summary { border-inline-start: 3px solid var(--line); padding-inline-start: 1rem; }
.letter { background: var(--surface); border: 1px solid var(--line); border-radius: 4px; padding: 2.25rem 2.5rem; display: grid; gap: 1.375rem; }
.letter h2 { font-size: 1.0625rem; }
.letter-head { font-weight: 650; }
.letter-to { justify-self: end; min-width: 14rem; overflow-wrap: anywhere; }
.verdict { font-size: 1.1875rem; font-weight: 650; }
.ia-letter { border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); padding-block: 1.25rem; }
.letter-sign { justify-self: end; }
.ia-notice { --ia-notice-link: var(--accent); --ia-notice-border: var(--accent); --ia-notice-background: var(--surface); --ia-notice-text: var(--ink); --ia-notice-muted: var(--soft); --ia-notice-focus: var(--focus); max-width: none; }
@media (max-width: 36rem) { .pair { grid-template-columns: minmax(0, 1fr); } .letter { padding: 1.25rem 1rem; } h1 { font-size: 1.5rem; } button { width: 100%; } .letter-to { justify-self: start; } input.short { max-width: none; } }
@media print { .site-header, .site-footer, .skip-link { display: none; } .letter { border: 0; padding: 0; } html { background: #fff; color: #000; } }
`
