/** The check of a decision, for whoever holds its letter, in French. */
export const verifyFr = {
  'verify.skip': 'Aller au contenu',
  'verify.error-prefix': 'Erreur :',
  'verify.languages': 'Langue',
  'verify.title': 'Vérifier une décision',
  'verify.lede':
    'Vous avez reçu une décision préparée avec une IA. Vérifiez ici qu’une personne l’a prise et que rien n’a été modifié depuis.',
  'verify.field': 'Référence de la décision',
  'verify.hint':
    'Elle est dans votre lettre : 25 lettres et chiffres. Espaces, tirets et minuscules sont acceptés.',
  'verify.example': 'Exemple : {example}',
  'verify.submit': 'Vérifier',
  'verify.again': 'Vérifier une autre décision',
  'verify.privacy':
    'Cette page ne montre aucune donnée personnelle : ni votre nom, ni celui de l’agent, ni le contenu de la décision.',

  'verify.errors': 'Votre saisie est à corriger',
  'verify.fault.empty': 'Saisissez la référence qui figure dans votre lettre.',
  'verify.fault.characters':
    'Un caractère ne peut pas faire partie d’une référence. Comparez avec votre lettre.',
  'verify.fault.length': 'Une référence a 25 lettres et chiffres. Comparez avec votre lettre.',
  'verify.fault.check': 'Une lettre ou un chiffre au moins est inexact. Comparez avec votre lettre.',

  'verify.verified.title': 'Décision vérifiée',
  'verify.verified.text': {
    one: 'Une IA a contribué à cette décision. Une personne l’a prise. Rien n’a été modifié depuis.',
    other: 'Une IA a contribué à cette décision. {count} personnes l’ont prise. Rien n’a été modifié depuis.',
  },
  'verify.verified.without-ai': {
    one: 'Une IA avait préparé une suggestion. Une personne a décidé sans elle. Rien n’a été modifié depuis.',
    other:
      'Une IA avait préparé une suggestion. {count} personnes ont décidé sans elle. Rien n’a été modifié depuis.',
  },
  'verify.unsigned.title': 'Décision enregistrée, preuve en préparation',
  'verify.unsigned.text':
    'Une personne a pris cette décision. La preuve sera prête dans quelques secondes : actualisez cette page.',
  'verify.waiting.title': 'Décision pas encore définitive',
  'verify.waiting.text':
    'Une personne a enregistré une décision. L’agent peut encore l’annuler jusqu’au {moment}. Revenez après ce délai.',
  'verify.unknown.title': 'Référence inconnue',
  'verify.unknown.text':
    'Aucune décision en vigueur ne porte cette référence. Comparez-la avec votre lettre. Si elle est exacte, la lettre ne vient peut-être pas de ce service : signalez-le-lui, sans utiliser les coordonnées de la lettre.',
  'verify.broken.title': 'Décision non vérifiable',
  'verify.broken.text':
    'Ce qui est enregistré pour cette référence ne correspond plus à ce que le journal prouve. Cela ne dit pas si votre décision est juste.',
  'verify.broken.todo':
    'Gardez votre lettre. Signalez cette page au service qui vous a écrit, avec la référence. Vos délais de recours continuent de courir.',
  'verify.limited.title': 'Trop de vérifications',
  'verify.limited.text': {
    one: 'Trop de références ont été vérifiées en peu de temps. Réessayez dans {count} minute.',
    other: 'Trop de références ont été vérifiées en peu de temps. Réessayez dans {count} minutes.',
  },
  'verify.failed.title': 'Vérification impossible pour le moment',
  'verify.failed.text':
    'Le service ne répond pas. Cela ne dit rien de votre décision. Réessayez dans quelques minutes. Référence de l’incident : {incident}',

  'verify.erased':
    'Les textes de cette décision ont été effacés le {day}. Le journal prouve toujours ce qui suit.',
  'verify.facts': 'Ce que le journal en dit',
  'verify.ai': 'Part de l’IA',
  'verify.ai.approved': 'Elle a préparé une suggestion, que l’agent a retenue.',
  'verify.ai.amended': 'Elle a préparé une suggestion, que l’agent a retenue avec des modifications.',
  'verify.ai.rejected': 'Elle a préparé une suggestion, que l’agent a écartée.',
  'verify.ai.without-ai': 'Elle avait préparé une suggestion, que l’agent n’a pas consultée.',
  'verify.person': 'Qui a décidé',
  'verify.person.role': {
    one: 'Une personne (rôle : {role})',
    other: '{count} personnes (rôle : {role})',
  },
  'verify.decided-at': 'Date de la décision',
  'verify.effective-at': 'Prise d’effet',
  'verify.system': 'Système d’IA',
  'verify.system.version': '{name}, version {version}',
  'verify.reference': 'Référence',

  'verify.rights': 'Vos droits',
  'verify.rights.explanation':
    'Vous pouvez demander les règles de ce traitement et les principales caractéristiques de sa mise en œuvre dans votre cas, en indiquant cette référence (code des relations entre le public et l’administration, articles L. 311-3-1, R. 311-3-1-1 et R. 311-3-1-2).',
  'verify.rights.cada':
    'Sans réponse un mois après la réception de votre demande, vous avez deux mois pour saisir la Commission d’accès aux documents administratifs (www.cada.fr).',
  'verify.rights.data': 'Vous pouvez faire corriger vos données.',
  'verify.rights.contest':
    'Pour contester la décision, suivez les voies et délais de recours écrits dans votre lettre.',

  'verify.proof': 'Preuve',
  'verify.proof.text':
    'La décision est l’écriture {index} du journal « {origin} ». Ce journal est signé et compte {size} écritures : changer une seule d’entre elles se verrait.',
  'verify.proof.download': 'Télécharger la preuve (JSON)',
  'verify.proof.script': 'Télécharger le script de vérification',
  'verify.proof.offline': 'Vérifier la preuve sans ce site',
  'verify.proof.step.files': 'Téléchargez la preuve et le script. Le script est court : lisez-le.',
  'verify.proof.step.key':
    'Comparez la clé publique ci-dessous avec celle que l’administration publie ailleurs. Cette page ne peut pas se garantir elle-même.',
  'verify.proof.step.run': 'Dans un terminal où Node.js est installé, écrivez :',
  'verify.proof.key': 'Clé publique du journal',

  'verify.letter.title': 'Vérifier cette décision',
  'verify.letter.text':
    'Une personne a pris cette décision. Pour vérifier que rien n’a été modifié depuis : {page}',
  'verify.letter.reference': 'Référence à saisir : {reference}',
  'verify.letter.code': 'Code QR : ouvre {page} avec cette référence',
} as const
