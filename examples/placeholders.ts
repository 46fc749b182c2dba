// What does the model see of a person, and what comes back? Run: npm run build && node examples/placeholders.ts
import { detectPersonalData, EMPTY_TABLE, pseudonymise, restore } from 'garde-fou/personal-data'

const letter =
  'Je suis Mme Maïtena Etcheverry, 12 rue du Port, 33000 Bordeaux. Rappelez-moi au 06 39 98 14 02 : Mme Etcheverry.'
const { text, sent } = pseudonymise(letter, detectPersonalData(letter), EMPTY_TABLE)
console.log('Sent:', text)

// Models write placeholders as they please.
console.log('Back:', restore('Chère Madame « personne 1 », nous vous rappellerons au Téléphone-1.', sent))
// A guard does both around every call of a use that declares `personalData: { otherwise: 'pseudonymise' }`.
