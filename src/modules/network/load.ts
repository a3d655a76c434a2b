import type { WaitingReason } from './vocabulary.ts'

/** What a team can take on a day, from the directory; null: nobody noted it. */
export type Capacity = { beds: number | null; places: number | null; fte: number | null }
/** What a team states for a day. `waiting` null: nobody said; its reasons are parts of it. */
export type Stated = {
  on: string
  occupied: number | null
  followed: number | null
  waiting: number | null
  reasons: Readonly<Record<WaitingReason, number>>
}

/** Persons followed for each full-time equivalent; null without either, or without staff. */
export const caseload = ({ followed }: Pick<Stated, 'followed'>, { fte }: Pick<Capacity, 'fte'>): number | null =>
  followed === null || fte === null || fte === 0 ? null : followed / fte

/** Beds and places that are taken, as a share from 0; over 1 where more are taken than there are. Null where it cannot be said. */
export const occupancy = ({ occupied }: Pick<Stated, 'occupied'>, { beds, places }: Pick<Capacity, 'beds' | 'places'>): number | null => {
  const room = beds === null && places === null ? null : (beds ?? 0) + (places ?? 0)
  return occupied === null || room === null || room === 0 ? null : occupied / room
}
