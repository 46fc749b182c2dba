import type { Lexicon } from '../../language/matcher.js'

const PARTICIPLES = `refusé*, accordé*, accepté*, rejeté*, attribué*, octroyé*, retiré*, suspendu*, annulé*, bloqué*, radié*, résilié*, supprimé*, prononcé*,
  interdit*, exclu*, admis, admise*, inscrit*, renouvelé*, retenu*, validé*, approuvé*, exonéré*, reconduit*, autorisé*, réduit*, arrêté*, fixé*, sanctionné*,
  licencié*, titularisé*, promu*, nommé*, muté*, écarté*, classé*, scolarisé*, affecté*, relogé*, expulsé*, remboursé*, facturé*, prélevé*, réclamé*, maintenu*, prolongé*, transmis*`

/** « est refusée », « n’a pas été retenue », « vous est attribué » : a verb of deciding, said as done. */
const said = (auxiliary: string): string =>
  PARTICIPLES.split(',')
    .map((participle) => `${auxiliary} ~ ${participle.trim()}`)
    .join(', ')

/** French words of a decision on a given person. */
export const undeclaredDecisionFr: Lexicon = {
  outcome: [
    said('est'),
    said('été'),
    said('sera'),
    said('sont'),
    said('êtes'),
    said('es'),
    `prend fin, prennent fin, cesse d être, cesse ~ valable, nous vous accordons, nous t accordons, vous accorde, je vous accorde, avons décidé, ai décidé, a décidé, ne pourrons pas, ne pouvons pas donner, ne pourra pas être,
    ne prendra pas en charge, avez droit, as droit, bénéficiez, bénéficies, redevable*, montant ~ reste, somme ~ reste, reste à payer, devez régler, devez payer, exigible*, avons retenu, n avons pas retenu, classons ~ sans suite, classée sans suite,
    n est plus, ne sont plus, vous devez quitter, devez le quitter, devez la quitter, devez libérer, aucune opposition, ne s oppose pas, donne un avis favorable, a donné son accord, donnons suite, nous refusons, nous acceptons, nous rejetons, nous retirons,
    nous suspendons, nous annulons, nous résilions, n interviendra pas, mis en fourrière, mise en demeure, ne remplissez pas, ne remplit plus, ne remplit pas, plus accepté*, vous ne pourrez pas, ne serez pas`,
  ].join(', '),
  verdict: `demande refusée, demande acceptée, demande rejetée, dérogation acceptée, dérogation refusée, dérogation accordée, dossier refusé, dossier rejeté, aide refusée, aide accordée, candidature rejetée, inscription refusée, inscription acceptée, non admis*, fin de droits, trop perçu,
    résultat rejet, résultat refus, résultat accord, décision refus, décision rejet, décision accord, statut refusé*, statut accepté*, avis défavorable, recours rejeté, permis refusé, permis accordé, liste complémentaire, pas éligible, non éligible, inéligible, sont écartés, sont attribuées`,
  address:
    'vous, votre, vos, tu, ton, ta, tes, t, te, votre encontre, madame, monsieur, mr, mme, mlle, famille, intéressé, intéressée, demandeur, demandeuse, allocataire, usager, agent, bénéficiaire, candidat, candidate, père, mère, fils, fille',
  matter: `demande, dossier, candidature, aide, allocation, carte, permis, place, logement, hébergement, inscription, recours, dérogation, abonnement, contrat, bourse, emplacement, concession, licence, badge, titularisation, amende, facture, dette,
    créance, remise, réduction, redevance, crèche, cantine, école, droits, échéancier, forfait, montant, quotient, tarif, bail, poste, stage, domiciliation, élection de domicile, secours, subvention, prestation, abonnement, résidence, stationnement`,
  ceremony: `j ai le regret, nous avons le regret, ai le plaisir, avons le plaisir, suis au regret, malheureusement, félicitations, bonne nouvelle, après examen, après étude, après passage en commission, avons étudié votre, commission a donné, commission a décidé, suite aux faits, au vu, compte tenu, en application de l article, faute de règlement`,
  possibility: `si, s il, s ils, pourrait, pourraient, serait, seraient, risque*, peut être, peuvent être, peut vous, en cas, lorsque, quand, à condition que, éventuel*, généralement, en général, en principe, indicatif, simulation, estimation, ne vaut pas, doit être, doivent être, est réputé, sont possibles, faut que, avant de vous prononcer, pour savoir si, dire si, sinon`,
  distance: `exercice, fictif*, fictive*, données de test, compte de test, roman, cas pratique, résumé du courrier, résumé ~ courrier, auteur dit, auteur indique, selon lui, selon elle, dit que, indique que, scénario*, formation, modèle, exemple, à compléter, civilité nom, héros, statistique*, taux, historique, archives`,
  pending: `en cours d instruction, bien reçu, en cours de traitement, aucune décision, sera étudié*, étudie, décidera, tranchera, se prononcera, vous recevrez ensuite, appartient à la commission, reste à décider, rendez vous, sera proposé*, seul ~ pourra, il manque, votre brouillon, connexion*, séance, est convenu`,
  neutral:
    'prélèvement accepté*, paiement accepté, est ouvert*, accepté* à l accueil, document* accepté*, sous réserve de places',
}
