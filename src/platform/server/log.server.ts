import { pino } from 'pino'

/** Structured lines on standard output. Never a name, an address, a query or a body: what happened, where, how long. */
export const log = pino({
  level: process.env.MAILLAGE_LOG ?? 'info',
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (level) => ({ level }) },
})
export type Log = typeof log
