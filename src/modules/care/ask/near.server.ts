import { type Around, findPlaces, listNetworks, type Place, readPlace } from '#modules/guide/index.ts'
import type { Scope } from '#platform/db.server.ts'
import type { Answers } from './vocabulary.ts'

/** What is known of where somebody lives: nothing; no such place; several that it may be; or one. */
export type Lives = { kind: 'unsaid' } | { kind: 'unknown' } | { kind: 'choose'; places: Place[] } | { kind: 'at'; place: Place }
/** As `Lives`, with the networks whose teams work there. */
export type Near = Exclude<Lives, { kind: 'at' } | { kind: 'unsaid' }> | { kind: 'at'; place: Place; networks: string[] }

const PLACE = /^[A-Z]{2}(-[A-Z0-9]{1,6})?$/
/** The id of a place in an address or a form; undefined for anything else. */
export const placeIn = (text: string | null): string | undefined => (text !== null && PLACE.test(text) ? text : undefined)

const certain = (places: readonly Place[]): Place | undefined => {
  const exact = places.filter(({ isExact }) => isExact)
  return exact.length === 1 ? exact[0] : undefined
}

/**
 * Where somebody lives, from what they typed: found as the guide finds it, by a name in any language, its beginning, a postal code, with typing
 * errors. Nothing that is only nearly right is taken for certain.
 * @param chosen the id of a place that was offered for these words before
 */
export const livesAt = async (scope: Scope, typed: string, chosen: string | undefined, around: Around): Promise<Lives> => {
  if (typed.trim() === '') {
    const place = await readPlace(scope, chosen, around.language)
    return place === null ? { kind: 'unsaid' } : { kind: 'at', place }
  }
  const found = await findPlaces(scope, typed, around)
  const own = found.filter(({ id }) => id.startsWith(`${around.country ?? ''}-`))
  const places = own.length > 0 ? own : found
  const place = places.find(({ id }) => id === chosen) ?? certain(places)
  if (place !== undefined) return { kind: 'at', place }
  return places.length === 0 ? { kind: 'unknown' } : { kind: 'choose', places }
}

/** Where the person of a form lives: a choice counts for the words that it was made for, and for no others. */
export const livesIn = (scope: Scope, { place, placeId }: Answers, around: Around): Promise<Lives> =>
  livesAt(scope, place, place.trim() === '' ? undefined : placeIn(placeId), around)

/** The networks around a place. @param chosen the id of a place that was offered before */
export const nearTo = async (scope: Scope, typed: string, chosen: string | undefined, around: Around): Promise<Near> => {
  const lives = await livesAt(scope, chosen === undefined ? typed : '', chosen, around)
  if (lives.kind === 'unsaid') return { kind: 'unknown' }
  // One that is nearly called so is shown at once: whoever sees another name than theirs searches again.
  const place = lives.kind === 'at' ? lives.place : lives.kind === 'choose' && lives.places.length === 1 ? lives.places[0] : undefined
  if (place === undefined) return lives as Exclude<Lives, { kind: 'at' } | { kind: 'unsaid' }>
  const networks = await listNetworks(scope, place.id)
  return { kind: 'at', place, networks: networks.flatMap(({ network, covers }) => (covers ? [network] : [])) }
}
