import { createLines, type Lines } from './lines.server.ts'
import { listen } from './listen.server.ts'

export type { Lines, Source } from './lines.server.ts'

// One channel for all topics, so that a server process needs one connection: a note is the topic, and says nothing about anybody.
const CHANNEL = 'maillage_live'

/** The live lines of this process, told of changes by the database, whichever process made them. `address`: of the database itself, not of a pooler. */
export const openLive = (address: string): Lines & { isUp(): boolean; stop(): Promise<void> } => {
  const lines = createLines(() => listening.isUp())
  const listening = listen({ address, channel: CHANNEL, onNote: lines.changed, onUp: lines.allChanged, onDown: () => undefined })
  return {
    ...lines,
    isUp: () => listening.isUp(),
    stop: async () => {
      lines.stop()
      await listening.stop()
    },
  }
}
