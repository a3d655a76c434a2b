import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export type Post = {
  url: string
  /** To whom each mail went that was taken, in their order. */
  taken: string[]
  /** What the last one of them said, with long lines made whole. */
  last(): string
  /** While held, a mail that was handed over whole is neither taken nor refused: its sender waits until it is let go. */
  hold(isHeld: boolean): void
  /** How many senders wait. */
  held(): number
  stop(): Promise<void>
}

const A_MOMENT = 400

/** A mail server on this machine that takes its time, and can keep senders waiting. A mail that it held when its sender went away was never taken. */
export const startPost = async (): Promise<Post> => {
  const taken: string[] = []
  let isHolding = false
  const waiting = new Map<string, () => void>()
  let last = ''
  const server = new SMTPServer({
    authOptional: true,
    closeTimeout: 200,
    disabledCommands: ['STARTTLS'],
    onClose: ({ id }) => void waiting.delete(id),
    onData: (stream, session, done) => {
      let text = ''
      stream.on('data', (part: Buffer) => {
        text += part.toString('latin1')
      })
      stream.on('end', () => {
        const take = () => {
          taken.push(...session.envelope.rcptTo.map(({ address }) => address))
          last = text.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=')
          setTimeout(done, A_MOMENT)
        }
        if (isHolding) waiting.set(session.id, take)
        else take()
      })
    },
  })
  server.on('error', () => undefined) // a sender that was killed
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    last: () => last,
    hold: (isHeld) => {
      isHolding = isHeld
      if (isHeld) return
      for (const take of waiting.values()) take()
      waiting.clear()
    },
    held: () => waiting.size,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
