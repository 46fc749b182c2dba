/** Every word that stands in an address of our own pages. `test/server/log.test.ts` compares it with the routes. */
const WORDS: ReadonlySet<string> = new Set(
  `accessibilite administration afficher aide annuler api avis brouillon changements.atom check connexion deconnexion demande demandes
  direct enregistre enregistrer equipe etat examiner explication exports favicon.ico fiche healthz labels lever lot metrics mode nouvelle nouvelle-suggestion
  personnes piece preferences preuve.json prolonger rapport readyz registre registre.csv registre.json relever rendre reprendre
  reprise reserver retour revue sans-ia schema.json second-avis signalements signaler statistiques suivant suspendre systemes
  verifier verify-decision.mjs`.split(/\s+/),
)

/** Deeper than any address of ours. */
const MOST_PARTS = 6

/**
 * The route of a path, for logs: `/revue/:/avis`. Only words of our own addresses are kept. Whatever else stands in it
 * may be anything that somebody has typed: a case's number, a reference, a name.
 */
export function routeOf(pathname: string): string {
  const parts = pathname.split('/').slice(1)
  const kept = parts.slice(0, MOST_PARTS).map((part) => (part === '' || WORDS.has(part) ? part : ':'))
  return `/${kept.join('/')}${parts.length > MOST_PARTS ? '/…' : ''}`
}
