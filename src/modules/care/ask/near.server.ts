import { findPlaces, listNetworks, type Place, readPlace } from '#modules/guide/index.ts'
import type { Scope } from '#platform/db.server.ts'

/** What is known of where somebody lives: no such place; several that it may be; or one, with the networks whose teams work there. */
export type Near = { kind: 'unknown' } | { kind: 'choose'; places: Place[] } | { kind: 'at'; place: Place; networks: string[] }

const folded = (text: string) =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/**
 * The networks around a place, found as the guide finds it: by its beginning, without accents, with typing errors.
 * @param chosen the id of a place that was offered before
 */
export const nearTo = async (scope: Scope, typed: string, chosen?: string): Promise<Near> => {
  const known = await readPlace(scope, chosen)
  const places = known === null ? await findPlaces(scope, typed) : [known]
  const exact = places.filter(({ name }) => folded(name) === folded(typed))
  const place = exact.length === 1 ? exact[0] : places.length === 1 ? places[0] : undefined
  if (place === undefined) return places.length === 0 ? { kind: 'unknown' } : { kind: 'choose', places }
  const networks = await listNetworks(scope, place.id)
  return { kind: 'at', place, networks: networks.flatMap(({ network, covers }) => (covers ? [network] : [])) }
}
