/** Why somebody gives their opinion first, and how that is asked of a system, in French. */
export const oversightFr = {
  'oversight.raised.new-agent': {
    one: 'Vous débutez sur ce système : votre avis d’abord pour votre premier dossier.',
    other: 'Vous débutez sur ce système : votre avis d’abord pour vos {count} premiers dossiers.',
  },
  'oversight.raised.second-opinion':
    'Un second avis est demandé : donnez le vôtre avant de voir la suggestion.',
  'oversight.raised.model-changed':
    'Le modèle de ce système a changé : votre avis d’abord jusqu’au {moment}.',
  'oversight.raised.alert':
    'Les chiffres de ce système appellent un réexamen : votre avis d’abord en attendant.',
  'oversight.raised.by-hand':
    'Le comité opérationnel IA demande l’avis des agents d’abord sur ce système : donnez le vôtre avant de voir la suggestion.',
  'oversight.raised.unreadable':
    'La règle de ce système n’a pas pu être lue : votre avis d’abord, par prudence.',
  'oversight.title': 'Avis des agents d’abord',
  'oversight.altered':
    'La règle de ce système n’est plus telle qu’elle a été enregistrée : l’avis des agents vient d’abord sur tous les dossiers. Prévenez l’exploitant.',
  'oversight.own': 'Chaque usage garde le mode de sa fiche.',
  'oversight.own-first': 'Tous les usages de la fiche demandent déjà l’avis de l’agent d’abord.',
  'oversight.standing': 'Demandé pour tous les dossiers réservés depuis le {moment}',
  'oversight.standing.alert': 'Alerte : {alert}. À mettre à l’ordre du jour du comité opérationnel IA.',
  'oversight.model': 'Le modèle a changé : demandé pour tous les dossiers jusqu’au {moment}.',
  'oversight.reason': 'Motif (mode de contrôle)',
  'oversight.raise': 'Demander l’avis d’abord',
  'oversight.raise-named': 'Demander l’avis d’abord pour {system}',
  'oversight.lift': 'Lever la demande',
  'oversight.lift-named': 'Lever la demande d’avis d’abord pour {system}',
  'oversight.done.raised':
    'L’avis de l’agent vient d’abord sur les dossiers réservés à partir de maintenant.',
  'oversight.done.lifted':
    'Les modes déclarés valent de nouveau pour les dossiers réservés à partir de maintenant.',
  'oversight.history': 'Historique des demandes d’avis d’abord',
  'oversight.history.raised': 'Demandé le {moment} par {name}',
  'oversight.history.alert': 'Demandé le {moment} par une alerte : {alert}',
  'oversight.history.lifted': 'Levé le {moment} par {name}',
} as const
