import './catalogues/all.server.ts'
import { PassThrough } from 'node:stream'
import { createReadableStreamFromReadable } from '@react-router/node'
import { isbot } from 'isbot'
import { renderToPipeableStream } from 'react-dom/server'
import { type EntryContext, isRouteErrorResponse, type RouterContextProvider, ServerRouter } from 'react-router'
import { serverContext } from './platform/server/context.ts'
import { log } from './platform/server/log.server.ts'

/** What went wrong in a loader or an action and was no answer to the reader: a line in the log. */
export const handleError = (error: unknown, { request, context }: { request: Request; context: Readonly<RouterContextProvider> }) => {
  if (!request.signal.aborted && !isRouteErrorResponse(error)) note(error, 'screen', context.get(serverContext).requestId)
}

// No message: it could quote what somebody typed.
const note = (error: unknown, where: string, id: string) =>
  log.error(
    {
      id,
      error: error instanceof Error ? error.name : 'unknown',
      at: error instanceof Error ? error.stack?.split('\n')[1]?.trim() : undefined,
    },
    where,
  )

export const streamTimeout = 5_000

/** Renders the page with the nonce that the content security policy of this very answer allows. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  routerContext: EntryContext,
  loadContext: RouterContextProvider,
) {
  const { nonce, requestId } = loadContext.get(serverContext)
  return new Promise<Response>((resolve, reject) => {
    let responseStatus = status
    const ready = isbot(request.headers.get('user-agent')) ? 'onAllReady' : 'onShellReady'
    const { pipe, abort } = renderToPipeableStream(<ServerRouter context={routerContext} url={request.url} nonce={nonce} />, {
      nonce,
      [ready]() {
        const body = new PassThrough({
          final: (done) => {
            clearTimeout(timer)
            done()
          },
        })
        headers.set('Content-Type', 'text/html; charset=utf-8')
        pipe(body)
        resolve(new Response(createReadableStreamFromReadable(body), { headers, status: responseStatus }))
      },
      onShellError: reject,
      onError(error) {
        responseStatus = 500
        note(error, 'render', requestId)
      },
    })
    const timer = setTimeout(abort, streamTimeout + 1_000)
  })
}
