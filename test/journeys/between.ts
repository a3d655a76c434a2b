import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

type Change = {
  /** What becomes of the program of the service worker. */
  worker?: (program: string) => string
  /** Nothing that was written gets through. */
  isShut?: boolean
}
export type Between = { address: string; change(next: Change): void; close(): Promise<void> }

/** Stands between a browser and a server, with an address of its own: a newer version of a program, or a server that takes nothing. */
export const startBetween = async (address: string): Promise<Between> => {
  let now: Change = {}
  const { hostname, port } = new URL(address)
  const server = createServer((incoming, outgoing) => {
    const [url = '/', isWorker] = [incoming.url, incoming.url?.endsWith('/field/worker.js') === true]
    if (now.isShut === true && url.endsWith('/field/outbox')) {
      incoming.resume()
      return void outgoing.writeHead(503).end()
    }
    const { 'accept-encoding': _, ...headers } = incoming.headers
    const asked = request(
      { hostname, port, method: incoming.method, path: url, headers: isWorker ? headers : incoming.headers },
      (answer) => {
        const { 'content-length': length, ...rest } = answer.headers
        if (!isWorker || now.worker === undefined) {
          outgoing.writeHead(answer.statusCode ?? 502, length === undefined ? rest : { ...rest, 'content-length': length })
          return void answer.pipe(outgoing)
        }
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('end', () => outgoing.writeHead(answer.statusCode ?? 502, rest).end(now.worker?.(Buffer.concat(parts).toString())))
      },
    )
    asked.on('error', () => outgoing.destroy())
    incoming.pipe(asked)
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    change: (next) => {
      now = { ...now, ...next }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
