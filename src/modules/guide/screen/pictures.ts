import type { PictogramName } from '#platform/ui/index.ts'
import type { Need, Time, Urgency } from '../vocabulary.ts'

// One drawing for each answer, everywhere the same: easy-to-read pages stand on them.
export const URGENCY_PICTURE: Readonly<Record<Urgency, PictogramName>> = {
  danger: 'warning',
  today: 'phone',
  week: 'calendar',
  later: 'path',
}
export const NEED_PICTURE: Readonly<Record<Need, PictogramName>> = {
  talk: 'speech',
  crisis: 'hand',
  support: 'people',
  recovery: 'heart',
  stay: 'hospital',
  housing: 'house',
  work: 'pen',
  leisure: 'globe',
}
export const TIME_PICTURE: Readonly<Record<Time, PictogramName>> = { day: 'eye', evening: 'house', weekend: 'calendar' }
