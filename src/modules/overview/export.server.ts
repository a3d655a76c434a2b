import { stringify } from 'csv-stringify/sync'
import { safeCell } from '#modules/account/index.ts'
import type { Say } from '#platform/languages/intl.tsx'
import { nameOf } from './period.ts'
import { howCounted } from './screen/spoken.ts'
import type { Dashboard } from './view.ts'
import { QUARTERLY } from './vocabulary.ts'

export const COLUMNS = [
  'network',
  'period',
  'counted_at',
  'section',
  'table',
  'row',
  'column',
  'counts',
  'kind',
  'value',
  'hidden',
] as const

/**
 * The cells that the page shows, one a line (CSV, RFC 4180), each with the period that it is of and how it is counted: what is hidden there
 * is hidden here. Of a network of many teams the page tells the functions alone, the file every team. Shares are given from 0 to 1.
 */
export const csvOf = ({ network, period, countedAt, counting, tables }: Dashboard, say: Say): string =>
  stringify(
    tables.flatMap(({ section, key, caption, columns, rows, what }) =>
      rows.flatMap(({ label, cells }) =>
        cells.map(({ kind, value, of }, at) =>
          [
            network,
            nameOf(of ?? (QUARTERLY.includes(key) ? period : { ...period, quarter: 0 })),
            countedAt,
            section,
            caption,
            label,
            columns[at + 1] ?? '',
            what ?? howCounted(say, section, counting),
            kind,
            value === null ? '' : String(kind === 'count' ? value : Math.round(value * 1000) / 1000),
            kind === 'count' && value === null ? 'true' : 'false',
          ].map(safeCell),
        ),
      ),
    ),
    { header: true, columns: [...COLUMNS], record_delimiter: 'windows' },
  )
