import { stringify } from 'csv-stringify/sync'
import { safeCell } from '#modules/account/index.ts'
import type { Say } from '#platform/languages/intl.tsx'
import { nameOf } from './period.ts'
import { tablesOf } from './screen/tables.ts'
import type { OverviewView } from './view.ts'

export const COLUMNS = ['network', 'period', 'counted_at', 'section', 'table', 'row', 'column', 'kind', 'value', 'hidden'] as const

/** The cells that the page shows, one a line (CSV, RFC 4180): what is hidden there is hidden here. Shares are given from 0 to 1. */
export const csvOf = (view: OverviewView, say: Say): string =>
  stringify(
    tablesOf(view, say).flatMap(({ section, caption, columns, rows }) =>
      rows.flatMap(({ label, cells }) =>
        cells.map(({ kind, value }, at) =>
          [
            view.network,
            nameOf(view.period),
            view.countedAt,
            section,
            caption,
            label,
            columns[at + 1] ?? '',
            kind,
            value === null ? '' : String(kind === 'count' ? value : Math.round(value * 1000) / 1000),
            kind === 'count' && value === null ? 'true' : 'false',
          ].map(safeCell),
        ),
      ),
    ),
    { header: true, columns: [...COLUMNS], record_delimiter: 'windows' },
  )
