import type { Scope } from '#platform/db.server.ts'
import { open, type Place, seal } from '#platform/keys/index.server.ts'

type Of = { network: string; person: string; id: string }
const text = (table: string, column: string) => {
  const placeOf = ({ network, id }: Of, version: number): Place => ({ network, table: `boards.${table}`, column, row: id, version })
  return {
    seal: (scope: Scope, of: Of, words: string, version = 1): Promise<Buffer> => seal(scope, of.person, placeOf(of, version), words),
    /** The words; empty where there are none, or where the key of the person was erased. */
    open: async (scope: Scope, of: Of, sealed: Buffer | null, version = 1): Promise<string> =>
      sealed === null ? '' : ((await open(scope, of.person, placeOf(of, version), sealed)) ?? ''),
  }
}
/** What a visit is for. It is written once, with the plan. */
export const purposeText = text('visit', 'purpose')
/** What the team agreed on about somebody. */
export const agreementText = text('agreement', 'what')
