import { setting } from '#platform/settings/index.server.ts'

export type Progress = (line: string) => void

/** Lines for a person at a terminal; silent when standard error is piped, so that scripts read only what matters. */
export const progress: Progress = (line) => {
  if (process.stderr.isTTY || setting('MAILLAGE_PROGRESS')) process.stderr.write(`${line}\n`)
}

/** Says what is done, and how long it took when that was over a second. */
export const timed = async <T>(label: string, work: () => Promise<T>): Promise<T> => {
  const started = Date.now()
  progress(`${label} …`)
  const result = await work()
  const seconds = (Date.now() - started) / 1000
  if (seconds > 1) progress(`${label}: ${seconds.toFixed(1)} s`)
  return result
}
