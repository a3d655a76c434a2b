import { stringify } from 'csv-stringify/sync'
import type { ChainRow } from './chain.server.ts'
import { auditEventOf } from './fhir.server.ts'
import { BATCH } from './trail.queries.server.ts'

export const FORMATS = { csv: 'text/csv; charset=utf-8', ndjson: 'application/fhir+ndjson; charset=utf-8' } as const
export type Format = keyof typeof FORMATS

/** Rows with the names of the people in them. */
export type Batch = { rows: ChainRow[]; names: Readonly<Record<string, string>> }
type Write = (batch: Batch) => string

const COLUMNS = [
  'network',
  'seq',
  'form',
  'at',
  'person',
  'person_name',
  'roles',
  'kind',
  'action',
  'target',
  'about',
  'about_name',
].concat(['outcome', 'reason', 'reason_salt', 'reason_digest', 'prev', 'hash'])
const hex = (bytes: Buffer | null) => bytes?.toString('hex') ?? ''
const cellsOf = (network: string | null, row: ChainRow, names: Batch['names']) => ({
  network: network ?? '',
  ...row,
  person: row.person ?? '',
  person_name: names[row.person ?? ''] ?? '',
  roles: row.roles.join('|'),
  about: row.about ?? '',
  about_name: names[row.about ?? ''] ?? '',
  reason: row.reason ?? '',
  reason_salt: hex(row.salt),
  reason_digest: hex(row.digest),
  prev: hex(row.prev),
  hash: hex(row.hash),
})

/** The head of the file and how a batch of rows is written. A cell that a spreadsheet would run as a formula is disarmed. */
export const writerOf = (format: Format, network: string | null): { head: string; write: Write } =>
  format === 'csv'
    ? {
        // The byte order mark tells spreadsheet programs that this is UTF-8.
        head: `\uFEFF${COLUMNS.join(',')}\n`,
        write: ({ rows, names }) =>
          stringify(
            rows.map((row) => cellsOf(network, row, names)),
            { columns: COLUMNS, escape_formulas: true },
          ),
      }
    : { head: '', write: ({ rows, names }) => rows.map((row) => `${JSON.stringify(auditEventOf(network, row, names))}\n`).join('') }

/** The whole export as a stream, batch after batch, each read in its own short transaction: nothing but one batch is in memory. */
export const trailStream = (
  { head, write }: ReturnType<typeof writerOf>,
  read: (last: ChainRow) => Promise<Batch>,
  first: Batch,
): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder()
  let batch = first
  return new ReadableStream<Uint8Array>({
    start: (stream) => (head === '' ? undefined : stream.enqueue(encoder.encode(head))),
    pull: async (stream) => {
      const text = write(batch)
      if (text !== '') stream.enqueue(encoder.encode(text))
      const last = batch.rows.at(-1)
      if (last === undefined || batch.rows.length < BATCH) return stream.close()
      batch = await read(last)
    },
  })
}
