import { html, raw } from 'hono/html'
import { PIECES } from '../request.ts'
import { area, errorSummary, type FormState, field } from './fields.ts'
import { type Html, layout } from './layout.ts'

/** The form of a request, with the notice right above the button that sends it. */
export function formPage(
  state: FormState,
  { formKey, notice }: { readonly formKey: string; readonly notice: string },
): Html {
  return layout(
    { title: 'Demander une aide exceptionnelle au logement', isError: state.faults.length > 0 },
    html`${errorSummary(state)}
<h1>Demander une aide exceptionnelle au logement</h1>
<p class="lede">Loyer impayé, dépôt de garantie, accident de la vie : la métropole peut aider un foyer à garder ou à trouver
  son logement. Un agent examine chaque demande.</p>
<p class="hint">Tous les champs sont obligatoires, sauf les pièces. Comptez dix minutes.</p>
<form method="post" action="/demande" novalidate>
  <input type="hidden" name="cle" value="${formKey}">
  ${identity(state)}${household(state)}${situation(state)}${pieces(state)}
  <!-- Drawn by the guard, which escapes what the record holds. -->
  ${raw(notice)}
  <button type="submit">Envoyer ma demande</button>
</form>`,
  )
}

function identity(state: FormState): Html {
  return html`<fieldset>
    <legend><h2>Vous</h2></legend>
    <div class="pair">
      ${field({ name: 'firstName', label: 'Prénom', autocomplete: 'given-name' }, state)}
      ${field({ name: 'lastName', label: 'Nom', autocomplete: 'family-name' }, state)}
    </div>
    ${field({ name: 'birthDate', label: 'Date de naissance', type: 'date', short: true, autocomplete: 'bday' }, state)}
    <div class="pair">
      ${field({ name: 'email', label: 'Adresse électronique', hint: 'Exemple : nom@exemple.fr', type: 'email', autocomplete: 'email' }, state)}
      ${field({ name: 'phone', label: 'Téléphone', hint: 'Exemple : 05 36 49 00 34', type: 'tel', autocomplete: 'tel' }, state)}
    </div>
    ${field({ name: 'street', label: 'Adresse du logement', hint: 'Numéro et rue', autocomplete: 'street-address' }, state)}
    <div class="pair">
      ${field({ name: 'postcode', label: 'Code postal', short: true, numeric: true, autocomplete: 'postal-code' }, state)}
      ${field({ name: 'town', label: 'Commune', autocomplete: 'address-level2' }, state)}
    </div>
  </fieldset>`
}

function household(state: FormState): Html {
  return html`<fieldset>
    <legend><h2>Votre foyer et votre logement</h2></legend>
    <div class="pair">
      ${field({ name: 'people', label: 'Personnes au foyer', hint: 'Vous compris', short: true, numeric: true }, state)}
      ${field({ name: 'children', label: 'Dont enfants', hint: '0 s’il n’y en a pas', short: true, numeric: true }, state)}
    </div>
    <div class="pair">
      ${field({ name: 'income', label: 'Ressources mensuelles du foyer (€)', hint: 'Salaires, allocations, pensions', short: true, numeric: true }, state)}
      ${field({ name: 'rent', label: 'Loyer mensuel (€)', hint: 'Charges comprises', short: true, numeric: true }, state)}
    </div>
    <div class="pair">
      ${field({ name: 'arrears', label: 'Dette de loyer (€)', hint: '0 s’il n’y en a pas', short: true, numeric: true }, state)}
      ${field({ name: 'requested', label: 'Montant demandé (€)', hint: 'Au plus 5 000 €', short: true, numeric: true }, state)}
    </div>
  </fieldset>`
}

function situation(state: FormState): Html {
  return html`<fieldset>
    <legend><h2>Votre situation</h2></legend>
    ${area(
      {
        name: 'situation',
        label: 'Exposez votre situation',
        hint: 'Ce qui s’est passé, depuis quand, ce que l’aide permettrait. Avec vos mots.',
        rows: 8,
      },
      state,
    )}
  </fieldset>`
}

function pieces({ typed }: FormState): Html {
  const ticked = typed.getAll('pieces')
  return html`<fieldset>
    <legend><h2>Les pièces que vous avez</h2></legend>
    <p class="hint">Cochez celles que vous pouvez fournir : un agent vous dira comment les transmettre.</p>
    ${PIECES.map(
      ({ id, label }) => html`<div class="choice">
      <input type="checkbox" id="piece-${id}" name="pieces" value="${id}" ${ticked.includes(id) ? 'checked' : ''}>
      <label for="piece-${id}">${label}</label>
    </div>`,
    )}
  </fieldset>`
}
