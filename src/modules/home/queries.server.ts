import { sql } from 'kysely'
import { computeAccount } from '#modules/account/index.ts'
import { type Actor, isMember } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import type { Words } from '#platform/words.ts'

export type Waiting = {
  network: string
  name: Words
  year: number
  contradictions: number
  recent: { id: string; title: Words; on: string; precision: 'day' | 'month' | 'year' }[]
}

const RECENT = 3

/** What waits for a member in each of their networks: contradictions of the last account, and what happened last. */
export const readWaiting = async (scope: Scope, actor: Actor): Promise<Waiting[]> => {
  const { rows } = await sql<{ network: string; name: Words; year: number | null; recent: Waiting['recent'] | null }>`
    select n.id as network, n.name,
      -- The last year that somebody froze an account of; a later year may hold a stray figure only.
      coalesce((select max(s.year) from account.snapshot s where s.network_id = n.id),
        (select extract(year from max(period_to))::integer from account.statement s where s.network_id = n.id)) as year,
      (select jsonb_agg(jsonb_build_object('id', a.id, 'title', a.title, 'on', a.starts_on, 'precision', a.precision)) from (
        select id, title, starts_on, precision from journal.activity where network_id = n.id order by starts_on desc, id limit ${RECENT}) a) as recent
    from platform.network n order by n.id`.execute(scope)
  const waiting: Waiting[] = []
  for (const { network, name, year, recent } of rows) {
    if (year === null || !isMember(actor, network)) continue
    const { relations } = await computeAccount(scope, { network, year })
    waiting.push({
      network,
      name,
      year,
      recent: recent ?? [],
      contradictions: relations.filter(({ verdict }) => verdict === 'contradicts').length,
    })
  }
  return waiting
}
