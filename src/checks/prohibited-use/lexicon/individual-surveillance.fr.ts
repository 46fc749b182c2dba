import type { Lexicon } from '../../language/matcher.js'

/** Individual surveillance in French: watching, the part of life that is watched, how insistently. */
export const individualSurveillanceFr: Lexicon = {
  practice: `surveillance* individuel*, surveillance* nominativ*, surveillance* permanente*, surveillance* des agents, surveillance* des salariés, surveillance* des habitants,
    surveillance* intrusive*, suivi* individuel* des déplacements, suivi* nominatif*, suivi* personnalisé* ~ agent*, suivi* personnalisé* ~ habitant*, espionn*, filature*, stalk*, traqu*, tracking permanent, tracking individuel*,
    keylogger*, mouchard*, logiciel espion, flicage*, fliqu*, fiche* ~ individu*, fich* ~ opposant*, fich* ~ militant*, détective*`,
  watch: `surveill*, suivre, suit, suis, suivi, suiv, tracking, trac, trace, tracer, traçage*, tracage*, tracent, piste, pister, file, filer, filature, géolocalis*, geoloc*, observe, observer, enregistre, enregistrer,
    consign*, reconstitu*, lis, lire, lit ~ message*, lit ~ mail*, parcour*, épluch*, scrut*, fouill*, guett*, épie*, épier, veill*, contrôl*, monitor*, monitoring, log, logger, note qui, note avec qui, note où, relève, relever,
    relevé, rassembl*, recoup*, croise*, croiser, collect*, intercept*, écoute, écouter, dresse*, récap*, repér*, détect*, garde un oeil, garder un oeil, avoir à l oeil, va sur, balaie, extrai*, analys*, savoir si,
    savoir où, savoir quand, savoir qui, historique*`,
  sphere: `déplacement*, trajet*, allées et venues, position, gps, géolocalisation*, emplacement en temps réel, itinéraire*, ses horaires, vrais horaires, habitude*, messagerie*, boîte mail, mails privés,
    messages, mesages, message*, mails, emails, conversations, conversation privée*, échanges, correspondance*, appels, réseaux sociaux, facebook, instagram, insta, snap, snapchat, telegram, twitter, tiktok, linkedin, whatsapp,
    publie sur, il publie, elle publie, a publié sur, ses publications, fréquentation personnelle, fréquentations, fréquente, relations, avec qui, qui écrit à qui, écran, frappe*, navigation, historique internet, pauses, immobile, vie privée, vie sentimentale, quand il rentre, quelle heure il rentre, vit seul*, s absente, la nuit, dort, présence au domicile, entrées et sorties, badge*, validation*, carte de transport,
    compteur*, linky, télérelev*, voyages, sorties, opinions, téléphone*, téléphone perso, plaque*, domicile, son épouse, syndica*, grévistes`,
  target: `où il est, où elle est, où il va, où elle va, où il passe, où elle passe, où il était, où elle était, où il travaille, où elle travaille, où il habite, où elle habite, où il se trouve, où elle se trouve, où il sort, où elle sort,
    avec qui il, avec qui elle, à qui il, à qui elle, qui il voit, qui elle voit, qui il fréquente, qui elle fréquente, ce qu il fait de ses, ce qu elle fait de ses, quand il rentre, quand elle rentre, quelle heure il, quelle heure elle, ses déplacements, ses trajets, ses allées, ses horaires, ses vrais horaires,
    ses habitudes, ses sorties, ses voyages, ses fréquentations, ses vraies fréquentations, ses relations, son emploi du temps, sa messagerie, ses mails, ses messages, ses courriels, ses échanges, ses appels, ses posts, ses publications, son compte, son facebook, son instagram, son insta, son téléphone, son mari, sa femme, son épouse,
    son conjoint, sa vie, ses amis, ses proches, déplacements de mr, déplacements de mme, trajets de mr, trajets de mme, allées et venues ~ mr, mails de mr, mails de mme, messagerie de mr, messagerie de mme, compte de mr, compte de mme, vit seul*, vie privée`,
  insistence: `en continu, en temps réel, temps réel, 24 7, 24h, 24 h, jour et nuit, en permanence, permanent*, à toute heure, toute la journée, minute par minute, heure par heure, arrêt par arrêt, chaque jour, chaque soir, chaque matin, tous les jours,
    quotidien*, hebdomadaire*, depuis ~ mois, depuis ~ semaine*, toutes ~ minutes, toutes ~ heures, toutes ~ secondes, chronologi*, historique, à chaque, dès que, alerte*, au n 1`,
  covert: `sans leur dire, sans lui dire, sans le dire, à leur insu, à son insu, discrètement, discret*, en secret, secrètement, sans prévenir, sans qu il le sache, sans qu elle le sache, sans les informer, sans l informer, en douce, incognito, faux compte, faux profil`,
}
