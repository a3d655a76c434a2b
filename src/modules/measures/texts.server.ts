import { z } from 'zod'
import type { Scope } from '#platform/db.server.ts'
import { open, type Place, seal } from '#platform/keys/index.server.ts'
import type { Answers } from './vocabulary.ts'

type Of = { network: string; person: string; id: string }
const place = (table: string, column: string, { network, id }: Of, version: number): Place => ({
  network,
  table: `measures.${table}`,
  column,
  row: id,
  version,
})

const Content = z.strictObject({ answers: z.array(z.number().nullable()), total: z.number().nullable() })
/** What was answered, and at the end the score; none where an answer is missing. */
export type Content = { answers: Answers; total: number | null }

/** `version` is that of the row which the text will stand in. */
export const sealContent = (scope: Scope, of: Of, version: number, content: Content): Promise<Buffer> =>
  seal(scope, of.person, place('answering', 'content', of, version), JSON.stringify(content))
/** Null: its key was erased. */
export const openContent = async (scope: Scope, of: Of, version: number, sealed: Buffer | null): Promise<Content | null> => {
  const text = sealed === null ? null : await open(scope, of.person, place('answering', 'content', of, version), sealed)
  return text === null ? null : Content.parse(JSON.parse(text))
}

/** What was done about an alert, in the team's words. A step is written once. */
export const sealNote = (scope: Scope, of: Of, seq: number, text: string): Promise<Buffer | null> =>
  text.trim() === '' ? Promise.resolve(null) : seal(scope, of.person, place('alert_step', 'note', of, seq), text.trim())
export const openNote = (scope: Scope, of: Of, seq: number, sealed: Buffer | null): Promise<string | null> =>
  sealed === null ? Promise.resolve(null) : open(scope, of.person, place('alert_step', 'note', of, seq), sealed)
