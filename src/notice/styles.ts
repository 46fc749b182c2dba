/**
 * Styles of notices and labelled texts, to be served as a stylesheet (no inline style: a strict CSP stays strict).
 * Themed by custom properties, light or dark as the page’s `color-scheme` is; the border and the words carry the meaning in forced colours and in print, where what is
 * folded is unfolded and addresses are printed. Contrast of the defaults: text at least 13:1, links at least 8:1.
 */
export const noticeStyles: string = `@layer ia-notice {
  .ia-notice, .ia-badge, .ia-label {
    --text: var(--ia-notice-text, light-dark(#1d2530, #eef1f5));
    --background: var(--ia-notice-background, light-dark(#f4f6f9, #1c232d));
    --border: var(--ia-notice-border, light-dark(#4b5f7a, #93a8c4));
    --link: var(--ia-notice-link, light-dark(#0b4a8f, #9cc7ff));
    --focus: var(--ia-notice-focus, light-dark(#0b4a8f, #ffd54a));
    --muted: var(--ia-notice-muted, light-dark(#45505f, #b9c3d1));
    font-family: var(--ia-notice-font, inherit);
    color: var(--text);
  }
  .ia-notice, .ia-label {
    box-sizing: border-box;
    max-width: 46rem;
    padding: var(--ia-notice-space, 1rem 1.25rem);
    border: 1px solid var(--border);
    border-inline-start-width: 4px;
    border-radius: var(--ia-notice-radius, 4px);
    background: var(--background);
    line-height: 1.5;
    overflow-wrap: anywhere;
  }
  .ia-notice-title { margin: 0 0 .5rem; font-size: 1.125rem; line-height: 1.3; color: inherit; }
  .ia-notice p, .ia-label p { margin: 0 0 .625rem; }
  .ia-notice > :last-child, .ia-label > :last-child, .ia-notice-details > :last-child { margin-block-end: 0; }
  .ia-notice a, .ia-badge:any-link { color: var(--link); text-decoration-thickness: .08em; text-underline-offset: .18em; }
  .ia-notice a:hover { text-decoration-thickness: .16em; }
  .ia-notice :focus-visible, .ia-badge:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
  .ia-notice-contact a[href^="tel:"] { white-space: nowrap; font-weight: 600; }
  .ia-notice-details { margin: 0 0 .625rem; }
  .ia-notice-details summary { padding-block: .25rem; width: fit-content; cursor: pointer; font-weight: 600; color: var(--link); }
  .ia-notice-details dl { margin: .5rem 0 .75rem; }
  .ia-notice-details dl > div { display: grid; grid-template-columns: 11rem 1fr; column-gap: 1rem; padding-block: .375rem; border-block-start: 1px solid color-mix(in srgb, var(--border) 35%, transparent); }
  .ia-notice-details dt { grid-row: 1 / span 99; color: var(--muted); font-weight: 600; }
  .ia-notice-details dd { grid-column: 2; margin: 0; }
  ia-notice { display: block; }
  ia-notice[level="badge"] { display: inline; }
  .ia-notice-versions { display: flex; flex-wrap: wrap; gap: .25rem; max-width: 46rem; margin: 0 0 .375rem; }
  .ia-notice-versions button { min-height: 2rem; padding: .125rem .625rem; border: 1px solid transparent; border-radius: var(--ia-notice-radius, 4px); background: none; font: inherit; font-size: .875rem; color: inherit; text-decoration: underline; text-underline-offset: .18em; cursor: pointer; }
  .ia-notice-versions button[aria-pressed="true"] { border-color: currentColor; font-weight: 600; text-decoration: none; }
  .ia-notice-version-of { margin-block-start: .5rem; }
  .ia-notice-version-of > summary { padding-block: .25rem; width: fit-content; cursor: pointer; }
  .ia-notice-version-of > .ia-notice { margin-block-start: .375rem; }
  .ia-notice-version { font-size: .9375rem; color: var(--muted); }
  .ia-poster { --text: #000; --background: #fff; --border: #000; --link: #000; --muted: #000; }
  .ia-letter { --text: currentColor; --link: currentColor; --muted: currentColor; max-width: none; padding: 0; border: 0; background: none; font-size: max(11pt, 1em); text-align: start; }
  .ia-letter .ia-notice-title { font-size: 1.1em; }
  .ia-poster { display: grid; grid-template-columns: auto 1fr; column-gap: 8mm; align-content: start; max-width: 190mm; padding: 12mm; border-width: 2px; font-size: 18pt; line-height: 1.4; }
  .ia-poster > * { grid-column: 1 / -1; }
  .ia-poster .ia-poster-sign { grid-column: 1; display: grid; place-content: center; width: 30mm; height: 30mm; margin: 0 0 8mm; border: 2mm solid currentColor; border-radius: 50%; font-size: 36pt; font-weight: 700; line-height: 1; }
  .ia-poster .ia-notice-title { grid-column: 2; align-self: center; margin: 0 0 8mm; font-size: 30pt; line-height: 1.15; }
  .ia-poster .ia-notice-version { font-size: inherit; }
  .ia-badge { display: inline-block; padding: .125rem .5rem; border: 1px solid var(--border); border-radius: 999px; background: var(--background); font-size: .875rem; line-height: 1.5; }
  .ia-label-mention { font-size: .9375rem; color: var(--muted); }
  .ia-content { white-space: pre-wrap; }
  @media (max-width: 36rem) {
    .ia-notice-details dl > div { grid-template-columns: 1fr; }
    .ia-notice-details dt, .ia-notice-details dd { grid-row: auto; grid-column: 1; }
    .ia-poster { padding: 1rem; }
    .ia-poster .ia-poster-sign, .ia-poster .ia-notice-title { grid-column: 1; margin-block-end: 1rem; }
  }
  @media (forced-colors: active) {
    .ia-notice, .ia-label, .ia-badge { border-color: CanvasText; }
  }
  @media print {
    .ia-notice, .ia-label, .ia-badge { --text: #000; --link: #000; --muted: #000; --border: #000; background: none; break-inside: avoid; }
    .ia-notice-versions { display: none; }
    .ia-notice-details::details-content { content-visibility: visible; block-size: auto; }
    .ia-notice-more a::after, .ia-badge:any-link::after { content: " (" attr(href) ")"; }
  }
}
`
