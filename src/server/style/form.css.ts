/** Fields, groups, errors. */
export const FORM_CSS = `
form { display: grid; gap: var(--space-5); justify-items: start; }
.field { display: grid; gap: var(--space-1); width: 100%; }
label, legend { font-weight: 600; }
.choice label { font-weight: 400; }
.field .hint, .radios > .hint { margin-bottom: var(--space-1); }
input[type="text"], input[type="search"], input[type="date"], input:not([type]), textarea, select { font: inherit; color: var(--ink); background: var(--surface); border: 1px solid var(--line-strong); border-radius: var(--radius); padding: 0.5rem 0.625rem; width: 100%; min-height: 2.5rem; }
input.short { max-width: 14rem; }
textarea { resize: vertical; line-height: 1.45; }
textarea[readonly] { background: var(--sunken); }
textarea.carried { display: none; }
.radios { display: grid; gap: var(--space-2); width: 100%; }
.radios legend { margin-bottom: var(--space-2); }
.choice { display: grid; grid-template-columns: auto 1fr; gap: 0 0.625rem; align-items: start; }
.choice input { width: 1.25rem; height: 1.25rem; margin: 0.125rem 0; accent-color: var(--accent); }
.choice .hint { grid-column: 2; }
.choice label { padding-block: 0.0625rem; }
.criteria { display: grid; gap: var(--space-3); width: 100%; }
.criteria h3 { margin: 0; }
.criterion { display: flex; flex-wrap: wrap; gap: var(--space-1) var(--space-4); border-top: 1px solid var(--line); padding-top: var(--space-3); }
.criterion legend { float: left; width: 100%; margin-bottom: var(--space-1); }
.criterion .error { width: 100%; }
.criteria-answers { font-size: var(--step--1); display: grid; gap: var(--space-1); width: 100%; }
.criteria-answers > div { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 var(--space-4); border-bottom: 1px solid var(--line); padding-block: var(--space-1); }
.criteria-answers dd { font-weight: 600; margin: 0; max-width: 9.5rem; text-align: end; }
.criteria-list { padding-inline-start: 1.5rem; }
.outcomes { gap: 0; }
.outcomes .choice { border: 1px solid var(--line-strong); padding: var(--space-3); margin-top: -1px; background: var(--surface); }
.outcomes .choice:first-of-type { border-radius: var(--radius) var(--radius) 0 0; }
.outcomes .choice:last-of-type { border-radius: 0 0 var(--radius) var(--radius); }
.outcomes .choice:has(input:checked) { background: var(--accent-soft); }
.field-invalid { border-inline-start: 4px solid var(--alert); padding-inline-start: var(--space-3); }
.error { display: block; color: var(--alert); font-weight: 600; font-size: var(--step--1); }
[aria-invalid="true"] { border-color: var(--alert); border-width: 2px; }
.error-summary { border: 2px solid var(--alert); border-inline-start-width: 6px; background: var(--alert-soft); border-radius: var(--radius); padding: var(--space-4); margin-bottom: var(--space-5); max-width: var(--measure); }
.error-summary:focus { outline: 3px solid var(--focus); outline-offset: 2px; }
.error-summary h2 { font-size: var(--step-1); margin-bottom: var(--space-2); }
.error-summary ul { padding-inline-start: 1.25rem; }
.error-summary a { color: var(--alert); font-weight: 600; }
.group { border: 1px solid var(--line); border-radius: var(--radius); padding: var(--space-3) var(--space-4) var(--space-4); display: grid; gap: var(--space-4); width: 100%; }
.group > legend { padding-inline: var(--space-1); }
.group .group { border-width: 0 0 0 3px; border-radius: 0; padding-block: var(--space-2); }
.list-item { display: grid; gap: var(--space-2); }
.when-amended { display: grid; gap: var(--space-4); width: 100%; border-inline-start: 4px solid var(--accent); padding-inline-start: var(--space-4); }
.when-amended > legend { font-size: var(--step-1); margin-bottom: var(--space-2); }
.own-fields { width: 100%; }
.own-fields[open] > * + * { margin-top: var(--space-4); }
@supports selector(:has(*)) {
  :is(form, .grouped-decision):not(:has(input[value="amended"]:checked)) > .when-amended { display: none; }
  :is(form, .grouped-decision):has(input[value="approved"]) > .own-fields.when-rejected { display: none; }
  :is(form, .grouped-decision):has(input[value="rejected"]:checked) > .own-fields.when-rejected { display: block; }
}
details { width: 100%; }
summary { cursor: pointer; color: var(--link); padding-block: var(--space-1); font-weight: 550; }
details[open] > summary { margin-bottom: var(--space-2); }
`
