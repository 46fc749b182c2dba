/** What a word near a number says of it. Bits, since « carte » may lead to a bank card or an identity card. */
export const CUE_PHONE = 1
export const CUE_CARD = 2
export const CUE_DOCUMENT = 4
/** Another sort of number: an invoice, a case, a version… */
export const CUE_REFERENCE = 8
export const CUE_PLATE = 16
export const CUE_BIRTH = 32
/** Another sort of date. */
export const CUE_DATE = 64
export const CUE_FISCAL = 128
export const CUE_VERSION = 256
export const CUE_NETWORK = 512
export const CUE_SOCIAL = 1024
/** Makes a plate likely when it looks like one, without saying so. */
export const CUE_VEHICLE = 2048
export const CUE_IDENTITY = 4096
/** « numéro » alone: of a telephone, unless another word says of what. */
export const CUE_NUMBER = 8192

/** The words of each cue, in plain words. */
export const CUE_WORDS: readonly (readonly [bits: number, words: string])[] = [
  [
    CUE_PHONE,
    'tel tél téléphone telephone téléphonique phone mobile portable port fixe fax appeler appelez appelle rappeler rappelez rappel rappelle joindre joignable contacter contactez contact call reach text whatsapp sms standard ligne urgence gsm cell maman papa père mère domicile',
  ],
  [CUE_NUMBER, 'numéro'],
  [
    CUE_CARD,
    'carte cb visa mastercard amex card debit credit crédit débit maestro bancaire bleue pan mc american express diners',
  ],
  [
    CUE_DOCUMENT,
    'cni cin identité conduire driving identity identite passeport passeports passport passports pasaporte titre séjour cnis carteidentite num_cni idcard titreidentite numcni passportnumber passeportnumero cartenationale recepisse récépissé ldentlte ldentite identlte',
  ],
  [
    CUE_IDENTITY,
    'identité conduire driving identity passeport passeports passport passports cni séjour ldentlte ldentite identlte',
  ],
  [
    CUE_REFERENCE,
    'réf ref référence reference dossier facture invoice commande bon contrat contract siret siren tva vat rna matricule badge lot article parcelle délibération deliberation marché devis quittance pièce catalogue modèle série serial isbn ean imei suivi colis parcel parcels shipment booking engagement mandat titre bordereau compteur ticket incident procès pv fps cerfa convention licence agrément inventaire code abonnement lecteur allocataire caf permis concession bordereau reçu avis annonce délib order purchase po case file tracking bac cuve écrou sinistre assurance index relevé capteur sonde article chapitre section annexe clé serie référentiel registre acte arrêté num_dossier folio carnet clef finess uai rcs ape naf rge edf pdl pce rpps adeli waldec ruf regie régie budget compte version meublé adhesion adhésion immobilisation produit article rayon cote cotes',
  ],
  [
    CUE_PLATE,
    'plaque plaques immatriculation immatriculé immatriculée immatriculés immatriculées immat plate plates registration fahrzeug kennzeichen matricula targa placa immatriculations minéralogique reg plaque1 numberplate licenceplate plateno',
  ],
  [
    CUE_VEHICLE,
    'fps pv procès amende amendes contravention infraction verbalisation verbalisé verbalisée verbalisés sinistre constat accident cyclomoteur cyclo mobylette quad tracteur flowbird horodateur horodateurs épave enlèvement chauffeur motard immobilisé immobilisée véhicule véhicules voiture voitures auto automobile camion camionnette fourgon fourgonnette utilitaire remorque moto scooter caravane bus car van vehicle truck lorry motorbike bike stationné stationnée garé garée garés stationnement fourrière conducteur driver parking parked twingo clio kangoo mégane megane captur zoe scénic scenic duster sandero logan peugeot citroën citroen renault dacia ford fiesta focus transit volkswagen golf polo audi bmw mercedes toyota yaris fiat panda opel corsa seat ibiza skoda berlingo partner trafic master jumper boxer kia hyundai nissan tesla mini volvo suzuki mazda honda picasso saxo espace modus twizy tiguan touran passat astra carte grise forfait',
  ],
  [
    CUE_BIRTH,
    'né née nés nées naissance naissances natif native dob born birth birthdate birthday datenaissance date_naissance ddn naiss datedenaissance dateofbirth nait naquit anniversaire dn nee ne',
  ],
  [
    CUE_DATE,
    'réunion commission séance rendez rdv rendezvous expire expiré expirée valable valide validité jusqu délivré délivrée délivrance décédé décédée décès mort morte mariage marié mariée mariés divorce séparé arrêté délibération courrier lettre facture échéance compter depuis avant après signé signée signature reçu reçue envoyé envoyée déposé déposée inscription rentrée début fin visite entretien audience convocation passage passé passera venu venue arrivé arrivée entré entrée embauche embauché embauchée recruté recrutée relevé prélèvement échéances vote voté votée due expires issued deadline meeting appointment signed died married moved until since hearing incident constat constaté prévu prévue prévus fermeture ouverture travaux intervention contrat bail notification notifié publié parution soir matin conseil',
  ],
  [CUE_FISCAL, 'fiscal fiscale fiscaux spi impôt impôts imposition tax numfiscal taxe dgfip tin nif'],
  [
    CUE_VERSION,
    'version versions v ver firmware release correctif build microprogramme logiciel patch mise nœud update upgrade sdk api node kernel',
  ],
  [
    CUE_NETWORK,
    'ip ipv4 ipv6 adresse address serveur server hôte host ping passerelle gateway dns proxy connexion connexions connection session client src source dst from depuis vers poste routeur router réseau network subnet vpn ssh sshd borne remote login imprimante machine switch nas pare firewall requête requêtes accès',
  ],
  [CUE_SOCIAL, 'nir sécu sécurité securite secu sociale insee ss vitale assuré assurée nss'],
]
