import type { Disclosure } from 'garde-fou'

/**
 * What the registers that other cities read ask for besides. Fictitious, like everything here. What this example cannot
 * know (energy, cost, contract, source code) is left out: the register says « Non renseigné à ce jour ».
 */
export const disclosure: Disclosure = {
  summary: 'Prépare l’instruction des aides exceptionnelles au logement.',
  theme: 'social-aid',
  area: 'Bordeaux Métropole',
  context:
    'Une personne demande une aide. L’IA relève les faits et ce qui manque. Un agent donne son avis, voit le projet de l’IA, puis décide. La personne reçoit un courrier motivé.',
  peopleConcerned: 'Les ménages qui demandent une aide exceptionnelle. L’effet sur eux est important.',
  legalBasis: [{ title: 'Règlement intérieur du fonds de solidarité pour le logement' }],
  objection: 'Recours gracieux auprès du service Habitat et solidarités, puis tribunal administratif.',
  aiActClass: 'high',
  analysis: 'prescriptive',
  noAssessment: 'Exemple fictif : aucune analyse d’impact n’a été faite.',
  riskMeasures:
    'L’avis de l’agent est recueilli avant l’affichage ; des dossiers de contrôle sont placés parmi les autres.',
  alternatives: 'Instruire sans IA, avec une liste de pièces : plus lent, et toujours possible.',
}
