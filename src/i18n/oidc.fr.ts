/** Signing in at the city's identity provider, in French. */
export const oidcFr = {
  'oidc.sign-in': 'Se connecter',
  'oidc.signed-out': 'Vous êtes déconnecté.',
  'oidc.signing-out': 'Déconnexion',
  'oidc.signing-out-text':
    'Votre session est fermée dans la console. Elle se ferme aussi auprès du service d’identité.',
  'oidc.sign-out-there': 'Continuer',
  'oidc.failed': 'La connexion n’a pas abouti',
  'oidc.retry': 'Recommencer',
  'oidc.unreachable':
    'Le service d’identité ne répond pas. Rien n’a été perdu : ce que vous aviez saisi est conservé. Réessayez dans un instant.',
  'oidc.refused':
    'Cette connexion a expiré, a déjà servi ou n’a pas commencé ici. Rien n’a été perdu. Recommencez.',
  'oidc.denied': 'Le service d’identité a refusé la connexion, ou vous l’avez interrompue.',
  'oidc.no-access':
    'Votre compte est reconnu, mais il n’a pas accès à cette console. Contactez le référent IA de votre service.',
  'oidc.no-person':
    'Vos droits n’ont pas pu être lus. Rien n’a été perdu. Si cela se répète, transmettez la référence ci-dessous.',
} as const
