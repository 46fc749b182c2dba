import type { SpecialCategory } from './special-category.js'

/**
 * Words and phrases by category. `telling` ones say something of a person by themselves (« diabétique »); `dependent`
 * ones only beside a word for a person (« sa grossesse », not « grossesse : vos droits »). Plain words, `|` between
 * phrases; GDPR art. 9(1) and 10 name the categories.
 */
export const TERMS: readonly {
  readonly category: SpecialCategory
  readonly telling: string
  readonly dependent: string
}[] = [
  {
    category: 'health',
    telling:
      'diabétique|séropositif|séropositive|schizophrène|schizophrénie|bipolaire|dépressif|dépressive|épileptique|asthmatique|alcoolique|toxicomane|autiste|trisomique|trisomie 21|paraplégique|tétraplégique|hémiplégique|chimiothérapie|chimio|antidépresseurs|sous antidépresseur|leucémie|sclérose en plaques|maladie d alzheimer|maladie de parkinson|atteint d un cancer|atteinte d un cancer|cancer du sein|cancer des poumons|cancer du poumon|a un cancer|un cancer du|vih|hépatite c|hépatite b|en arrêt maladie|longue maladie|affection de longue durée|tentative de suicide|suicidaire|anorexique|boulimique|fausse couche|a avorté|crises d asthme|crise d asthme|dialyse|sous insuline|méthadone|hospitalisé en psychiatrie|hospitalisée en psychiatrie|suivi psychiatrique|suivi en psychiatrie|troubles psychiques|trouble psychique|taux d incapacité|reconnu handicapé|reconnue handicapée|travailleur handicapé|travailleuse handicapée|rqth|burn out|fait un avc|victime d un avc|infarctus|insuffisance rénale|insuffisance cardiaque|polyhandicapé|polyhandicapée|malade du coeur|en soins palliatifs|soins palliatifs|mucoviscidose|drépanocytose|diabetic|hiv positive|epileptic|schizophrenic|schizophrenia|autistic|chemotherapy|has cancer|dialysis|depressed|suicidal|wheelchair user|multiple sclerosis|on antidepressants|mental illness|heart attack|cœliaque|coeliac',
    dependent:
      'cancer|diabète|asthme|tumeur|démence|alzheimer|parkinson|handicapé|handicapée|handicap|malentendant|malentendante|malvoyant|malvoyante|aveugle|sourd|sourde|enceinte|grossesse|hospitalisé|hospitalisée|opéré|opérée|psychiatrie|psychiatrique|psychiatre|dépression|allergique|allergie|allergies|fauteuil roulant|invalidité|carte d invalidité|maladie|malade|traitement médical|traitement lourd|certificat médical|arrêt de travail|accident du travail|covid|tuberculose|épilepsie|autisme|obésité|obèse|avc|ald|aah|mdph|aesh|pai|cardiaque|amputé|amputée|prothèse|cure de désintoxication|alcoolisme|drogué|droguée|addiction|surdose|sida|ivg|gynécologue|oncologie|oncologue|pregnant|disabled|disability|wheelchair|cancer|dementia|asthma|allergic|depression|hospitalised|surgery|diabetes|stroke|blind|deaf|illness|sick leave',
  },
  {
    category: 'religion',
    telling:
      'témoin de jéhovah|témoins de jéhovah|musulman pratiquant|musulmane pratiquante|catholique pratiquant|catholique pratiquante|juif pratiquant|juive pratiquante|de confession|de religion|converti à l islam|convertie à l islam|porte le voile|port du voile|porte la kippa|practising muslim|practicing catholic|jehovah s witness',
    dependent:
      'musulman|musulmane|musulmans|catholique|catholiques|protestant|protestante|juif|juive|juifs|bouddhiste|hindou|hindoue|sikh|évangélique|orthodoxe|athée|croyant|croyante|ramadan|halal|casher|sans porc|mosquée|synagogue|baptisé|baptisée|religion|croyances|foi|muslim|catholic|jewish|christian|hindu|buddhist|atheist|faith|mosque',
  },
  {
    category: 'politics',
    telling:
      'membre du parti|adhérent du parti|adhérente du parti|militant du parti|militante du parti|a voté pour|vote à gauche|vote à droite|vote à l extrême droite|vote pour le rn|opinions politiques|opinion politique|sympathisant du|sympathisante du|encarté|encartée|political opinions|party member|voted for',
    dependent:
      'militant|militante|extrême droite|extrême gauche|socialiste|communiste|écologiste|gaulliste|macroniste|lepéniste|trotskiste|royaliste|anarchiste|rassemblement national|front national|la france insoumise|lfi|left wing|right wing|far right|activist',
  },
  {
    category: 'union',
    telling:
      'syndiqué|syndiquée|délégué syndical|déléguée syndicale|délégué cgt|déléguée cgt|délégué cfdt|déléguée cfdt|appartenance syndicale|adhérent à la cgt|adhérente à la cgt|adhérent à la cfdt|adhérente à la cfdt|membre de la cgt|membre de la cfdt|encarté à la cgt|encartée à la cgt|carte au syndicat|trade union member|union member|union rep',
    dependent:
      'cgt|cfdt|cftc|unsa|fsu|sud solidaires|cfe cgc|force ouvrière|syndicat|syndicaliste|gréviste|trade union',
  },
  {
    category: 'ethnic-origin',
    telling:
      'origine ethnique|origine raciale|couleur de peau|d origine maghrébine|d origine africaine|d origine algérienne|d origine marocaine|d origine tunisienne|d origine turque|d origine roumaine|d origine rom|d origine étrangère|d origine sénégalaise|d origine malienne|d origine portugaise|d origine asiatique|d origine arabe|d origine kurde|d origine kabyle|d origine tzigane|type maghrébin|type africain|type nord africain|type européen|type caucasien|type asiatique|type méditerranéen|de peau noire|peau noire|ethnic origin|of african descent|of asian descent|of north african descent|skin colour|skin color',
    dependent:
      'rom|roms|tzigane|tziganes|gitan|gitane|gitans|gens du voyage|arabe|maghrébin|maghrébine|kabyle|métis|métisse|noire de peau|noir de peau|berbère|roma|gypsy|traveller family',
  },
  {
    category: 'sex-life',
    telling:
      'homosexuel|homosexuelle|homosexualité|bisexuel|bisexuelle|lesbienne|transgenre|transsexuel|transsexuelle|orientation sexuelle|vie sexuelle|prostituée|se prostitue|changement de sexe|transition de genre|couple homosexuel|sexual orientation|homosexual|lesbian|bisexual|transgender|sex life|sex worker',
    dependent: 'gay|hétérosexuel|hétérosexuelle|lgbt|asexuel|asexuelle|coming out|queer|trans',
  },
  {
    category: 'genetic-biometric',
    telling:
      'test adn|profil adn|empreinte génétique|empreintes génétiques|test génétique|maladie génétique|mutation génétique|caryotype|gabarit facial|gabarit biométrique|empreinte palmaire|dna test|dna profile|genetic test|face template|faceprint',
    dependent:
      'adn|empreintes digitales|empreinte digitale|biométrique|génétique|dna|fingerprint|fingerprints|iris scan|voiceprint',
  },
  {
    category: 'criminal',
    telling:
      'incarcéré|incarcérée|détenu à|détenue à|mis en examen|mise en examen|sortant de prison|sort de prison|sorti de prison|sortie de prison|sursis probatoire|bracelet électronique|récidiviste|a été condamné|a été condamnée|condamné pour|condamnée pour|condamné à|condamnée à|antécédents judiciaires|fiché s|casier judiciaire chargé|ancien détenu|ancienne détenue|en garde à vue|placé en détention|placée en détention|violeur|pédophile|criminal record|convicted of|was convicted|on probation|in prison for|ex offender|jailed for',
    dependent:
      'casier judiciaire|prison|condamnation|condamnations|condamné|condamnée|détention|garde à vue|interpellé|interpellée|mis en cause|mise en cause|violences conjugales|délinquant|délinquante|trafic de stupéfiants|arrested|convicted|offence',
  },
]

/** Words that stand for a person: beside them a dependent term says something of somebody. */
export const PERSON_WORDS: string =
  'je suis moi j il elle lui elle i he she him am me monsieur madame m mme mlle mr mrs ms usager usagère patient patiente allocataire bénéficiaire demandeur demandeuse locataire candidat candidate agent agente salarié salariée élève enfant fils fille mari femme épouse époux père mère frère sœur compagne compagnon conjoint conjointe voisin voisine monsieur dame client cliente souffre souffrant atteint atteinte suivi suivie daughter husband wife father mother tenant applicant pupil employee colleague collègue'

/** They stand for a person right before a term only: « sa grossesse », not « vote son budget ». */
export const POSSESSIVES: string = 'mon ma mes son sa ses leur leurs ton ta tes my his her their'

/** Words that make a term a subject of the city's work rather than something about a person. */
export const GENERAL_WORDS: string =
  'prévention campagne journée semaine lutte contre information informations programme ligue association fédération institut colloque conférence atelier réunion statistiques statistique taux centre maison service services hôpital assurance caisse droit droits loi article politique plan dispositif formation recherche sensibilisation dépistage conditions accès accessibilité places accessible accessibles pmr bâtiment ascenseur église temple culte cimetière carré école collège établissement fête patrimoine histoire musée code délibération règlement charte rgpd cnil health awareness campaign week policy act law museum history church service building ramp toilets parking rubrique formulaire dossier guide faq'
