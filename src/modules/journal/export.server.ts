import { stringify } from 'csv-stringify/sync'
import type { Scope } from '#platform/db.server.ts'
import type { Words } from '#platform/words.ts'
import { activitiesWhere, byDay, olderThan } from './activities.queries.server.ts'
import { datesWritten } from './dates.ts'
import type { Cursor, Filters } from './filters.ts'
import type { Precision } from './vocabulary.ts'

export const BATCH = 2000

export type ExportedActivity = {
  id: string
  programme_id: string
  kind: string
  title: Words
  starts_on: string
  ends_on: string
  precision: Precision
  part_of: string | null
  territory_id: string | null
  place: string | null
  country: string | null
  online: boolean
  occurrences: number
  source_id: string | null
  source_locator: string | null
  note: Words | null
}

/** The next rows of an export after the last one that was sent, newest first; fewer than a batch at the end. */
export const nextBatch = (
  scope: Scope,
  network: string,
  filters: Filters,
  last: Pick<Cursor, 'day' | 'id'> | null,
): Promise<ExportedActivity[]> =>
  activitiesWhere(scope, network, filters)
    .select([
      'a.id',
      'a.programme_id',
      'a.kind',
      'a.title',
      'a.starts_on',
      'a.ends_on',
      'a.precision',
      'a.part_of',
      'a.territory_id',
      'a.place',
      'a.country',
    ])
    .select(['a.online', 'a.occurrences', 'a.source_id', 'a.source_locator', 'a.note'])
    .$if(last !== null, (query) => query.where(olderThan(last ?? { day: '', id: '' })))
    .orderBy(byDay.newest)
    .limit(BATCH)
    .execute()

const written = (row: ExportedActivity): Record<string, string> => ({
  id: row.id,
  programme: row.programme_id,
  kind: row.kind,
  title_fr: row.title.fr ?? '',
  title_nl: row.title.nl ?? '',
  title_en: row.title.en ?? '',
  ...datesWritten(row),
  part_of: row.part_of ?? '',
  territory: row.territory_id ?? '',
  place: row.place ?? '',
  country: row.country ?? '',
  online: String(row.online),
  occurrences: String(row.occurrences),
  source: row.source_id ?? '',
  locator: row.source_locator ?? '',
  note_fr: row.note?.fr ?? '',
  note_nl: row.note?.nl ?? '',
  note_en: row.note?.en ?? '',
})

const COLUMNS = [
  'id',
  'programme',
  'kind',
  'title_fr',
  'title_nl',
  'title_en',
  'starts',
  'ends',
  'part_of',
  'territory',
  'place',
  'country',
  'online',
  'occurrences',
  'source',
  'locator',
  'note_fr',
  'note_nl',
  'note_en',
]
/** The byte order mark tells spreadsheet programs that this is UTF-8. */
export const csvHead = () => `\uFEFF${COLUMNS.join(',')}\n`
/** Lines of activities.csv as a data folder has it (folder.ts), so that an export can be corrected and loaded again. A cell that a spreadsheet would run as a formula is disarmed. */
export const csvLines = (rows: readonly ExportedActivity[]) => stringify(rows.map(written), { columns: COLUMNS, escape_formulas: true })

/**
 * The whole export as a stream, batch after batch, each read in its own short transaction: none is held while the network is slow,
 * and nothing but one batch is in memory.
 */
export const csvStream = (
  read: (last: Pick<Cursor, 'day' | 'id'> | null) => Promise<ExportedActivity[]>,
  first: readonly ExportedActivity[],
) => {
  const encoder = new TextEncoder()
  let rows = first
  return new ReadableStream<Uint8Array>({
    start: (stream) => stream.enqueue(encoder.encode(csvHead())),
    pull: async (stream) => {
      if (rows.length > 0) stream.enqueue(encoder.encode(csvLines(rows)))
      const last = rows.at(-1)
      if (last === undefined || rows.length < BATCH) return stream.close()
      rows = await read({ day: last.starts_on, id: last.id })
    },
  })
}
