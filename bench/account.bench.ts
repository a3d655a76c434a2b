import { join } from 'node:path'
import pg from 'pg'
import { openDatabase } from '../src/platform/database/connect.server.ts'
import { type Bench, command, median, spread, temporaryFolder, timesOf } from './bench.ts'

const ROWS = 1_000_000
const YEAR = 2025
const RUNS = 5

/** The account of a year with a million entries in the journal, before and after as many more come for other years. */
export const account: Bench = {
  name: 'account',
  title: 'The account over a large journal',
  run: async (say) => {
    const { folder, remove } = await temporaryFolder()
    const data = join(folder, 'data')
    // The database stays up for the whole benchmark; every command shares it.
    const database = await openDatabase({ env: { MAILLAGE_DATA: data } })
    const owner = new pg.Client({ connectionString: database.ownerUrl })
    await owner.connect()
    const write = (format: string) => command(data, 'account', '--network', 'bench', '--year', String(YEAR), '--format', format, '--out', join(folder, `account.${format}`))
    try {
      say(`${ROWS} entries of ${YEAR}`)
      await owner.query(NETWORK)
      await owner.query(ENTRIES, [ROWS, `${YEAR}-01-01`, 365, 'a'])
      await owner.query('vacuum analyze journal.activity, journal.attendance')
      const json = await timesOf(RUNS, () => write('json'))
      const pdf = await timesOf(RUNS, () => write('pdf'))
      say(`${ROWS} entries of the 20 years before`)
      await owner.query(ENTRIES, [ROWS, `${YEAR - 20}-01-01`, 365 * 20, 'b'])
      await owner.query('vacuum analyze journal.activity, journal.attendance')
      const later = await timesOf(RUNS, () => write('json'))
      const seconds = (times: readonly number[]) => times.map((time) => time / 1000)
      return [
        { what: `JSON, whole command, ${ROWS.toLocaleString('en')} entries in the year`, figure: spread(seconds(json), 's'), aim: 'under 2 s' },
        { what: 'PDF/UA-1, whole command', figure: spread(seconds(pdf), 's'), aim: 'under 4 s' },
        { what: `JSON with ${ROWS.toLocaleString('en')} more entries in other years`, figure: `${spread(seconds(later), 's')}, ratio ${(median(later) / median(json)).toFixed(2)}`, aim: 'ratio near 1' },
      ]
    } finally {
      await owner.end()
      await database.close()
      await remove()
    }
  },
}

const NETWORK = `
  insert into platform.network (id, name, country, is_public) values ('bench', '{"fr": "Banc d’essai", "nl": "Testbank", "en": "Bench"}', 'FR', false);
  insert into journal.programme (network_id, id, name, position) select 'bench', 'p' || n, jsonb_build_object('fr', 'Programme ' || n), n from generate_series(1, 12) n`

// One entry in four says who came. $1 entries from the day $2 on over $3 days; $4 begins their ids.
const ENTRIES = `
  with entries as (
    insert into journal.activity (network_id, id, programme_id, kind, title, starts_on, ends_on)
    select 'bench', $4 || n, 'p' || (1 + n % 12), (array['meeting', 'visit', 'training_session', 'delegation', 'communication'])[1 + n % 5],
      jsonb_build_object('fr', 'Entrée ' || n), $2::date + (n % $3::integer), $2::date + (n % $3::integer)
    from generate_series(1, $1::integer) n returning id, starts_on)
  insert into journal.attendance (network_id, activity_id, category, count)
  select 'bench', id, 'everyone', 10 + substr(id, 2)::integer % 50 from entries where substr(id, 2)::integer % 4 = 0`
