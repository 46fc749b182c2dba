import type { Theme } from '../../system/disclosure.js'

/** A theme in the words of the two standards that sort systems by one: the nearest of their own. */
export const THEME_WORDS: Readonly<Record<Theme, { readonly dutch: string; readonly eurocities: string }>> = {
  administration: { dutch: 'Organisatie en bedrijfsvoering', eurocities: 'government' },
  culture: { dutch: 'Cultuur en recreatie', eurocities: 'culture, sports and leisure' },
  economy: { dutch: 'Economie', eurocities: 'economy and entrepreneurship' },
  education: { dutch: 'Onderwijs en wetenschap', eurocities: 'education and science' },
  environment: { dutch: 'Natuur en milieu', eurocities: 'environment, spacial planning and water' },
  family: { dutch: 'Sociale zekerheid', eurocities: 'family, youth and households' },
  finance: { dutch: 'Overheidsfinanciën', eurocities: 'finance' },
  health: { dutch: 'Zorg en gezondheid', eurocities: 'health and health care' },
  housing: { dutch: 'Wonen', eurocities: 'housing, living and living environment' },
  integration: { dutch: 'Migratie en integratie', eurocities: 'immigration and integration' },
  international: {
    dutch: 'Internationaal',
    eurocities: 'international collaboration and development aid',
  },
  justice: { dutch: 'Recht', eurocities: 'justice' },
  mobility: { dutch: 'Verkeer', eurocities: 'traffic and transportation' },
  planning: { dutch: 'Ruimte en infrastructuur', eurocities: 'environment, spacial planning and water' },
  safety: { dutch: 'Openbare orde en veiligheid', eurocities: 'public safety' },
  'social-aid': { dutch: 'Sociale zekerheid', eurocities: 'subsidies, benefits and allowances' },
  taxes: { dutch: 'Overheidsfinanciën', eurocities: 'taxes' },
  work: { dutch: 'Werk', eurocities: 'work and career' },
}
