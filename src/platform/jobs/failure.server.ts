import { ZodError } from 'zod'
import { isLostDatabase } from '../lost.server.ts'
import { Problem, type ProblemCode } from '../problem.ts'

/** What is kept of a failure and shown to administrators. Never the message of an error: it may quote what somebody wrote. */
export type Why = { code: string; kind?: string; sqlState?: string }

/** A job's own way to fail: `code` in small letters, said by the message `jobs.why.<code>`. `isFinal`: trying again is of no use. */
export class JobFailure extends Error {
  readonly code: string
  readonly isFinal: boolean
  constructor(code: string, { isFinal = false }: { isFinal?: boolean } = {}) {
    super(code)
    this.code = code
    this.isFinal = isFinal
  }
}

const PASSING: readonly ProblemCode[] = ['unavailable', 'too_many', 'conflict']
const NAME = /^[A-Za-z]{1,40}$/
const CODE = /^[0-9A-Z_]{3,40}$/

/** What to keep of an error, and whether another attempt may succeed. */
export const failureOf = (error: unknown): { why: Why; isFinal: boolean } => {
  if (error instanceof JobFailure) return { why: { code: error.code }, isFinal: error.isFinal }
  if (error instanceof Problem) return { why: { code: error.code }, isFinal: !PASSING.includes(error.code) }
  if (error instanceof ZodError) return { why: { code: 'invalid' }, isFinal: true }
  if (isLostDatabase(error)) return { why: { code: 'unavailable' }, isFinal: false }
  const kind = error instanceof Error && NAME.test(error.name) ? error.name : 'Error'
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' && CODE.test(error.code) ? error.code : undefined
  return { why: { code: 'unexpected', kind, ...(code === undefined ? {} : { sqlState: code }) }, isFinal: false }
}

const text = (value: unknown, pattern: RegExp) => (typeof value === 'string' && pattern.test(value) ? value : undefined)

/** What the queue kept, as it can be shown. What pg-boss writes itself (a process that died, a time limit) has another form: `stopped`. */
export const whyIn = (output: unknown): Why => {
  if (typeof output !== 'object' || output === null) return { code: 'stopped' }
  const { code, kind, sqlState } = output as Record<string, unknown>
  const [name, state] = [text(kind, NAME), text(sqlState, CODE)]
  return {
    code: text(code, /^[a-z_]{1,40}$/) ?? 'stopped',
    ...(name === undefined ? {} : { kind: name }),
    ...(state === undefined ? {} : { sqlState: state }),
  }
}
