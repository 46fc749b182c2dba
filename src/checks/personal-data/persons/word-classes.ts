import { BRAND_WORDS, EPONYM_WORDS } from './known-words.js'

/** What a word says of the words beside it. Bits beyond those of the name lists. */
export const FIRST_NAME = 1
export const SURNAME = 2
export const COMMON = 4
export const PLACE = 8
export const PARTICLE = 16
export const TITLE = 32
/** Streets, schools, squares…: what is named after people. */
export const NAMED_AFTER = 64
/** Companies, associations, services, products. */
export const ORGANISATION = 128
export const KIN = 256
export const ROLE = 512
/** Labels of fields that hold a name: « nom », « prénom », « titulaire ». */
export const NAME_LABEL = 1024
export const GREETING = 2048
/** « cordialement », « bises »: a name follows. */
export const SIGN_OFF = 4096
export const MONTH_OR_DAY = 8192
/** Verbs whose subject or object is a person: « demande », « habite », « appelle ». */
export const PERSON_VERB = 16384

/** Borne by streets and schools more often than by a file's subject. */
export const EPONYM = 32768

/** The words of each class, in plain words. */
export const CLASS_WORDS: readonly (readonly [bit: number, words: string])[] = [
  [EPONYM, EPONYM_WORDS],
  [ORGANISATION, BRAND_WORDS],
  [
    PARTICLE,
    'de du des d la le l les van von der den het ten ter zu zur dos das do da di del della degli dalla el al ben bin bint ibn ould mint abou abu aït ait y e san santa mac mc o st saint ste of',
  ],
  [
    TITLE,
    'm mr mrs ms miss mme mmes mlle mlles mm monsieur madame mademoiselle messieurs mesdames madarne dr docteur docteure pr prof professeur professeure me maître maitre mtre sir lord lady mgr monseigneur sœur frère père abbé capitaine commandant lieutenant adjudant brigadier sergent colonel général gnl major maréchal veuve vve épouse époux dame sieur consorts mister doctor professor councillor cllr officer don doña senhor senhora herr frau signor signora',
  ],
  [
    NAMED_AFTER,
    'rue avenue av boulevard bd cours place pl quai allée allées impasse chemin square parc jardin jardins pont école écoles collège lycée groupe gymnase stade piscine salle espace centre médiathèque bibliothèque musée théâtre hôpital clinique église cathédrale paroisse chapelle cimetière résidence foyer crèche maternelle élémentaire primaire université amphithéâtre auditorium esplanade passage rond-point station arrêt tram gare caserne halle marché quartier secteur cité tour villa immeuble bâtiment fondation prix institut palais porte fontaine statue dojo multi-accueil ehpad conservatoire rte route faubourg promenade mail venelle street road lane school college bridge library hospital park hall church avenue plaza tour ludothèque cinéma galerie tunnel barrage barrière centre-bourg maison théatre hippodrome vélodrome skatepark complexe halte ligne place square',
  ],
  [
    ORGANISATION,
    'société entreprise association asso club sarl sas sa sci eurl snc scop scic sasu gie cabinet agence groupe garage restaurant bar café boulangerie pharmacie librairie hôtel banque mutuelle assurance syndicat fédération compagnie pôle direction service bureau mission département comité collectif coopérative fournisseur prestataire enseigne marque éditions édition maison librairie pépinières transports ambulances taxi taxis pompes imprimerie editions company firm ltd limited inc llc plc gmbh bv corp restaurant pub marque modèle rosiers rosier variété logiciel projet opération équipe salon festival compagnie cie théâtre orchestre chorale groupement office établissement établissements ets fromage gâteau film livre roman conte pièce chanson album spectacle série citroën renault peugeot dacia clio kangoo twingo scenic megane mégane captur zoe duster sandero logan berlingo partner boxer trafic master jumper volkswagen vw golf polo passat tiguan touran audi bmw mercedes toyota yaris corolla ford fiesta focus transit opel corsa fiat panda punto nissan micra skoda octavia seat leon ibiza volvo tesla kia hyundai honda yamaha suzuki vespa piaggio mini jeep smart google microsoft windows outlook excel word teams zoom whatsapp facebook instagram android iphone apple amazon paypal visa mastercard amex mozilla firefox chrome safari linux ubuntu ameli doctolib pronote parcoursup sfr bouygues edf enedis engie suez veolia keolis decathlon carrefour auchan lidl monoprix ikea fnac darty colas eiffage vinci council committee office department board school trust charity foundation society ministry government agency choir orchestra band team centre center',
  ],
  [
    KIN,
    'père mère pere mere papa maman fils fille frère sœur soeur frere mari femme épouse époux conjoint conjointe compagnon compagne concubin concubine enfant enfants bébé neveu nièce niece cousin cousine oncle tante grand-père grand-mère grandpère grandmère mamie papy papi mamy parrain marraine beau belle gendre bru voisin voisine ami amie copain copine tuteur tutrice jumeaux jumelles petit petite aîné aînée cadet cadette son daughter father mother brother sister wife husband partner uncle aunt nephew niece cousin grandmother grandfather mum mom dad nan gran neighbour neighbor friend fiancé fiancée nounou nourrice tata tonton bailleur bailleresse propriétaire locataire landlord landlady tenant dénommé dénommée nommé nommée certain certaine',
  ],
  [
    ROLE,
    'agent agente usager usagère demandeur demandeuse requérant requérante plaignant plaignante président présidente trésorier trésorière secrétaire directeur directrice responsable chef cheffe adjoint adjointe maire conseiller conseillère élu élue architecte notaire avocat avocate huissier médecin infirmier infirmière enseignant enseignante professeur instituteur institutrice animateur animatrice éducateur éducatrice élève étudiant étudiante stagiaire apprenti bénévole candidat candidate référent référente gestionnaire instructeur instructrice rédacteur rédactrice technicien technicienne gardien gardienne concierge chauffeur conducteur conductrice livreur artisan plombier électricien maçon jardinier patient patiente allocataire bénéficiaire titulaire représentant représentante gérant gérante témoin victime auteur déclarant déclarante défunt défunte mandataire mandant occupant occupante abonné abonnée adhérent adhérente lecteur lectrice électeur électrice mineur mineure collègue interprète médiateur médiatrice policier policière gendarme brigadier pompier famille foyer couple client cliente héritier héritière caution garant signataire soussigné soussignée driver pupil student teacher applicant resident manager director interpreter captain guest witness officer clerk colleague nurse doctor caretaker trainee',
  ],
  [
    NAME_LABEL,
    'nom noms prénom prénoms prenom prenoms name firstname lastname surname forename givenname familyname fullname nomcomplet complet demandeur titulaire signataire contact interlocuteur rédacteur auteur destinataire expéditeur expediteur bénéficiaire beneficiaire usager agent responsable tuteur patient élève eleve enfant enfants père mère conjoint epoux époux épouse epouse locataire bailleur propriétaire proprietaire abonne abonné client user username utilisateur owner author from de to à cc attn attention declarant déclarant mandant mandataire représentant tiers nomprenom nom_complet adherent adhérent lecteur salarie salarié participant participants membres membre présents presents excusés absents inscrit naissance usage famille jeune fille marital patronyme identité ouvert_par cree_par signe par',
  ],
  [
    GREETING,
    'bonjour bonsoir bjr bsr salut slt coucou cher chère chers chères hello hi hey dear morning madame allô allo merci thanks cc yo holà bonjours',
  ],
  [
    SIGN_OFF,
    'cordialement cdt cdlt bises bisous bise salutations respectueusement sincèrement amicalement amitiés regards sincerely cheers best wishes thanks merci signé signée signature yours kind warm avance dévoué dévouée sentiments distingués distinguées respects remerciements journée soirée courage bien cordiales écrit vu',
  ],
  [
    MONTH_OR_DAY,
    'janvier février mars avril mai juin juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi vendredi samedi dimanche january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday janv févr sept oct nov déc jan feb mar apr jun jul aug dec pâques noël toussaint ascension pentecôte printemps été automne hiver spring summer autumn winter',
  ],
  [
    PERSON_VERB,
    'appelle appelait habite demande souhaite vit dit déclare conteste réclame signale sollicite travaille remplace accepte refuse confirme indique précise explique répond écrit propose informe représenté représentée accompagné accompagnée né née décédé décédée marié mariée domicilié domiciliée hébergé hébergée convoqué convoquée reçu reçue contacter prévenir rappeler joindre rencontré rencontrée vu suis est était sera lives called named says asked wants wrote works born represented told says met je moi lui elle il nommé nommée prénommé prénommée surnommé alias dite dit a as has is',
  ],
]
