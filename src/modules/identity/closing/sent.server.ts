import { recordExport } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { allow } from '#platform/problem.ts'
import type { Holder } from '../factors/account.commands.server.ts'
import { isFresh } from '../factors/policy.ts'
import { type HeldPart, readHeld } from './export.server.ts'

/** Everything that is held about whoever acts, for a file that leaves. @throws Problem forbidden without a fresh proof of who it is */
export const exportHeld = async (scope: Scope, { standing }: Holder, format: 'json' | 'pdf'): Promise<HeldPart[]> => {
  allow(isFresh(standing), 'identity.exportOwnData')
  const held = await readHeld(scope, standing.personId)
  await recordExport(scope, null, 'identity.exportOwnData', format, { about: standing.personId })
  return held
}

export const fileOf = (body: Uint8Array | string, type: string, name: string): Response =>
  new Response(typeof body === 'string' ? body : new Uint8Array(body), {
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store' },
  })
