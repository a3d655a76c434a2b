import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { defineMail, sendMail } from '#platform/mail/index.server.ts'
import { mySituationsPath, situationsPath } from './vocabulary.ts'

// It says nothing of what waits: a mail is read on locked screens.
defineMail({ name: 'meetingNews', values: { link: 'path' }, act: 'link' })

type Whom = 'person' | 'team' | 'invited'

/** Accounts to tell: of the person, of the team that prepares, or of the teams that were let in. */
export const toTell = async (scope: Scope, network: string, situation: string, whom: Whom): Promise<string[]> =>
  (await sql<{ id: string }>`select id from situations.to_tell(${network}, ${situation}, ${whom}) id`.execute(scope)).rows.map(
    ({ id }) => id,
  )

/** Tells accounts that there is something to read. */
export const tell = async (scope: Scope, network: string, accounts: readonly string[], whom: Whom): Promise<void> => {
  const link = whom === 'person' ? mySituationsPath : situationsPath(network)
  for (const personId of accounts) await sendMail(scope, { to: { personId }, template: 'meetingNews', values: { link } })
}
export const tellOf = async (scope: Scope, network: string, situation: string, whom: Whom): Promise<void> =>
  tell(scope, network, await toTell(scope, network, situation, whom), whom)
