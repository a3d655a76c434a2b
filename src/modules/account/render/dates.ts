import { ZONE } from '#platform/today.ts'
import type { DocumentLocale } from '../document.ts'

// European English: "3 March 2026, 14:00".
const LANGUAGE: Record<DocumentLocale, string> = { fr: 'fr', nl: 'nl', en: 'en-GB' }

/** A day in words ("3 mars 2026") from "2026-03-03"; what is not a day is given back as it is. */
export const dayOf = (day: string, locale: DocumentLocale) => {
  const date = new Date(`${day.slice(0, 10)}T12:00:00Z`)
  return Number.isNaN(date.getTime()) ? day : new Intl.DateTimeFormat(LANGUAGE[locale], { dateStyle: 'long', timeZone: 'UTC' }).format(date)
}

/** A moment in words, in the time of the network ("3 mars 2026 à 14:00"), from an ISO instant. */
export const instantOf = (instant: string, locale: DocumentLocale) => {
  const date = new Date(instant)
  return Number.isNaN(date.getTime())
    ? instant
    : new Intl.DateTimeFormat(LANGUAGE[locale], { dateStyle: 'long', timeStyle: 'short', timeZone: ZONE }).format(date)
}
