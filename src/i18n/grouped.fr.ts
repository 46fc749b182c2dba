/** Grouped processing: several decisions in one form, in French. */
export const groupedFr = {
  'grouped.link': 'Traiter plusieurs dossiers',
  'grouped.link-detail': {
    one: '{count} dossier que vous avez ouvert : {name}',
    other: '{count} dossiers que vous avez ouverts : {name}',
  },
  'grouped.title': 'Traiter plusieurs dossiers',
  'grouped.lede': {
    one: '{name} : {count} dossier à faible impact, réservé et déjà ouvert par vous.',
    other: '{name} : {count} dossiers à faible impact, réservés et déjà ouverts par vous.',
  },
  'grouped.rule':
    'Chaque dossier a sa propre décision et son propre motif. Laissez vide un dossier que vous ne décidez pas maintenant : il vous reste réservé.',
  'grouped.none':
    'Aucun dossier ne peut être traité ici pour le moment. Réservez et ouvrez d’abord les dossiers.',
  'grouped.open': 'Ouvrir le dossier',
  'grouped.open-named': 'Ouvrir le dossier {case}',
  'grouped.save': 'Enregistrer le brouillon',
  'grouped.saved': 'Brouillons enregistrés. Aucune décision n’est prise.',
  'grouped.renew': 'Prolonger mes réservations',
  'grouped.renewed': 'Réservations prolongées. Votre saisie est conservée.',
  'grouped.over': 'Une de vos réservations a pris fin. Votre saisie est conservée.',
  'grouped.refused':
    'Rien n’a été enregistré : un des dossiers ne peut plus être traité avec les autres. Votre saisie est conservée.',
  'grouped.moved':
    'Un dossier que vous remplissiez n’est plus dans ce lot. Rien n’a été enregistré et votre saisie est conservée : voyez-la ci-dessous ou sur la page du dossier.',
  'grouped.changed':
    'Rien n’a été enregistré : votre saisie a changé depuis la vérification. Vérifiez à nouveau.',
  'grouped.kept': 'Votre saisie pour le dossier {case}',
  'grouped.aside': 'Dossiers à traiter à part',
  'grouped.fault.not-opened': 'Ouvrez-le d’abord : il rejoindra ensuite ce lot.',
  'grouped.fault.not-shown':
    'Sa suggestion ne vous est pas affichée d’emblée : il se traite sur sa propre page.',
  'grouped.fault.in-doubt': 'Un contrôle a un doute : il se traite sur sa propre page.',
  'grouped.fault.too-many': 'Le lot est complet : il se traite ensuite.',
  'grouped.fault.altered': 'Ses données ont été altérées. Prévenez votre responsable.',
  'grouped.fault.not-allowed': 'Vous ne pouvez pas le décider pour le moment : sa page dit pourquoi.',
  'grouped.fault.apart': 'Il demande un examen à part : il se traite sur sa propre page.',
  'grouped.error.none': 'Décidez au moins un dossier.',
  'grouped.error.moved': 'Ce dossier a changé pendant votre examen. Relisez-le, puis vérifiez à nouveau.',
  'grouped.check': 'Vérifiez vos décisions',
  'grouped.check-lede': {
    one: '{count} dossier. Rien n’est enregistré pour le moment.',
    other: '{count} dossiers. Rien n’est enregistré pour le moment.',
  },
  'grouped.back': 'Retour aux dossiers',
  'grouped.change-named': 'Modifier : {field}, dossier {case}',
  'grouped.blank': {
    one: '{count} dossier reste réservé, sans décision :',
    other: '{count} dossiers restent réservés, sans décision :',
  },
  'grouped.what-next':
    'Après l’enregistrement, vous aurez {duration} pour annuler chaque décision. Ensuite, elle est transmise.',
  'grouped.notice':
    'Chaque lettre à la personne doit porter la mention d’information sur l’IA et la référence de la décision.',
  'grouped.record': {
    one: 'Enregistrer {count} décision',
    other: 'Enregistrer ces {count} décisions',
  },
  'grouped.result': {
    one: '{count} décision enregistrée',
    other: '{count} décisions enregistrées',
  },
  'grouped.not-recorded': {
    one: '{count} dossier n’a pas de décision enregistrée. Voyez pourquoi ci-dessous.',
    other: '{count} dossiers n’ont pas de décision enregistrée. Voyez pourquoi ci-dessous.',
  },
  'grouped.nothing-recorded': 'Aucune décision enregistrée pour ce dossier.',
  'grouped.until': 'Envoi prévu à {time}. Jusque-là, vous pouvez annuler cet enregistrement.',
  'grouped.sent': 'Décision transmise à {time}.',
  'grouped.undo-named': 'Annuler l’enregistrement du dossier {case}',
  'grouped.control-missed': 'Elle vous a échappé : la page du dossier dit où regarder.',
  'grouped.failed.moved':
    'Il a changé entre-temps. Votre saisie est conservée sur sa page : relisez-le, puis décidez.',
  'grouped.failed.lease':
    'Votre réservation a pris fin. Votre saisie est conservée : réservez-le à nouveau sur sa page.',
  'grouped.failed.not-allowed':
    'Vous ne pouvez pas le décider pour le moment : sa page dit pourquoi. Votre saisie est conservée.',
  'grouped.failed.invalid':
    'La saisie n’a pas été acceptée. Elle est conservée sur sa page : corrigez-la, puis recommencez.',
  'grouped.failed.altered':
    'Ses données ont été altérées depuis leur enregistrement. Prévenez votre responsable.',
  'grouped.failed.busy':
    'Le service est très sollicité. Votre saisie est conservée : réessayez dans un instant.',
  'grouped.failed.fault': 'Une erreur est survenue. Votre saisie est conservée sur sa page.',
  'grouped.failed.gone': 'Ce dossier n’existe plus ou vous n’y avez plus accès.',
  'grouped.failed.none': 'Elle a été annulée, ou n’a pas été prise.',
} as const
