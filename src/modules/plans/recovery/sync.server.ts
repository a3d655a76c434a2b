import { z } from 'zod'
import type { Scope } from '#platform/db.server.ts'
import { Problem } from '#platform/problem.ts'
import { docOf, lackingIn } from './doc.ts'
import { addPiece, readPieces, writingNow } from './recovery.server.ts'

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/
const Seen = z.string().min(1).max(8000).regex(BASE64)
const Sent = z.object({ id: z.uuid(), piece: z.string().min(1).max(300_000).regex(BASE64), seen: Seen })
export type Asked = Partial<z.infer<typeof Sent>> & { seen: string }
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))

/** What a device says that it has seen; null where that cannot be. */
export const seenIn = (request: Request): Asked | null => {
  const seen = Seen.safeParse(new URL(request.url).searchParams.get('seen'))
  return seen.success ? { seen: seen.data } : null
}
/** What a device sends; null where that cannot be. */
export const sentIn = async (request: Request): Promise<Asked | null> => {
  const sent = Sent.safeParse(Object.fromEntries(await request.formData()))
  return sent.success ? sent.data : null
}

/**
 * What was written on a device comes in, what it lacks goes back, with who else writes. The same piece may be sent again.
 * @throws Problem invalid; not_found for a plan that the one who acts may not write
 */
export const exchange = async (scope: Scope, network: string, file: string, asked: Asked | null) => {
  if (asked === null) throw new Problem('invalid')
  const { seen, piece, id } = asked
  if (piece !== undefined && id !== undefined) await addPiece(scope, network, file, id, bytesOf(piece))
  const { pieces } = await readPieces(scope, network, file)
  try {
    const lacking = Buffer.from(lackingIn(docOf(pieces), bytesOf(seen))).toString('base64')
    return { piece: lacking, others: await writingNow(scope, network, file) }
  } catch {
    throw new Problem('invalid')
  }
}
