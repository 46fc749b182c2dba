/** True when a text is valid Unicode: no half of a surrogate pair stands alone, so its UTF-8 form is its own only. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text)
}
