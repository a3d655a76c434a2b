import { inWorkOrSpace } from '#modules/identity/index.server.ts'
import { Problem } from '#platform/problem.ts'
import { failed } from '#platform/request.server.ts'
import { readAttachment } from '../attachments.server.ts'
import type { Route } from './+types/file'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** A file that belongs to a contact, taken away: a browser never shows it as a page of this site. */
export const loader = (args: Route.LoaderArgs) =>
  inWorkOrSpace(args, async (scope) => {
    const { network, id } = args.params
    if (!UUID.test(id)) throw failed(new Problem('not_found'))
    const { name, type, bytes } = await readAttachment(scope, network, id)
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': type,
        'content-disposition': `attachment; filename="${type.replace('/', '.')}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      },
    })
  })
