import { z } from 'zod'
import { inSpace } from '#modules/identity/index.server.ts'
import { Problem } from '#platform/problem.ts'
import { docOf, lackingIn } from '../recovery/doc.ts'
import { addPiece, readPieces } from '../recovery/recovery.server.ts'
import { ownFile } from '../space/files.server.ts'
import type { Route } from './+types/recovery-sync'

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/
const Seen = z.string().min(1).max(8000).regex(BASE64)
const Sent = z.object({ id: z.uuid(), piece: z.string().min(1).max(300_000).regex(BASE64), seen: Seen })
type Sent = z.infer<typeof Sent>
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))

/** What a device lacks that has seen so much. */
export const loader = async (args: Route.LoaderArgs) => {
  const seen = Seen.safeParse(new URL(args.request.url).searchParams.get('seen'))
  return answer(args, seen.success ? { seen: seen.data } : null)
}

/** What was written on a device comes in, what it lacks goes back. The same piece may be sent again. */
export const action = async (args: Route.ActionArgs) => {
  const sent = Sent.safeParse(Object.fromEntries(await args.request.formData()))
  return answer(args, sent.success ? sent.data : null)
}

type Asked = Partial<Sent> & Pick<Sent, 'seen'>
const answer = async (args: Route.LoaderArgs | Route.ActionArgs, asked: Asked | null) => {
  const { network } = args.params
  const lacking = await inSpace(args, async (scope) => {
    const file = await ownFile(scope, network)
    if (asked === null) throw new Problem('invalid')
    const { seen, piece, id } = asked
    if (piece !== undefined && id !== undefined) await addPiece(scope, network, file.id, id, bytesOf(piece))
    const { pieces } = await readPieces(scope, network, file.id)
    try {
      return Buffer.from(lackingIn(docOf(pieces), bytesOf(seen))).toString('base64')
    } catch {
      throw new Problem('invalid')
    }
  })
  return Response.json({ piece: lacking })
}
