import { accessibilityMention } from 'garde-fou/server'
import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import { accessibility } from '../accessibility.ts'

/** A piece of a page. Texts put into it are escaped. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

/** The city's own page around its content: nothing of it runs a script. */
export function layout(
  { title, isError = false }: { readonly title: string; readonly isError?: boolean },
  content: Html,
): Html {
  const mention = accessibilityMention(accessibility, { page: '/registre/accessibilite' })
  return html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<title>${isError ? 'Erreur : ' : ''}${title} – Aide au logement</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="/icone.svg" type="image/svg+xml">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<a class="skip-link" href="#contenu">Aller au contenu</a>
<header class="site-header"><div>
<p class="site-name"><a href="/">Aide exceptionnelle au logement</a></p>
<p class="site-demo">Application d’exemple : n’y saisissez aucune donnée réelle.</p>
</div></header>
<main id="contenu" tabindex="-1">
${content}
</main>
<footer class="site-footer"><div>
<p><a href="/ia/aide-logement">L’IA utilisée dans ce service</a> · <a href="/verifier">Vérifier une décision</a> · <a href="${mention.url}">${mention.text}</a></p>
</div></footer>
</body>
</html>`
}
