import { stringify } from 'csv-stringify/sync'
import type { FigureView } from '../document.ts'

/** What the account knows of a figure beyond what it shows; both are optional. */
export type CsvFigure = FigureView & { dimensions?: Readonly<Record<string, string>>; locator?: string | null }

export const CSV_COLUMNS = [
  'id',
  'indicator',
  'dimensions',
  'label',
  'value',
  'shown',
  'unit',
  'period_kind',
  'period_from',
  'period_to',
  'kind',
  'source',
  'locator',
  'suppressed',
] as const

const NUMBER = /^[-+]?\d+(\.\d+)?(e[-+]?\d+)?$/i
/**
 * A cell that no spreadsheet takes for a formula (OWASP, CSV injection): text that begins with = + - @, a tab or a line end gets a leading
 * apostrophe, also behind spaces, which some programs skip. Numbers stay numbers.
 */
export const safeCell = (text: string) => (/^\s*[=+\-@\t\r\n＝＋－＠]/u.test(text) && !NUMBER.test(text) ? `'${text}` : text)

const dimensionsOf = (dimensions: Readonly<Record<string, string>> = {}) =>
  Object.entries(dimensions)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('; ')

// The value of a suppressed figure must not leave by the back door.
const cellsOf = (figure: CsvFigure) =>
  [
    figure.id,
    figure.indicator,
    dimensionsOf(figure.dimensions),
    figure.label,
    figure.value === null || figure.suppressed ? '' : String(figure.value),
    figure.shown,
    figure.unit,
    figure.period.kind,
    figure.period.from ?? '',
    figure.period.to,
    figure.kind,
    figure.sourceLabel,
    figure.locator ?? '',
    String(figure.suppressed),
  ].map(safeCell)

/**
 * The figures of an account as CSV (RFC 4180, comma, CRLF, UTF-8 with a byte-order mark so that spreadsheets read the accents), one row
 * a figure, columns `CSV_COLUMNS`. `value` has a decimal point; days are ISO; a value that is suppressed or that nobody stated is empty.
 */
export const accountCsv = (figures: Readonly<Record<string, CsvFigure>> | readonly CsvFigure[]): string => {
  const rows: readonly CsvFigure[] = Array.isArray(figures) ? figures : Object.values(figures)
  return stringify([[...CSV_COLUMNS], ...rows.map(cellsOf)], { bom: true, record_delimiter: 'windows' })
}
