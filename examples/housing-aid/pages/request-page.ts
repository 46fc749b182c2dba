import { html, raw } from 'hono/html'
import type { Answer, StoredRequest } from '../request-book.ts'
import { type Html, layout } from './layout.ts'

/** What the page of a request shows beside the request itself. */
export interface RequestPageParts {
  readonly notice: string
  /** The legal mention of a decision, drawn by the guard. */
  readonly mention?: string
  /** How the decision can be checked: reference and QR code. */
  readonly check?: string
  readonly administration: string
}

/** The page of a request: being examined, or the decision with its notice. */
export function requestPage(stored: StoredRequest, parts: RequestPageParts): Html {
  const { answer, reference } = stored
  return answer === undefined
    ? layout({ title: `Demande ${reference}` }, waiting(stored, parts))
    : layout({ title: `Décision ${reference}` }, decided(stored, answer, parts))
}

/** The same words whether a request never was, or its address was mistyped. */
export function missingPage(): Html {
  return layout(
    { title: 'Page introuvable' },
    html`<h1>Page introuvable</h1>
<p>Cette adresse ne correspond à aucune demande. Vérifiez le lien de votre accusé de réception.</p>
<p><a href="/">Faire une demande</a></p>`,
  )
}

function waiting(
  { reference, receivedAt, request, summary }: StoredRequest,
  { notice }: RequestPageParts,
): Html {
  return html`<h1>Votre demande ${reference}</h1>
<p class="state" role="status">En cours d’examen par un agent</p>
<p>Nous avons reçu votre demande le ${moment(receivedAt)}. Gardez l’adresse de cette page : la décision s’y affichera.
  Si vous perdez cette adresse, appelez le service en donnant votre référence.</p>
<dl class="facts">
  <div><dt>Demande de</dt><dd>${request.firstName} ${request.lastName}</dd></div>
  <div><dt>Montant demandé</dt><dd>${euros(request.requested)}</dd></div>
</dl>
${
  summary === undefined
    ? ''
    : html`<section aria-labelledby="resume">
  <h2 id="resume">Ce que nous retenons de votre exposé</h2>
  <p class="summary">${summary}</p>
  <p class="hint">Extrait produit par une IA, non relu par un agent : il peut contenir des erreurs. L’agent lit votre texte en entier.</p>
</section>`
}
<!-- Drawn by the guard, which escapes what the record holds. -->
${raw(notice)}`
}

function decided(stored: StoredRequest, answer: Answer, parts: RequestPageParts): Html {
  const { reference, request } = stored
  return html`<h1>Décision sur votre demande ${reference}</h1>
<article class="letter">
  <p class="letter-head">${parts.administration}<br>Service Habitat et solidarités</p>
  <p class="letter-to">${request.firstName} ${request.lastName}<br>${request.street}<br>${request.postcode} ${request.town}</p>
  <p>Le ${day(answer.at)}</p>
  <p><strong>Objet : votre demande d’aide exceptionnelle au logement du ${day(stored.receivedAt)}</strong></p>
  ${verdict(answer)}
  <div class="letter-text">${answer.text}</div>
  ${parts.mention === undefined ? '' : raw(parts.mention)}
  <section aria-labelledby="recours">
    <h2 id="recours">Voies et délais de recours</h2>
    <p>Vous pouvez contester cette décision dans un délai de deux mois à compter de sa notification, par un recours gracieux
      adressé au service ou par un recours devant le tribunal administratif de Bordeaux.</p>
  </section>
  ${parts.check === undefined ? '' : raw(parts.check)}
  <p class="letter-sign">Pour ${parts.administration}, l’agent chargé de l’instruction</p>
</article>
${raw(parts.notice)}`
}

function verdict({ proposal, amount }: Answer): Html {
  switch (proposal) {
    case 'favourable':
      return html`<p class="verdict">Votre demande est acceptée.${amount === undefined ? '' : ` L’aide accordée est de ${euros(amount)}.`}</p>`
    case 'unfavourable':
      return html`<p class="verdict">Votre demande n’est pas acceptée.</p>`
    case 'incomplete':
      return html`<p class="verdict">Votre demande est incomplète.</p>`
    default:
      return html`<p class="verdict">Un agent a examiné votre demande et vous répond.</p>`
  }
}

function euros(value: number): string {
  return value.toLocaleString('fr-FR', { style: 'currency', currency: 'EUR' })
}

function day(at: string): string {
  return new Date(at).toLocaleDateString('fr-FR', { dateStyle: 'long', timeZone: 'Europe/Paris' })
}

function moment(at: string): string {
  const time = new Date(at).toLocaleTimeString('fr-FR', {
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'Europe/Paris',
  })
  return `${day(at)} à ${time.replace(':', ' h ')}`
}
