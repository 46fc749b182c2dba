import { LANGUAGES } from '../../i18n/language.js'
import { page } from '../responses.js'
import type { ReviewRequest } from './answer.js'
import { ExplanationPage } from './explanation-page.js'

/** « Préparer l’explication individuelle »: for an agent who answers a person's request, on paper or by e-mail. */
export async function showExplanation(
  { visit, reviewId }: ReviewRequest,
  asked: string | undefined,
): Promise<Response> {
  const lang = LANGUAGES.find((one) => one === asked) ?? visit.language
  const explanation = await visit.guard.reviews.explain(reviewId, visit.reviewer.id, lang)
  return page(ExplanationPage({ visit, explanation }))
}
