/**
 * The theme: every colour, size and space is a custom property that a city can set anew. Contrasts, light and dark:
 * text at least 7:1 on its ground, marks and borders of controls at least 3:1 (WCAG 2.2, 1.4.3, 1.4.6, 1.4.11).
 */
export const THEME_CSS = `
:root {
  color-scheme: light dark;
  --paper: #f6f5f1;
  --surface: #ffffff;
  --sunken: #efede6;
  --ink: #1d2327;
  --ink-soft: #4a5359;
  --line: #d9d5ca;
  --line-strong: #767a76;
  --accent: #0d5257;
  --accent-ink: #ffffff;
  --accent-soft: #e3eeec;
  --link: #0b5a60;
  --focus: #0b5a60;
  --focus-ring: #f2c14e;
  --alert: #8c2f1b;
  --alert-soft: #fbeee9;
  --ai: #5b4a8a;
  --ai-soft: #f3f0fa;
  --added: #17603a;
  --added-soft: #e2f1e7;
  --removed: #8c2f1b;
  --removed-soft: #fbe9e3;
  --font: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif;
  --font-mono: ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "Liberation Mono", monospace;
  --step--1: 0.875rem;
  --step-0: 1rem;
  --step-1: 1.125rem;
  --step-2: 1.3125rem;
  --step-3: 1.75rem;
  --space-1: 0.25rem;
  --space-2: 0.5rem;
  --space-3: 0.75rem;
  --space-4: 1rem;
  --space-5: 1.5rem;
  --space-6: 2rem;
  --space-7: 3rem;
  --radius: 0.375rem;
  --measure: 42rem;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15191b;
    --surface: #1d2326;
    --sunken: #252c30;
    --ink: #eceae4;
    --ink-soft: #b9bdb9;
    --line: #384045;
    --line-strong: #8d9593;
    --accent: #8fd0cb;
    --accent-ink: #0c2022;
    --accent-soft: #1f3536;
    --link: #97d3ce;
    --focus: #f2c14e;
    --focus-ring: #15191b;
    --alert: #f0a48f;
    --alert-soft: #3a231d;
    --ai: #c3b5ee;
    --ai-soft: #272338;
    --added: #9bd5b0;
    --added-soft: #1d3427;
    --removed: #f0a48f;
    --removed-soft: #3a231d;
  }
}
`
