import { join } from 'node:path'
import pg from 'pg'
import { freezeAccount } from '#modules/account/commands.server.ts'
import { layBoardsDemonstration } from '#modules/boards/demonstration.server.ts'
import { layCareDemonstration } from '#modules/care/demonstration.server.ts'
import { importFolder } from '#modules/exchange/folder.server.ts'
import { placeTeams, sowTeams } from '#modules/guide/demonstration.server.ts'
import { DEMONSTRATION_PASSWORD, DEMONSTRATION_PEOPLE } from '#modules/identity/demonstration.ts'
import { hashPassword } from '#modules/identity/password.server.ts'
import { addMeasuresDemonstration } from '#modules/measures/demonstration.server.ts'
import { loadNetworkDemonstration } from '#modules/network/index.ts'
import { addOutreach } from '#modules/outreach/demonstration.server.ts'
import { layYear } from '#modules/overview/demonstration.server.ts'
import { addPaths } from '#modules/paths/demonstration.server.ts'
import { addOwnSpace } from '#modules/plans/demonstration.server.ts'
import { addMeetings } from '#modules/situations/demonstration.server.ts'
import { addStaysDemonstration } from '#modules/stays/demonstration.server.ts'
import { OPERATOR } from '#platform/actor.ts'
import { withClient } from '#platform/database/client.server.ts'
import { asActor, type Db } from '#platform/db.server.ts'
import { projectRoot } from '#platform/root.server.ts'
import { today } from '#platform/today.ts'

type Database = { db: Db; ownerUrl: string }
const FOLDERS = ['data/ccoms-2025', 'data/belgium']
// Invented teams and people stand in these, beside real facts: every page says that it is a demonstration.
const NETWORKS = ['ccoms', 'belgium']
const STEERED = 'belgium'
const YEARS = [
  { network: 'ccoms', year: 2025 },
  { network: 'belgium', year: 2018 },
]

export const isDemonstrationLoaded = (db: Db): Promise<boolean> =>
  asActor(
    db,
    OPERATOR,
    async (scope) =>
      (await scope.selectFrom('platform.network').select('id').where('is_demonstration', '=', true).limit(1).executeTakeFirst()) !==
      undefined,
  )

/**
 * Two real public networks from the files in data/, with teams, people and a steering that are invented and say so, and accounts with one
 * known password. Does nothing when it is there already.
 */
export const loadDemonstration = async ({ db, ownerUrl }: Database, say: (line: string) => void) => {
  if (await isDemonstrationLoaded(db)) return
  for (const folder of FOLDERS) {
    const { network, rows } = await importFolder(db, join(projectRoot(), folder))
    say(`Loaded ${folder}: ${rows} rows for the network ${network}`)
  }
  await addPeople(ownerUrl)
  await layCareDemonstration({ db, ownerUrl }, NETWORKS)
  await layBoardsDemonstration({ db, ownerUrl }, NETWORKS)
  say('Laid invented teams and people, each marked as such')
  for (const { network, year } of YEARS) {
    const freeze = { network, year, isPublic: true }
    const { edition } = await asActor(db, OPERATOR, (scope) => freezeAccount(scope, OPERATOR, freeze), { oneState: true })
    say(`Froze the account of ${network} for ${year}, edition ${edition}`)
  }
  // After the accounts, which are of published facts alone.
  await asActor(db, OPERATOR, (scope) => loadNetworkDemonstration(scope, STEERED, today()))
  say(`Invented how the network ${STEERED} steers itself`)
  await addInvented(db, ownerUrl)
  await addOwnSpace({ db, ownerUrl })
  for (const network of NETWORKS) await layYear(ownerUrl, network)
  await addPaths({ db, ownerUrl })
  await addMeetings({ db, ownerUrl })
  await addOutreach(ownerUrl, NETWORKS)
  await withClient(ownerUrl, placeTeams)
  say('Added an invented person with plans of their own, and a year of people without a name to be counted')
}

// Accounts are made by the owner: the application may not write them, and nobody invites the invented.
const addPeople = async (ownerUrl: string) => {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    await owner.query('begin')
    const hash = await hashPassword(DEMONSTRATION_PASSWORD, { logN: 14 })
    for (const { name, email, role, networks } of DEMONSTRATION_PEOPLE) {
      const { rows } = await owner.query(
        'insert into identity.person (name, email, password_hash) values ($1, $2, $3) on conflict (email) do update set name = excluded.name returning id',
        [name, email, hash],
      )
      for (const network of networks)
        await owner.query('insert into identity.role (network_id, person_id, role) values ($1, $2, $3) on conflict do nothing', [
          network,
          rows[0]?.id,
          role === 'elected_official' ? 'reader' : role,
        ])
    }
    await sowTeams(owner)
    await owner.query("update platform.network set is_demonstration = true where id in ('ccoms', 'belgium')")
    await owner.query('commit')
  } finally {
    await owner.end()
  }
}

// People who are supported and the teams that follow them, each by the module that has their data. All invented.
const addInvented = async (db: Db, ownerUrl: string) => {
  const hash = await hashPassword(DEMONSTRATION_PASSWORD, { logN: 14 })
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    await addMeasuresDemonstration(db, owner, hash)
  } finally {
    await owner.end()
  }
  await addStaysDemonstration({ db, ownerUrl }, NETWORKS, hash)
}
