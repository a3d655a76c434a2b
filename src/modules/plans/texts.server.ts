import type { Scope } from '#platform/db.server.ts'
import { open, type Place, seal } from '#platform/keys/index.server.ts'

/** Where a text of this module stands: a table of the schema plans, one of its columns, and the row. */
export type TextPlace = { network: string; file: string; table: string; column: string; row: string; version?: number }

const placeOf = ({ network, table, column, row, version = 1 }: TextPlace): Place => ({
  network,
  table: `plans.${table}`,
  column,
  row,
  version,
})

export const sealText = (scope: Scope, place: TextPlace, text: string): Promise<Buffer> => seal(scope, place.file, placeOf(place), text)
/** The text; empty where its key was erased, or where there is none. */
export const openText = async (scope: Scope, place: TextPlace, sealed: Buffer | null): Promise<string> =>
  sealed === null ? '' : ((await open(scope, place.file, placeOf(place), sealed)) ?? '')
