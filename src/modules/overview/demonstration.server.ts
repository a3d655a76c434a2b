import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { withClient } from '#platform/database/client.server.ts'
import { projectRoot } from '#platform/root.server.ts'

// The two networks of the demonstration: how many people, and places, those that many come from more than once, and at last one that is rare.
const NETWORKS: Readonly<Record<string, { people: number; places: readonly (string | null)[] }>> = {
  belgium: {
    people: 600,
    places: ['BE-WHT', 'BE-WHT', 'BE-VOV', 'BE-VOV', 'BE-BRU', 'BE-WLG', 'BE-WNA', null, 'BE-WHT', 'BE-VOV', 'BE-WLX'],
  },
  // Lille with Hellemmes, Roubaix, Tourcoing, Villeneuve-d'Ascq, Ronchin, Marcq-en-Baroeul; Lezennes.
  ccoms: {
    people: 420,
    places: ['FR-59350', 'FR-59350', 'FR-59298', 'FR-59512', 'FR-59599', 'FR-59009', 'FR-59507', null, 'FR-59350', 'FR-59378', 'FR-59346'],
  },
}
const OPERATOR = '00000000-0000-4000-8000-000000000001'

/**
 * Lays an invented year and a half into a network of the demonstration, so that its counts can be looked at: people without a name, in teams
 * in which nobody of the demonstration works. Does nothing where it is already.
 * @param network one of NETWORKS, an id that this program's own code gives
 */
export const layYear = (ownerUrl: string, network: string): Promise<void> =>
  withClient(ownerUrl, async (owner) => {
    const { rows } = await owner.query("select from care.person where network_id = $1 and id = md5('overview ' || $1 || 1)::uuid", [
      network,
    ])
    if (rows.length > 0) return
    const text = readFileSync(join(projectRoot(), 'src/modules/overview/year.sql'), 'utf8')
    const { people, places: ids } = NETWORKS[network] ?? { people: 0, places: [] }
    const places = ids.map((id) => (id === null ? 'null' : `'${id}'`)).join(', ')
    const values = { $1: `'${network}'::text`, $2: String(people), $3: `'${OPERATOR}'::uuid`, $4: `array[${places}]::text[]` }
    await owner.query('begin')
    try {
      await owner.query('alter table care.request disable trigger user; alter table care.episode disable trigger user')
      await owner.query(text.replaceAll(/\$[1234]\b/g, (name) => values[name as keyof typeof values]))
      await owner.query('alter table care.request enable trigger user; alter table care.episode enable trigger user')
      await owner.query('commit')
      // The database has not had the time to learn how many rows there are now; without it the first count takes seconds.
      await owner.query('analyze care.person, care.request, care.episode, care.contact')
    } catch (error) {
      await owner.query('rollback')
      throw error
    }
  })
