/** Drafts are kept by review and person; a form that came after the end of a session, and is about no review, is of this one. */
export const KEPT_FORMS = 'kept-form'

/** The same, of one that is about a review: in clear, so that an erasure finds it without opening anybody's form. */
export function keptFormsAbout(reviewId: string): string {
  return `${KEPT_FORMS}:${reviewId}`
}
