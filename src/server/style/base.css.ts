/** Type, links, buttons, the frame of every page, print. */
export const BASE_CSS = `
*, *::before, *::after { box-sizing: border-box; }
html { font-family: var(--font); font-size: 100%; line-height: 1.5; color: var(--ink); background: var(--paper); -webkit-text-size-adjust: 100%; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; overflow-wrap: break-word; }
h1, h2, h3, h4 { line-height: 1.2; margin: 0; font-weight: 650; text-wrap: balance; }
h1 { font-size: var(--step-3); letter-spacing: -0.015em; }
h2 { font-size: var(--step-2); letter-spacing: -0.005em; }
h3 { font-size: var(--step-1); }
p, ul, ol, dl, dd, fieldset { margin: 0; }
fieldset { border: 0; padding: 0; min-width: 0; }
legend { padding: 0; }
a { color: var(--link); text-decoration-thickness: 0.06em; text-underline-offset: 0.18em; }
a:hover { text-decoration-thickness: 0.14em; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; box-shadow: 0 0 0 2px var(--focus-ring); border-radius: 2px; }
:target:not(:focus-visible) { outline: none; }
[tabindex="-1"]:focus { outline: none; box-shadow: none; }
h2[tabindex="-1"]:focus { outline: 3px solid var(--focus); outline-offset: 4px; }

.visually-hidden { position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; border: 0; }
.skip-link { position: absolute; inset-inline-start: var(--space-4); top: -4rem; z-index: 2; padding: var(--space-2) var(--space-4); background: var(--surface); color: var(--link); border-radius: var(--radius); }
.skip-link:focus { top: var(--space-2); }

button, .button { display: inline-block; font: inherit; font-weight: 550; line-height: 1.25; padding: 0.5625rem 1rem; min-height: 2.5rem; color: var(--link); background: var(--surface); border: 1px solid var(--line-strong); border-radius: var(--radius); text-decoration: none; text-align: center; cursor: pointer; }
button:hover, .button:hover { background: var(--accent-soft); border-color: var(--link); }
button.primary { color: var(--accent-ink); background: var(--accent); border-color: var(--accent); }
button.primary:hover { color: var(--accent); background: var(--surface); }
button.quiet { border-color: transparent; background: transparent; text-decoration: underline; text-underline-offset: 0.18em; padding-inline: var(--space-2); }

.site-header { background: var(--surface); border-bottom: 1px solid var(--line); }
.site-header-inner { max-width: 90rem; margin-inline: auto; padding: var(--space-2) var(--space-5); display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-1) var(--space-4); }
.site-name a { font-weight: 700; letter-spacing: -0.01em; color: var(--ink); text-decoration: none; display: inline-block; padding-block: var(--space-2); }
.site-name a::before { content: ""; display: inline-block; width: 0.625rem; height: 1.125rem; margin-inline-end: 0.625rem; vertical-align: -0.2em; border: solid var(--accent); border-width: 3px 0 3px 3px; }
.site-header nav ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0 var(--space-3); }
.site-header nav a { display: inline-block; padding-block: var(--space-2); }
.signed-in { margin-inline-start: auto; display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-1) var(--space-3); font-size: var(--step--1); color: var(--ink-soft); }
main { flex: 1; width: 100%; max-width: 90rem; margin-inline: auto; padding: var(--space-5) var(--space-5) var(--space-7); }
.site-footer { border-top: 1px solid var(--line); color: var(--ink-soft); font-size: var(--step--1); }
.site-footer p { max-width: 90rem; margin-inline: auto; padding: var(--space-4) var(--space-5); }
.site-footer .accessibility-mention { padding-block-start: 0; }
.site-footer a { color: inherit; display: inline-block; padding-block: var(--space-1); }
.statement h2 { margin-block-start: var(--space-3); }
.statement ul { padding-inline-start: 1.25rem; display: grid; gap: var(--space-1); }

.narrow { max-width: var(--measure); display: grid; gap: var(--space-4); }
.back { font-size: var(--step--1); }
main > .back { margin-bottom: var(--space-2); }
.lede { font-size: var(--step-1); color: var(--ink-soft); }
.hint { display: block; color: var(--ink-soft); font-size: var(--step--1); }
.none { color: var(--ink-soft); font-style: italic; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
.long-text { max-height: 30rem; overflow: auto; border: 1px solid var(--line-strong); border-radius: var(--radius); padding: var(--space-3); }
.hidden-character { font-family: var(--font-mono); font-size: 0.75em; color: var(--alert); border: 1px solid currentColor; border-radius: 2px; padding: 0 0.25em; margin: 0 0.125em; white-space: nowrap; }
.message { background: var(--accent-soft); border-inline-start: 4px solid var(--accent); padding: var(--space-3) var(--space-4); border-radius: var(--radius); max-width: var(--measure); }
.message.warning { background: var(--alert-soft); border-color: var(--alert); }
.due { white-space: nowrap; }

@media (max-width: 47.99rem) {
  .site-header-inner, .site-footer p { padding-inline: var(--space-4); }
  main { padding: var(--space-4) var(--space-4) var(--space-6); }
  :root { --step-3: 1.5rem; --step-2: 1.1875rem; }
  .signed-in { margin-inline-start: 0; width: 100%; justify-content: space-between; }
}
@media (forced-colors: active) {
  button, .button, .panel, .message, .tag, .error-summary { border: 1px solid; }
  .message, .error-summary, .suggestion-panel { border-inline-start-width: 5px; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
@media print {
  .site-header nav, .signed-in form, .skip-link, .jump, .lease, .filters, .page-head form, button, .alternative { display: none !important; }
  html, body { background: #fff; color: #000; }
  .panel { break-inside: avoid-page; border: 1px solid #000; box-shadow: none; }
  .review-layout { display: block; }
  .long-text { max-height: none; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  .accessibility-mention { display: none; }
  .review-head a[href]::after, .site-footer a[href]::after { content: " (" attr(href) ")"; }
}
`
