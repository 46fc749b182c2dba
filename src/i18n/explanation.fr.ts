/** The individual explanation of a decision, in French. Each sentence stands only where the stored trace makes it true. */
export const explanationFr = {
  'explain.title': 'Explication individuelle',
  'explain.intro':
    'Ce document explique comment l’IA a contribué à la décision. Il est établi à partir de ce qui a été enregistré à ce moment-là (code des relations entre le public et l’administration, article R. 311-3-1-2).',
  'explain.named': '{name} : {value}',
  'explain.administration': 'Administration',
  'explain.case': 'Dossier',
  'explain.reference': 'Référence de la décision',
  'explain.system': 'Système d’IA',
  'explain.system.version': '{name}, version {version}',
  'explain.effective': 'Décision en vigueur depuis',

  'explain.contribution': 'La part de l’IA dans la décision',
  'explain.degree.approved': 'La décision reprend la suggestion de l’IA telle quelle.',
  'explain.degree.amended': {
    one: 'La décision reprend la suggestion de l’IA avec {count} changement.',
    other: 'La décision reprend la suggestion de l’IA avec {count} changements.',
  },
  'explain.degree.rejected': 'La décision ne reprend pas la suggestion de l’IA : elle a été écartée.',
  'explain.degree.without-ai': 'La décision a été prise sans que la suggestion de l’IA soit affichée.',
  'explain.people': {
    one: 'Une personne a décidé (rôle : {roles}).',
    other: '{count} personnes ont décidé (rôle : {roles}).',
  },
  'explain.no-effect': 'Sans cette décision, la suggestion n’aurait eu aucun effet.',
  'explain.mode.decide-first': 'La règle de ce système : l’agent donne son avis avant de voir la suggestion.',
  'explain.mode.on-request': 'La règle de ce système : l’agent voit la suggestion s’il la demande.',
  'explain.mode.shown': 'La règle de ce système : l’agent voit la suggestion dès l’ouverture du dossier.',
  'explain.action': 'Ce que fait l’IA : {action}',
  'explain.purpose': 'À quoi elle sert : {purpose}',

  'explain.data': 'Les données traitées et leurs sources',
  'explain.data.item': '{name} (source : {source})',
  'explain.data.personal': '{name} (données personnelles ; source : {source})',
  'explain.data.undeclared': 'La fiche du système ne déclare aucune donnée.',
  'explain.input.case': 'L’IA et l’agent ont lu les mêmes données du dossier :',
  'explain.input.texts': 'Ce qui a été transmis à l’IA :',
  'explain.input.beside': 'Données du dossier lues par l’agent :',
  'explain.input.unknown':
    'Ce qui a été transmis à l’IA n’a pas été enregistré à part. Données du dossier lues par l’agent :',
  'explain.placeholders':
    'Avant l’envoi à l’IA, des données personnelles ont été remplacées par des repères, puis remises dans sa réponse.',

  'explain.parameters': 'Les paramètres et leur pondération',
  'explain.model': 'Modèle : {name} ({supplier})',
  'explain.model.version': 'Modèle : {name}, version {version} ({supplier})',
  'explain.instructions':
    'Les consignes données à l’IA font partie de la version {version} du système. Une consigne qui change donne une autre version.',
  'explain.kind': 'Type d’IA : {kind}',
  'explain.hosting': 'Hébergement : {hosting}',
  'explain.declared': 'Paramètres déclarés : {parameters}',
  'explain.limits': 'Limite connue : {limit}',
  'explain.weights.trained':
    'Ce modèle est entraîné. Ses paramètres internes ne permettent pas de dire quel poids chaque information a eu dans votre cas : aucun n’est donc indiqué ici.',
  'explain.weights.algorithm':
    'Ce système suit des règles écrites, sans apprentissage. Aucune pondération propre à votre cas n’a été enregistrée : aucune n’est donc indiquée ici.',
  'explain.rules': 'Règles publiées : {url}',
  'explain.record.same': 'La fiche du système est celle qui valait pour cette décision.',
  'explain.record.changed':
    'La fiche du système a changé depuis. Ce qui vient de la fiche est donné dans son état actuel (version {version}).',
  'explain.record.gone':
    'La fiche du système n’est plus dans ce logiciel. Seul ce qui a été enregistré avec la décision est indiqué.',

  'explain.operations': 'Les opérations effectuées',
  'explain.checks.none': 'Les contrôles automatiques n’ont rien signalé.',
  'explain.checks.found': 'Point signalé par un contrôle automatique : {finding}',
  'explain.step.suggested':
    '{moment} : l’IA a produit une suggestion. Elle a attendu la décision d’une personne.',
  'explain.step.opinion-before':
    '{moment} : un agent a donné son avis, avant de voir la suggestion : {choice}.',
  'explain.step.opinion-after':
    '{moment} : un agent a donné son avis, après avoir vu la suggestion : {choice}.',
  'explain.step.shown': '{moment} : la suggestion a été affichée à un agent.',
  'explain.step.second-opinion': '{moment} : un agent a demandé qu’une autre personne décide aussi.',
  'explain.step.second-opinion-drawn':
    '{moment} : le dossier a été tiré au sort pour que deux personnes en décident.',
  'explain.step.escalated': '{moment} : le dossier a été transmis à un responsable.',
  'explain.step.taken-over': '{moment} : un responsable a repris le dossier.',
  'explain.step.stale': '{moment} : le dossier a changé. La suggestion ne pouvait plus être retenue.',
  'explain.step.reported': '{moment} : un agent a signalé un problème dans la suggestion.',
  'explain.step.decided': '{moment} : une personne a décidé (rôle : {role}).',
  'explain.step.effective': '{moment} : la décision a pris effet.',

  'explain.suggestion': 'Ce que l’IA a suggéré',
  'explain.suggestion.text': 'Texte produit par l’IA. Il peut contenir des erreurs et n’est pas la décision.',

  'explain.opinion': 'Le premier avis de l’agent',
  'explain.opinion.before': 'Avant de voir la suggestion : {choice}.',
  'explain.opinion.after': 'Après avoir vu la suggestion : {choice}.',
  'explain.opinion.criteria': 'Critères vérifiés alors : {criteria}.',
  'explain.opinion.criterion': '{criterion} ({answer})',
  'explain.opinion.none': 'Aucun avis n’a été enregistré avant la décision.',
  'explain.opinion.changed': 'L’agent a ensuite changé d’avis.',
  'explain.opinion.changed-why': 'L’agent a ensuite changé d’avis. Raison indiquée : {reasons}.',

  'explain.decision': 'La décision et ses différences avec la suggestion',
  'explain.reasons': 'Ce qui a compté : {reasons}.',
  'explain.text-for-person': 'Ce que l’agent vous a écrit :',
  'explain.value': 'Contenu de la décision :',
  'explain.differences': 'Différences avec la suggestion :',
  'explain.differences.none': 'Aucune différence avec la suggestion.',
  'explain.no-value': 'La décision ne reprend aucun contenu de la suggestion.',
  'explain.before': 'suggestion',
  'explain.after': 'décision',

  'explain.rights': 'Vos droits',
  'explain.rights.contest':
    'Pour contester la décision, suivez les voies et délais de recours écrits dans votre lettre.',
  'explain.rights.cada':
    'Si cette réponse ne suffit pas, vous pouvez saisir la Commission d’accès aux documents administratifs (www.cada.fr) dans un délai de deux mois.',
  'explain.rights.notes': 'Les notes internes des agents ne figurent pas dans ce document.',
} as const
