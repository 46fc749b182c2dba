import type { Lexicon } from '../../language/matcher.js'

/** Biometric recognition in French: what is read from the body, what is done with it, what is concluded. */
export const biometricFr: Lexicon = {
  practice: `reconnaissance* facial*, reconnaissance* ~ visage*, reconnaissance* fasial*, reco facial*, reco fasial*, reco ~ visage*, reconnaissance* de la démarche, reconnaissance* biométrique*,
    identification facial*, identification biométrique*, authentification biométrique*, authentification facial*, empreinte* vocal*,
    empreinte* digital*, empreinte* palmaire*, signature* vocal*, gabarit* facia*, gabarit* biométri*, gabarit* de visage*, embedding* facia*,
    reconnaissance* d émotion*, reconnaissance* des émotion*, détect* ~ émotion*, analyse* d émotion*, analyse* émotionnel*, analyse* des émotions,
    reconnaissance* du locuteur, reconnaissance* de locuteur*, identif* ~ locuteur*, physionomi*, catégorisation biométrique*, accès biométrique*,
    pointeuse* biométrique*, badge* biométrique*, scan* ~ iris, scan* ~ visage*, réseau veineux, microexpression*, micro expression*,
    dynamique de frappe, comparaison* facia*, vérifi* ~ visage*, biométrie comportementale, biométrie vocale, biométrie faciale`,
  biometry: 'biométri*, biométrique*',
  body: `visage*, visag, facial*, facies, tronche*, voix, vocal*, timbre, iris, rétine*, paume*, veines, empreinte*, doigt*, tête, têtes, frimousse*, trogne*,
    bouille*, minois, silhouette*, façon de marcher, manière de marcher, façon de taper, manière de taper, rythme de frappe, observe ~ démarche,
    analys* ~ démarche, démarche des passants, gestuelle*, traits, regard*, expression* du visage, mimique*, apparence physique,
    apparence, façon de parler, intonation*, morphologi*, pupille*, rythme cardiaque`,
  image: `photo, photos, foto, fotos, cliché*, selfie*, trombi*, portrait*, caméra*, cam, webcam*, vidéo, vidéos, capture*, screenshot*,
    vidéosurveillance*, vidéoprotection*, enregistrement*, audio*, drone*, capteur*, image, images, micro, micros, appel, appels`,
  identify: `identif*, reconnaî*, reconnai*, reconnu*, reconnois*, qui est, qui c est, c est qui, c ki, ki c, ki est, qui elle est, qui il est, savoir qui,
    dire qui, même personne, même homme, même individu, même locuteur, même silhouette, mêmes personnes, même voix, le même que,
    la même que, retrouve*, compar*, rapproch*, match*, corespon*, coresp*, par son nom, son nom, affich* ~ nom, donn* ~ nom, sors ~ nom,
    son prénom, nom prénom, liste nominative, authentifi*, vérifi* ~ identité, similarité*, ressembl*, qu il connaît, habitués, déjà vu*, déjà enregistré*, qui était présent, qui y était, nommer chaque, mettre un nom`,
  infer: `émotion*, émotionn*, humeur*, stress*, colère, tristesse, anxiété, anxieu*, joie, peur, sincér*, honnête*, mensonge*, ment, menteur*, énerv*,
    hostil*, tempérament*, origine*, ethni*, maghrébin*, africain*, tranche* d âge, âge et sexe, sexe et, le sexe, le genre, estime* ~ âge, ivre*, ivresse,
    nervosité, nerveu*, agressi*, état d esprit, orientation sexuelle, religi*, attentif*, attention des élèves, ennui, fatigu*, méfian*`,
  procedure:
    'passeport*, titre d identité, recueil d empreintes, photo d identité, photomaton*, carte nationale',
}
