import type { Scope } from '#platform/db.server.ts'
import { open, type Place, seal } from '#platform/keys/index.server.ts'

/** A text of this module: a table of the schema stays, one of its columns, the row, and the version of the row in which it was sealed. */
export type TextPlace = { network: string; file: string; table: string; column: string; row: string; version?: number }
const placeOf = ({ network, table, column, row, version = 1 }: TextPlace): Place => ({
  network,
  table: `stays.${table}`,
  column,
  row,
  version,
})

/** Null: nothing was written. */
export const sealText = (scope: Scope, place: TextPlace, text: string): Promise<Buffer | null> =>
  text.trim() === '' ? Promise.resolve(null) : seal(scope, place.file, placeOf(place), text.trim())
/** Empty where nothing was written, or its key was erased. */
export const openText = async (scope: Scope, place: TextPlace, sealed: Buffer | null): Promise<string> =>
  sealed === null ? '' : ((await open(scope, place.file, placeOf(place), sealed)) ?? '')
