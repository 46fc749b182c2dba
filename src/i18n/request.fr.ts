/** The forms by which people ask for an explanation or say what they think, in French. */
export const requestFr = {
  'request.skip': 'Aller au contenu',
  'request.error-prefix': 'Erreur :',
  'request.languages': 'Langue',
  'request.footer':
    'Ce que vous écrivez est chiffré et lu par les agents chargés de ce système seulement. Il sert à vous répondre, à rien d’autre.',
  'request.back': 'Retour à la fiche de ce système',
  'request.system': 'Système d’IA : {name}',
  'request.optional': '{label} (facultatif)',

  'request.explanation.title': 'Demander une explication',
  'request.explanation.lede':
    'Vous pouvez demander comment une IA a contribué à une décision qui vous concerne. Un agent vous répond au plus tard le {day} si vous envoyez votre demande aujourd’hui.',
  'request.explanation.law':
    'C’est un droit : code des relations entre le public et l’administration, articles L. 311-3-1 et R. 311-3-1-2.',
  'request.wish': 'Que souhaitez-vous ?',
  'request.wish.understand': 'Comprendre ma décision',
  'request.wish.rules': 'Obtenir les règles',
  'request.wish.agent': 'Parler à un agent',
  'request.wish.error': 'Signaler une erreur',
  'request.name': 'Votre nom et votre prénom',
  'request.contact': 'Où vous répondre',
  'request.contact-hint': 'Donnez ce qu’il faut pour vous joindre : une adresse ou un téléphone.',
  'request.email': 'Adresse électronique',
  'request.email-hint': 'Exemple : prenom.nom@exemple.fr',
  'request.address': 'Adresse postale',
  'request.channel': 'Comment souhaitez-vous la réponse ?',
  'request.channel.email': 'Par courriel',
  'request.channel.post': 'Par courrier',
  'request.channel.phone': 'Par téléphone',
  'request.channel.desk': 'À l’accueil, avec le numéro de ma demande',
  'request.phone': 'Téléphone',
  'request.reference': 'Référence de la décision',
  'request.reference-hint':
    'Elle est dans votre lettre : 25 lettres et chiffres. Elle permet à l’agent de trouver votre dossier.',
  'request.text': 'Votre demande',
  'request.text-hint':
    'Dites ce que vous voulez comprendre. Sans référence, dites aussi de quelle décision il s’agit. {count} caractères au plus. N’écrivez rien sur votre santé ni sur d’autres personnes si ce n’est pas utile.',
  'request.explanation.send': 'Envoyer ma demande',

  'request.feedback.title': 'Donner votre avis',
  'request.feedback.lede':
    'Dites ce que vous pensez de cette IA : ce qui aide, ce qui gêne, ce qui vous inquiète. Les agents chargés de ce système lisent chaque avis, sans y répondre.',
  'request.feedback.text': 'Votre avis',
  'request.feedback.text-hint':
    'Il est anonyme : n’écrivez ni votre nom ni votre numéro de dossier. {count} caractères au plus.',
  'request.feedback.send': 'Envoyer mon avis',

  'request.errors': { one: '{count} erreur à corriger', other: '{count} erreurs à corriger' },
  'request.error.name': 'Écrivez votre nom et votre prénom.',
  'request.error.contact': 'Écrivez une adresse ou un téléphone pour la réponse, ou choisissez l’accueil.',
  'request.error.email': 'Corrigez l’adresse électronique : elle s’écrit prenom.nom@exemple.fr.',
  'request.error.address': 'Écrivez l’adresse postale où envoyer la réponse.',
  'request.error.phone': 'Écrivez un numéro de téléphone, par exemple 05 00 00 00 00.',
  'request.error.reference':
    'Corrigez la référence, ou laissez ce champ vide : elle a 25 lettres et chiffres, comme dans votre lettre.',
  'request.error.text': 'Écrivez votre demande.',
  'request.error.feedback': 'Écrivez votre avis.',
  'request.error.long': 'Ce texte est trop long : {count} caractères au plus.',
  'request.error.unreadable': 'Un caractère ne peut pas être enregistré : écrivez ce texte de nouveau.',
  'request.expired':
    'Cette page était ouverte depuis trop longtemps. Rien n’est perdu, rien n’est envoyé : relisez et envoyez de nouveau.',

  'request.received.title': 'Demande reçue',
  'request.received.text':
    'Nous avons reçu votre demande le {day}. Un agent vous répond au plus tard le {due}.',
  'request.received.number': 'Numéro de votre demande',
  'request.received.keep': 'Notez ce numéro ou imprimez cette page : il prouve votre demande.',
  'request.received.then': 'Sans réponse',
  'request.received.cada':
    'Sans réponse un mois après la réception de votre demande, vous avez deux mois pour saisir la Commission d’accès aux documents administratifs (www.cada.fr).',
  'request.received.appeal':
    'Cette demande ne prolonge pas le délai pour contester la décision : il est écrit dans votre lettre.',
  'request.thanks.title': 'Avis reçu',
  'request.thanks.text': 'Merci. Les agents chargés de ce système liront votre avis.',

  'request.unknown.title': 'Page introuvable',
  'request.unknown.text': 'Aucun système ne se trouve à cette adresse.',
  'request.limited.title': 'Trop d’envois',
  'request.limited.text': {
    one: 'Trop de messages ont été envoyés en peu de temps. Réessayez dans {count} minute. Votre texte est toujours dans la page précédente.',
    other:
      'Trop de messages ont été envoyés en peu de temps. Réessayez dans {count} minutes. Votre texte est toujours dans la page précédente.',
  },
  'request.large.title': 'Envoi refusé',
  'request.large.text':
    'Ce qui a été envoyé n’est pas ce formulaire, ou dépasse sa taille. Revenez à la page précédente.',
  'request.failed.title': 'Envoi impossible pour le moment',
  'request.failed.text':
    'Le service ne répond pas : votre message n’est pas enregistré. Revenez à la page précédente et réessayez dans quelques minutes. Référence de l’incident : {incident}',
} as const
