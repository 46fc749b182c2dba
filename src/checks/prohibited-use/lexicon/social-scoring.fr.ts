import type { Lexicon } from '../../language/matcher.js'

/** Social scoring in French: rating, the traits that are rated, the facts that are held against people, what it costs them. */
export const socialScoringFr: Lexicon = {
  practice: `notation* social*, crédit* social*, score* social*, scoring social*, scoring citoyen*, score* citoyen*, note* citoyenne*, note* de civisme, indice* de civisme,
    score* de civisme, score* de confiance, indice* de confiance, note* de confiance, score* de réputation, indice* de réputation, note* de réputation, score* de fiabilité,
    indice* de fiabilité, note* de fiabilité, note* de moralité, score* de moralité, score* comportemental*, notation* comportemental*, classement* social*, classement* citoyen*,
    note* de bonne conduite, score* ~ bonne conduite, points de civisme, permis à points citoyen, note* de loyauté,
    score* de loyauté, indice* de loyauté, bon citoyen, bons citoyens, mauvais citoyen*, citoyen* modèle*, note* de savoir vivre, indice* de vivre ensemble,
    score* de risque social, note* sociale`,
  rate: `note, notes, noter, notez, notera, noté, notée, notés, notation*, score*, scoring*, indice*, indicateur individuel, points, pts, classe, classer, classez, clase, classement*,
    clasment*, clasement*, ranking*, rang, range, ranger, palmarès, podium*, hiérarchis*, trie, trier, évalue, évaluer, évaluez, évaluation*, jauge*, barème*, étoile*, pastille*,
    curseur*, échelle*, lettre de a à e, top 10, top 20, top 3, malus, bonus, baromètre*, grille*, du plus ~ au moins, du meilleur au pire, sur 10, sur 20, sur 100,
    sur cinq, profil*, cotation*, médaill*, bon point*, carton rouge, est du genre, genre ~ raconter, plus fiable, moins fiable`,
  trait: `comportem*, civisme, civique*, incivilité*, incivique*, fiabl*, fiabilité*, mérit*, moralité*, morale, loya*, honnête*, sincér*, franch*, poli, polie, polis, polies, politesse*, courtois*, attitude*,
    sérieux, sérieuse*, conduite, bonne conduite, réputation*, caractère, tempérament*, gratitude, reconnaissants, pénible*, agréable*, désagréable*, sympa*, gentil*, docile*, râleur*, râlent, casse pieds, emmerd*,
    comme il faut, à histoires, raconter des histoires, quelqu un de bien, bien élevé*, mal élevé*, respectueu*, correct*, vivre ensemble, exemplaire*, confiance,
    maturité, savoir vivre, assidu*, digne de confiance, bonne foi, mauvaise foi, se tient, coopérati*, responsable socialement`,
  conduct: `amende*, contravention*, plainte*, bruit*, tapage*, nuisance*, retard*, impayé*, dépôts sauvages, dépôt sauvage, réclamation*, grève*, poubel*, chien*,
    chahut*, conteste*, bénévolat*, voisins, absence*, participation*, ramass*, ponctualité, mal trié*`,
  advantage: `priorité*, prioris*, prioritaire*, file d attente, liste d attente, avantage*, tarif réduit, stationnement*, logement*, logmt*, place, places, prime, primes, accès, attribution*, plus droit, passent devant, servir en premier`,
}
