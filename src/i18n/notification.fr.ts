/** E-mails to agents and supervisors, in French. They name no person concerned, no case number and no direction. */
export const notificationFr = {
  'mail.due-soon.subject': 'Échéance proche : un dossier attend une décision',
  'mail.due-soon.text': 'Un dossier du système « {system} » attend une décision au plus tard le {moment}.',
  'mail.due-soon-holder.subject': 'Échéance proche : votre dossier attend une décision',
  'mail.due-soon-holder.text':
    'Un dossier du système « {system} » sur lequel vous travaillez attend une décision au plus tard le {moment}. Si vous ne pouvez pas le terminer, rendez-le à la file.',
  'mail.escalated.subject': 'Un dossier vous est transmis pour décision',
  'mail.escalated.text':
    'Un dossier du système « {system} » est transmis aux responsables. Son échéance : {moment}.',
  'mail.reported-urgent.subject': 'Suspension demandée : un problème grave est signalé',
  'mail.reported-urgent.text':
    'Un agent a signalé un problème avec le système « {system} » et demande sa suspension. Lisez le signalement, puis suspendez le système ou répondez.',
  'mail.taken-over.subject': 'Un responsable a repris un de vos dossiers',
  'mail.taken-over.text':
    'Un responsable a repris un dossier du système « {system} » que vous aviez réservé. Son motif est dans le dossier. Votre saisie est conservée.',
  'mail.too-few-people.subject': 'Trop peu de personnes habilitées',
  'mail.too-few-people.text':
    'Le système « {system} » n’a plus assez de personnes habilitées pour le rôle « {role} ». Renouvelez ou ajoutez des habilitations.',
  'mail.figures-alert.subject': 'À inscrire à l’ordre du jour du comité IA',
  'mail.figures-alert.text':
    'Les chiffres des quatre dernières semaines du système « {system} » appellent un examen : {what}. Ils portent sur le système, pas sur les personnes. À inscrire à l’ordre du jour du prochain comité opérationnel IA.',
  'mail.alert.systematic': 'validation quasi systématique',
  'mail.alert.useless': 'utilité à réexaminer',
  'mail.alert.anchored': 'ancrage possible',
  'mail.reference': 'Référence : {reviewId}',
  'mail.open': 'Ouvrir la console : {url}',
  'mail.without-ai': 'Le dossier peut toujours se traiter sans l’IA.',
  'mail.machine': 'Message automatique. Il ne contient aucune donnée du dossier.',
} as const
