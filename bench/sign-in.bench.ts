import { join } from 'node:path'
import { hashPassword, STRONG } from '#modules/identity/password.server.ts'
import { withClient } from '#platform/database/client.server.ts'
import { openDatabase } from '#platform/database/connect.server.ts'
import { type Bench, perSecond, signIn, spread, startServer, temporaryFolder, timesOf } from './bench.ts'

const SECONDS = 10
const RUNS = 9
const PEOPLE = 16
const PASSWORD = 'correct horse battery staple'
const emailOf = (n: number) => `bench-${n}@demo.example`

/** People with a password of the full cost, each allowed in with it alone: the demonstration asks for no second factor. */
const invite = async (ownerUrl: string) => {
  const hash = await hashPassword(PASSWORD)
  await withClient(ownerUrl, (owner) =>
    owner.query(
      `with people as (insert into identity.person (name, email, password_hash) select 'Bench ' || n, 'bench-' || n || '@demo.example', $1 from generate_series(0, $2::integer - 1) n returning id)
       insert into identity.role (network_id, person_id, role) select 'ccoms', id, 'reader' from people`,
      [hash, PEOPLE],
    ),
  )
}

/** Sign-ins a second with a password as it is kept: what an evening's rush costs, and what guessing does. */
export const signIns: Bench = {
  name: 'sign-in',
  title: 'Sign-in',
  run: async (say) => {
    const { folder, remove } = await temporaryFolder()
    const dataFolder = join(folder, 'data')
    const server = await startServer(dataFolder, '--demo')
    const database = await openDatabase({ env: { MAILLAGE_DATA: dataFolder }, migrate: false })
    try {
      await invite(database.ownerUrl)
      say('the cost of a hash')
      const hashes = await timesOf(RUNS, () => hashPassword(PASSWORD))
      const several = await perSecond(4, SECONDS / 2, () => hashPassword(PASSWORD))
      say('one person')
      const one = await timesOf(RUNS, () => signIn(server.address, emailOf(0), PASSWORD))
      say('several at once')
      const many = await perSecond(PEOPLE / 2, SECONDS, (worker) => signIn(server.address, emailOf(worker), PASSWORD))
      say('wrong passwords')
      const refused = await perSecond(PEOPLE / 2, SECONDS / 2, () => refusal(server.address))
      return [
        { what: `one scrypt hash, N = 2^${STRONG.logN}, r = 8, p = 1 (128 MiB)`, figure: spread(hashes, 'ms') },
        { what: 'hashes a second, 4 at once, without the program', figure: several.toFixed(1) },
        { what: 'one sign-in: form, hash, session, trail', figure: spread(one, 'ms') },
        {
          what: `sign-ins a second, ${PEOPLE / 2} at once`,
          figure: `${many.toFixed(1)}, ratio to bare hashes ${(many / several).toFixed(2)}`,
        },
        { what: 'wrong passwords answered a second, after the fifth for an account without a hash', figure: refused.toFixed(0) },
      ]
    } finally {
      await server.stop()
      await database.close()
      await remove()
    }
  },
}

const refusal = async (address: string) => {
  const body = new URLSearchParams({ email: 'nobody@demo.example', password: PASSWORD })
  const response = await fetch(`${address}/fr/sign-in`, { method: 'POST', redirect: 'manual', headers: { origin: address }, body })
  await response.arrayBuffer()
  if (response.status === 302) throw new Error('somebody was let in')
}
