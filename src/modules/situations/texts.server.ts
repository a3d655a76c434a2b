import type { Scope } from '#platform/db.server.ts'
import { open, type Place, seal } from '#platform/keys/index.server.ts'

/** Whose text it is, and the row in which it stands. */
export type TextOf = { network: string; person: string; id: string; version?: number }

const text = (table: string, column: string) => {
  const place = ({ network, id, version = 1 }: TextOf): Place => ({ network, table: `situations.${table}`, column, row: id, version })
  return {
    seal: (scope: Scope, of: TextOf, words: string): Promise<Buffer> => seal(scope, of.person, place(of), words),
    sealOrNull: (scope: Scope, of: TextOf, words: string): Promise<Buffer | null> =>
      words.trim() === '' ? Promise.resolve(null) : seal(scope, of.person, place(of), words),
    /** Empty where there is none, or its key was erased. */
    open: async (scope: Scope, of: TextOf, sealed: Buffer | null): Promise<string> =>
      sealed === null ? '' : ((await open(scope, of.person, place(of), sealed)) ?? ''),
  }
}
export const subjectText = text('situation', 'subject')
export const saidText = text('situation', 'said')
export const placeText = text('situation', 'place')
export const companyText = text('situation', 'company')
export const wordsText = text('words', 'content')
export const whatText = text('decision', 'what')
export const whoText = text('decision', 'who')
export const answerText = text('decision', 'answer')
export const lessonText = text('lesson', 'content')
