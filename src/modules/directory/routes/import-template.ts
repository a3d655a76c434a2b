import { stringify } from 'csv-stringify/sync'
import { intlOf } from '#platform/languages/intl.tsx'
import { DEFAULT_LOCALE, localeOf } from '#platform/languages/locales.ts'
import { inRequest } from '#platform/request.server.ts'
import { IMPORT_COLUMNS } from '../import/headers.server.ts'
import { writing } from '../organisations.commands.server.ts'
import type { Route } from './+types/import-template'

/** An empty sheet with the heads of all columns in the reader's language, and one line that shows what is expected. */
export const loader = async (args: Route.LoaderArgs) => {
  await inRequest(args, (scope, actor) => writing(scope, actor, args.params.network))
  const intl = intlOf(localeOf(args.params.lang) ?? DEFAULT_LOCALE)
  const say = (id: string) => intl.formatMessage({ id })
  const example: Partial<Record<(typeof IMPORT_COLUMNS)[number], string>> = {
    name: 'Exemple',
    kind: say('organisation.kind.association'),
    territory: '59350',
    place: 'Lille',
    country: 'FR',
  }
  const head = IMPORT_COLUMNS.map((column) => say(`directory.column.${column}`))
  const body = stringify([head, IMPORT_COLUMNS.map((column) => example[column] ?? '')], {
    bom: true,
    record_delimiter: 'windows',
    delimiter: ';',
  })
  return new Response(body, {
    headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="maillage-organisations.csv"' },
  })
}
