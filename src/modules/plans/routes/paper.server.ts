import type { LoaderFunctionArgs } from 'react-router'
import { inSpace } from '#modules/identity/index.server.ts'
import { recordExport } from '#platform/audit.server.ts'
import { type Locale, localeOf } from '#platform/languages/locales.ts'
import { found } from '#platform/problem.ts'
import { type CrisisPlan, readCrisis } from '../crisis/crisis.queries.server.ts'
import { partsForPaper } from '../crisis/documents.server.ts'
import { type OwnFile, ownFile } from '../space/files.server.ts'

type Make = (plan: CrisisPlan, file: OwnFile, locale: Locale) => Uint8Array

/** One's own crisis plan as a file, with what only the person reads where the address says so (`?private=on`); that it left is noted. @throws 404 where there is none */
export const paperOf = async (
  args: Pick<LoaderFunctionArgs, 'context' | 'request' | 'params'>,
  make: Make,
  name: string,
): Promise<Response> => {
  const network = args.params.network ?? ''
  const { file, plan } = await inSpace(args, async (scope) => {
    const own = await ownFile(scope, network)
    const current = found((await readCrisis(scope, network, own.id)) ?? undefined)
    await recordExport(scope, network, 'plans.printCrisis', `crisis/${current.seq}`, { about: own.id })
    return { file: own, plan: partsForPaper(current, new URL(args.request.url).searchParams.get('private') === 'on') }
  })
  const locale = localeOf(args.params.lang) ?? 'fr'
  return new Response(new Uint8Array(make(plan, file, locale)), {
    headers: { 'content-type': 'application/pdf', 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store' },
  })
}
