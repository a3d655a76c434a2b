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
    const write = (format: string) =>
      command(data, 'account', '--network', 'bench', '--year', String(YEAR), '--format', format, '--out', join(folder, `account.${format}`))
    try {
      const add = async (entries: number, from: string, days: number, prefix: string) => {
        say(`${entries.toLocaleString('en')} entries from ${from} on`)
        await owner.query(ENTRIES, [entries, from, days, prefix])
        await owner.query('vacuum analyze journal.activity, journal.attendance')
      }
      const seconds = async (format: string) => (await timesOf(RUNS, () => write(format))).map((time) => time / 1000)
      await owner.query(NETWORK)
      await add(ROWS / 20, `${YEAR}-01-01`, 365, 'a')
      const alone = await seconds('json')
      await add((ROWS / 20) * 19, `${YEAR - 19}-01-01`, 365 * 19, 'b')
      const among = await seconds('json')
      await add((ROWS / 20) * 19, `${YEAR}-01-01`, 365, 'c')
      const [json, pdf] = [await seconds('json'), await seconds('pdf')]
      const [year, all] = [(ROWS / 20).toLocaleString('en'), ROWS.toLocaleString('en')]
      return [
        { what: `JSON, whole command, ${year} entries in the year and no others`, figure: spread(alone, 's') },
        {
          what: `JSON, the same among ${all} entries of 20 years`,
          figure: `${spread(among, 's')}, ratio ${(median(among) / median(alone)).toFixed(2)}`,
          aim: 'under 2 s; ratio near 1',
        },
        { what: `JSON, ${all} entries in the year itself`, figure: spread(json, 's'), aim: 'under 2 s' },
        { what: `PDF/UA-1, ${all} entries in the year itself`, figure: spread(pdf, 's'), aim: 'under 4 s' },
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
