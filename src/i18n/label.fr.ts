/** What a label says to a reader, in French. */
export const labelFr = {
  'label.text-heading': 'Texte produit avec une intelligence artificielle',
  'label.trained':
    'Texte produit avec une intelligence artificielle (système : {system} ; modèle : {model}, {supplier}).',
  'label.algorithm':
    'Texte produit avec un algorithme, sans modèle entraîné (système : {system} ; algorithme : {model}, {supplier}).',
  'label.review.none': 'Personne ne l’a relu.',
  'label.review.pending': 'Une personne doit encore le relire.',
  'label.review.approved': 'Une personne l’a relu.',
  'label.review.approved-role': 'Une personne l’a relu (rôle : {role}).',
  'label.review.amended': 'Une personne l’a relu et modifié.',
  'label.review.amended-role': 'Une personne l’a relu et modifié (rôle : {role}).',
  'label.reference': 'Référence de l’étiquette : {reference}',
} as const
