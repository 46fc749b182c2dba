// The same request and the same answer for every contender.
export const REQUEST =
  'Bonjour, je vous écris au sujet de ma demande de place de stationnement déposée au printemps. Depuis les travaux de la rue, les livraisons se font sur le trottoir et les poussettes passent sur la chaussée. Pourriez-vous me dire quel service suit ce dossier ?'
export const ANSWER =
  'La personne demande quel service suit son dossier de stationnement et quelles pièces il reste à fournir.'
