import { STATEMENT_PATH } from '../accessibility/statement.js'
import { ICON_FILE } from '../icon.js'
import { SCRIPT_VERSION } from '../script/script.js'

/** Where the pages of a console are. Every link and redirect comes from here. */
export interface ConsolePaths {
  readonly home: string
  readonly health: string
  readonly stylesheet: string
  readonly icon: string
  readonly queue: string
  readonly administration: string
  readonly next: string
  /** What was typed when a session ended. */
  readonly resume: string
  readonly help: string
  /** The accessibility statement: open to everybody. */
  readonly accessibility: string
  /** What the public asks. */
  readonly requests: string
  /** What became of reported problems. */
  readonly problems: string
  readonly ownStatistics: string
  readonly teamStatistics: string
  readonly preferences: string
  readonly script: string
  /** Live counts, as server-sent events. */
  readonly live: string
  review(id: string): string
  /** Grouped processing, and the steps below it. */
  grouped(step?: GroupedStep): string
  request(id: string): string
  problem(id: string): string
  /** Reserves on the way: for links from the queue. */
  examine(id: string): string
  action(id: string, action: ReviewPathAction): string
  document(id: string, documentId: string): string
}

/** The last part of an address below grouped processing. */
export type GroupedStep = 'brouillon' | 'prolonger' | 'verifier' | 'enregistrer' | 'enregistre'

/** The last part of an address below a review. */
export type ReviewPathAction =
  | 'reserver'
  | 'prolonger'
  | 'rendre'
  | 'brouillon'
  | 'avis'
  | 'afficher'
  | 'sans-ia'
  | 'verifier'
  | 'enregistrer'
  | 'annuler'
  | 'second-avis'
  | 'reprendre'
  | 'signaler'
  | 'nouvelle-suggestion'
  | 'revenir'
  | 'revenir-confirme'
  | 'fiche'
  | 'explication'
  | 'etat'

/** Addresses of a console mounted at `basePath`. `styleVersion` changes with the stylesheet, so that it can be cached. */
export function consolePaths(basePath: string, styleVersion: string): ConsolePaths {
  const queue = `${basePath}/revue`
  const review = (id: string): string => `${queue}/${encodeURIComponent(id)}`
  return {
    home: basePath === '' ? '/' : basePath,
    health: `${basePath}/healthz`,
    stylesheet: `${queue}/style-${styleVersion}.css`,
    icon: `${queue}/${ICON_FILE}`,
    queue,
    administration: `${basePath}/administration`,
    next: `${queue}/suivant`,
    resume: `${queue}/reprise`,
    help: `${queue}/aide`,
    accessibility: `${queue}/${STATEMENT_PATH}`,
    requests: `${queue}/demandes`,
    problems: `${queue}/signalements`,
    ownStatistics: `${queue}/statistiques`,
    teamStatistics: `${queue}/statistiques/equipe`,
    preferences: `${queue}/preferences`,
    script: `${queue}/script-${SCRIPT_VERSION}.js`,
    live: `${queue}/direct`,
    review,
    grouped: (step) => (step === undefined ? `${queue}/lot` : `${queue}/lot/${step}`),
    request: (id) => `${queue}/demandes/${encodeURIComponent(id)}`,
    problem: (id) => `${queue}/signalements/${encodeURIComponent(id)}`,
    examine: (id) => `${review(id)}/examiner`,
    action: (id, action) => `${review(id)}/${action}`,
    document: (id, documentId) => `${review(id)}/piece/${encodeURIComponent(documentId)}`,
  }
}
