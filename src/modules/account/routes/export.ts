import { recordExport } from '#platform/audit.server.ts'
import { Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { FORMATS, type Format, renderAccount } from '../compose/formats.server.ts'
import { readAccount, readAllRows } from '../queries.server.ts'
import type { Route } from './+types/export'
import { askedOf } from './asked.server.ts'

export const loader = async (args: Route.LoaderArgs) => {
  const { language, reading, format, rows } = await inRequest(args, async (scope, actor) => {
    const { language: inLanguage, ...asked } = askedOf(args)
    if (!Object.hasOwn(FORMATS, args.params.format)) throw new Problem('not_found')
    const format = args.params.format as Format
    const reading = await readAccount(scope, actor, asked)
    const rows = format === 'json' && reading.isLive ? await readAllRows(scope, reading.data) : undefined
    await recordExport(scope, asked.network, 'account.export', `${asked.year}/${reading.edition?.number ?? 'live'}/${format}`)
    return {
      language: inLanguage,
      format,
      reading,
      ...(rows === undefined ? {} : { rows }),
    }
  })
  // Rendering holds no transaction.
  const body = await renderAccount(reading.data, { language, format, edition: reading.edition, ...(rows === undefined ? {} : { rows }) })
  const name = `maillage-${reading.data.network.id}-${reading.data.year}-${language}.${format}`
  return new Response(body, {
    headers: {
      'content-type': FORMATS[format],
      'content-disposition': `${format === 'html' || format === 'pdf' ? 'inline' : 'attachment'}; filename="${name}"`,
      // A document of its own with its own styles and no script at all.
      ...(format === 'html'
        ? { 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'" }
        : {}),
    },
  })
}
