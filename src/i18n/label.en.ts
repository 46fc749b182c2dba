import type { labelFr } from './label.fr.js'
import type { Translation } from './translate.js'

/** What a label says to a reader, in English. */
export const labelEn: Translation<typeof labelFr> = {
  'label.text-heading': 'Text produced with artificial intelligence',
  'label.trained':
    'Text produced with artificial intelligence (system: {system}; model: {model}, {supplier}).',
  'label.algorithm':
    'Text produced with an algorithm, without a trained model (system: {system}; algorithm: {model}, {supplier}).',
  'label.review.none': 'Nobody has checked it.',
  'label.review.pending': 'A person still has to check it.',
  'label.review.approved': 'A person has checked it.',
  'label.review.approved-role': 'A person has checked it (role: {role}).',
  'label.review.amended': 'A person has checked and amended it.',
  'label.review.amended-role': 'A person has checked and amended it (role: {role}).',
  'label.reference': 'Label reference: {reference}',
}
