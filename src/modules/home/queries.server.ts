import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import type { Words } from '#platform/words.ts'

export type Waiting = {
  network: string
  name: Words
  /** The last edition of its latest account; null before the first. */
  edition: { year: number; edition: number; contradictions: number } | null
  recent: { id: string; title: Words; on: string; precision: 'day' | 'month' | 'year' }[]
}

const RECENT = 3

/**
 * What waits for a member in each of their networks: the contradictions that the last edition of an account shows, and what happened last.
 * One query: no account is computed for a greeting.
 */
export const readWaiting = async (scope: Scope, actor: Actor): Promise<Waiting[]> => {
  const mine = Object.keys(actor.roles)
  const { rows } = await sql<Omit<Waiting, 'recent'> & { recent: Waiting['recent'] | null }>`
    select n.id as network, n.name,
      (select jsonb_build_object('year', s.year, 'edition', s.edition,
          'contradictions', jsonb_array_length(jsonb_path_query_array(s.content, '$.relations[*] ? (@.verdict == "contradicts")')))
        from account.snapshot s where s.network_id = n.id order by s.year desc, s.edition desc limit 1) as edition,
      (select jsonb_agg(jsonb_build_object('id', a.id, 'title', a.title, 'on', a.starts_on, 'precision', a.precision)) from (
        select id, title, starts_on, precision from journal.activity where network_id = n.id order by starts_on desc, id limit ${RECENT}) a) as recent
    from platform.network n where n.id = any (${`{${mine.join(',')}}`}::text[]) order by n.id`.execute(scope)
  return rows.map((row) => ({ ...row, recent: row.recent ?? [] }))
}
