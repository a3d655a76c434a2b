import { pino } from 'pino'
import { setting } from '../settings/index.server.ts'

// A wrong level is told with all other mistakes in the settings, by whatever command runs.
const levelHere = () => {
  try {
    return setting('MAILLAGE_LOG')
  } catch {
    return 'info'
  }
}

/** Structured lines on standard output. Never a name, an address, a query or a body: what happened, where, how long. */
export const log = pino({
  level: levelHere(),
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (level) => ({ level }) },
})
export type Log = typeof log
