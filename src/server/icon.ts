import { createHash } from 'node:crypto'

/** The icon of every page: a guard rail, in the neutral colours of the theme. Attributes only, so that no policy stops it. */
export const ICON: string =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0d5257"/>' +
  '<path fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" d="M6 12h20M6 19h20M10 8v17M22 8v17"/></svg>'

/** Its file name, which changes with it: like that of a stylesheet, so that whoever mounts the one has the other. */
export const ICON_FILE: string = `style-${createHash('sha256').update(ICON).digest('hex').slice(0, 12)}.svg`
