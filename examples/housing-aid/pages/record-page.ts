import { noticeFacts, renderNotice } from 'garde-fou/notice'
import { html, raw } from 'hono/html'
import type { HousingSystem } from '../system.ts'
import { type Html, layout } from './layout.ts'

/** What the city says of this AI: the page that every notice leads to. */
export function recordPage({ record, uses }: HousingSystem, authority: string): Html {
  const facts = noticeFacts({ record, use: uses.draft.record, authority, humanReview: 'pending' })
  return layout(
    { title: record.name },
    html`<h1>${record.name}</h1>
<p class="lede">${record.purpose}</p>
<dl class="facts">
  <div><dt>Service responsable</dt><dd>${record.owner}</dd></div>
  <div><dt>Modèle</dt><dd>${record.model.name} (${record.model.kind})</dd></div>
  <div><dt>Version</dt><dd>${record.version}</dd></div>
</dl>
${raw(renderNotice(facts, { channel: 'html', lang: 'fr', level: 'full' }))}`,
  )
}
