/** The accessibility statement and its mention in the footer of every page, in French. */
export const accessibilityFr = {
  'accessibility.total': 'Accessibilité : totalement conforme',
  'accessibility.partial': 'Accessibilité : partiellement conforme',
  'accessibility.none': 'Accessibilité : non conforme',
  'accessibility.title': 'Déclaration d’accessibilité',
  'accessibility.law':
    'La loi demande que les services en ligne des administrations puissent être utilisés par tous (article 47 de la loi n° 2005-102 du 11 février 2005 et décret n° 2019-768 du 24 juillet 2019).',
  'accessibility.scope.console': 'Cette page concerne la console de décision de {authority}.',
  'accessibility.scope.register':
    'Cette page concerne le registre des systèmes d’IA de {authority}, ses formulaires et son rapport annuel.',
  'accessibility.scope.verification':
    'Cette page concerne la page où se vérifient les décisions de {authority}.',
  'accessibility.state': 'État de conformité',
  'accessibility.state.total':
    'Ces pages sont totalement conformes au référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1.',
  'accessibility.state.partial':
    'Ces pages sont partiellement conformes au référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1. Ce qui n’est pas accessible est dit plus bas.',
  'accessibility.state.none':
    'Ces pages ne sont pas conformes au référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1.',
  'accessibility.undeclared':
    '{authority} n’a rien déclaré pour ces pages. Sans mesure en cours de validité, la règle est de les dire non conformes.',
  'accessibility.expired':
    'La déclaration du {day} a plus de trois ans et ne vaut plus. Sans mesure en cours de validité, la règle est de dire ces pages non conformes.',
  'accessibility.results': 'Résultats des tests',
  'accessibility.audit': 'Audit du {day} par {by} : {rate} % des critères du RGAA sont respectés.',
  'accessibility.no-audit': 'Aucun audit n’a été fait. Il n’y a pas de résultat à donner.',
  'accessibility.not-accessible': 'Ce qui n’est pas accessible',
  'accessibility.all-accessible': 'L’audit n’a rien trouvé qui ne soit pas accessible.',
  'accessibility.not-known': 'La liste n’est pas établie.',
  'accessibility.established': 'Établissement de cette déclaration',
  'accessibility.established-on': 'Déclaration établie le {day}.',
  'accessibility.not-established': 'Cette déclaration n’est pas encore établie.',
  'accessibility.contact': 'Signaler un problème, demander une autre forme',
  'accessibility.contact-text':
    'Vous n’arrivez pas à lire ou à utiliser une page ? Dites-le : on vous oriente vers une autre forme accessible, ou on vous donne le contenu autrement.',
  'accessibility.contact-email': 'Écrire à {email}',
  'accessibility.contact-form': 'Écrire par le formulaire de contact',
  'accessibility.contact-none':
    'Adressez-vous à {authority} par les moyens habituels : téléphone, courrier ou accueil.',
  'accessibility.appeal': 'Voies de recours',
  'accessibility.appeal-text':
    'Vous avez signalé un défaut qui vous empêche d’accéder à un contenu ou à un service, et vous n’avez pas eu de réponse satisfaisante ? Vous pouvez :',
  'accessibility.appeal-form': 'écrire au Défenseur des droits',
  'accessibility.appeal-delegate': 'rencontrer un délégué du Défenseur des droits près de chez vous',
  'accessibility.appeal-post':
    'envoyer un courrier gratuit, sans timbre : Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07',
  'accessibility.back': 'Retour',
} as const
