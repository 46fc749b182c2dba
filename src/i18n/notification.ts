import { notificationEn } from './notification.en.js'
import { notificationFr } from './notification.fr.js'
import { type Translator, translator } from './translate.js'

/** The texts of notifications. */
export const notificationTexts: Translator<typeof notificationFr> = translator({
  fr: notificationFr,
  en: notificationEn,
})
