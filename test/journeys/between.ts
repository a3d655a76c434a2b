import { createServer, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'

type Change = {
  /** What becomes of the program of the service worker. */
  worker?: (program: string) => string
  /** What becomes of what a device sends, in as many bytes. */
  sent?: (body: string) => string
  /** Nothing that was written gets through: the server refuses it. */
  isShut?: boolean
  /** No answer to what was written comes back. */
  isDeaf?: boolean
  /** There is no network at all. */
  isGone?: boolean
}
export type Between = {
  address: string
  change(next: Change): void
  /** How many answers were lost on the way back. */
  lost(): number
  close(): Promise<void>
}

const bodyOf = async (message: IncomingMessage) => Buffer.concat(await message.toArray())

/** Stands between a browser and a server, with an address of its own: a newer version of a program, a server that takes nothing, no network. */
export const startBetween = async (address: string): Promise<Between> => {
  let [now, lost]: [Change, number] = [{}, 0]
  const { hostname, port } = new URL(address)
  const server = createServer((incoming, outgoing) => {
    const [path = '/', isWorker, isOutbox] = [
      incoming.url,
      incoming.url?.endsWith('/field/worker.js') === true,
      incoming.url?.endsWith('/field/outbox') === true,
    ]
    if (now.isGone === true) return void outgoing.destroy()
    if (now.isShut === true && isOutbox) {
      incoming.resume()
      return void outgoing.writeHead(503).end()
    }
    const { 'accept-encoding': _, ...plain } = incoming.headers
    const asked = request(
      { hostname, port, method: incoming.method, path, headers: isWorker ? plain : incoming.headers },
      async (answer) => {
        if (isOutbox && now.isDeaf === true) {
          await bodyOf(answer)
          lost += 1
          return outgoing.destroy()
        }
        const { 'content-length': length, ...rest } = answer.headers
        if (isWorker && now.worker !== undefined)
          return outgoing.writeHead(answer.statusCode ?? 502, rest).end(now.worker((await bodyOf(answer)).toString()))
        outgoing.writeHead(answer.statusCode ?? 502, length === undefined ? rest : { ...rest, 'content-length': length })
        answer.pipe(outgoing)
      },
    )
    asked.on('error', () => outgoing.destroy())
    const { sent } = now
    if (!isOutbox || sent === undefined) incoming.pipe(asked)
    else void bodyOf(incoming).then((body) => asked.end(Buffer.from(sent(body.toString('latin1')), 'latin1')))
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    change: (next) => {
      now = { ...now, ...next }
      if (now.isGone === true) server.closeAllConnections()
    },
    lost: () => lost,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
