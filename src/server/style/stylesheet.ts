import { createHash } from 'node:crypto'
import { ADMINISTRATION_CSS } from './administration.css.js'
import { BASE_CSS } from './base.css.js'
import { FORM_CSS } from './form.css.js'
import { PAGES_CSS } from './pages.css.js'
import { THEME_CSS } from './theme.css.js'
import { WORK_CSS } from './work.css.js'

/** The console's one stylesheet. */
export const STYLESHEET: string = [
  THEME_CSS,
  BASE_CSS,
  FORM_CSS,
  PAGES_CSS,
  WORK_CSS,
  ADMINISTRATION_CSS,
].join('\n')

/** Changes with the stylesheet: part of its address. */
export const STYLE_VERSION: string = createHash('sha256').update(STYLESHEET).digest('hex').slice(0, 12)
