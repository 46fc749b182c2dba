import { type SpecialCategory, specialCategories } from 'garde-fou/personal-data'
import { describe, expect, test } from 'vitest'

const CASES: readonly (readonly [SpecialCategory, string])[] = [
  ['health', 'Ma fille est diabétique et ne peut pas attendre.'],
  ['health', 'M. Sarr suit une chimiothérapie depuis mars.'],
  ['health', 'Je suis enceinte de six mois.'],
  ['religion', 'La locataire est musulmane.'],
  ['politics', 'Il est membre du parti depuis dix ans.'],
  ['union', 'Cet agent est syndiqué.'],
  ['ethnic-origin', 'Demandeur d’origine maghrébine.'],
  ['sex-life', 'Elle dit être homosexuelle.'],
  ['genetic-biometric', 'Le test ADN de mon fils est joint.'],
  ['criminal', 'Mon voisin a été condamné pour vol.'],
]

describe('special categories', () => {
  test.each(CASES)('%s: « %s »', (category, text) => {
    expect(specialCategories(text).map((span) => span.category)).toContain(category)
  })

  test.each([
    'Le centre de santé ouvre lundi.',
    'Semaine de prévention du cancer : stand place Pey-Berland.',
    'L’église Saint-Louis et la mosquée sont inscrites au patrimoine.',
    'Le syndicat mixte vote son budget.',
    'Les toilettes accessibles aux personnes en fauteuil roulant sont au rez-de-chaussée.',
  ])('what is said of nobody is left alone: « %s »', (text) => expect(specialCategories(text)).toEqual([]))
})
