// Notices in plain HTML, React and Vue, and as text, letter, poster and text message.
// npm run build && node examples/notices/server.ts
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { noticeStyles, renderNotice } from 'garde-fou/notice'
import { noticeMiddleware } from 'garde-fou/notice-middleware'
import { serve } from 'garde-fou/server'
import { Hono } from 'hono'
import { shown, system } from './system.ts'

const form = `<form method="post">
<p><label>Surface (m²) <input name="surface"></label></p>
<ia-notice system="${system.id}" use="draft" context="form" level="full" languages="fr en fr-simple"></ia-notice>
<p><button type="submit">Envoyer ma demande</button></p>
</form>`

const page = (title: string, body: string, script: string): string => `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><link rel="stylesheet" href="/notice.css"><script type="module" src="${script}"></script>
</head><body><main><h1>${title}</h1>${body}</main></body></html>`

async function bundle(file: string): Promise<string> {
  const entry = fileURLToPath(new URL(file, import.meta.url))
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    write: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  })
  return outputFiles[0]?.text ?? ''
}

const script = (text: string): Response =>
  new Response(text, { headers: { 'content-type': 'text/javascript; charset=utf-8' } })
const [react, vue] = await Promise.all([bundle('react.tsx'), bundle('vue.ts')])
const element = readFileSync(fileURLToPath(import.meta.resolve('garde-fou/element/define')), 'utf8')

const app = new Hono()
// Nothing inline and nothing from elsewhere: notices need neither.
app.use(async (c, next) => {
  await next()
  c.header('content-security-policy', "default-src 'self'; form-action 'self'")
})
app.use(noticeMiddleware({ systems: [system] }))
app.get('/', (c) => c.html(page('Demande de permis', form, '/element.js')))
// Both replace what the server drew, so that the page is whole without JavaScript.
app.get('/react', (c) =>
  c.html(page('Demande de permis, en React', `<div id="root">${form}</div>`, '/react.js')),
)
app.get('/vue', (c) => c.html(page('Demande de permis, en Vue', `<div id="root">${form}</div>`, '/vue.js')))
app.get('/notice.json', (c) =>
  c.json(
    shown.languages.map((lang) => JSON.parse(renderNotice(system, { ...shown, channel: 'json', lang }))),
  ),
)
app.get('/notice.css', (c) => c.body(noticeStyles, 200, { 'content-type': 'text/css; charset=utf-8' }))
app.get('/element.js', () => script(element))
app.get('/react.js', () => script(react))
app.get('/vue.js', () => script(vue))
app.get('/registre/urbanisme-instruction', (c) => c.html(page(system.record.name, '', '/element.js')))

const server = await serve(
  { fetch: async (request) => app.fetch(request) },
  { port: Number(process.env['PORT'] ?? 3000) },
)

// The same facts in other channels.
const away = { use: 'draft', lang: 'fr', baseUrl: 'https://www.ville.example' } as const
console.log(renderNotice(system, { ...away, level: 'short', channel: 'text', context: 'form' }))
console.log(
  renderNotice(system, { ...away, level: 'short', channel: 'sms', shortUrl: 'https://ville.example/ia' }),
)
console.log(
  renderNotice(system, {
    ...away,
    level: 'decision',
    channel: 'text',
    // What `guard.decision` returned. Without it there is no mention, and no letter.
    decision: { outcome: 'amended', systemId: system.id, useId: 'draft' },
    reference: 'PC-2026-0012',
  }),
)
console.log(`Plain HTML: ${server.url}/\nReact:      ${server.url}/react\nVue:        ${server.url}/vue`)
process.once('SIGTERM', () => void server.close())
