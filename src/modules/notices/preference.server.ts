import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import type { Courtesy } from '#platform/mail/index.server.ts'
import { Problem } from '#platform/problem.ts'
import { firstLoud } from './quiet.ts'
import { IN_QUIET_HOURS, NO_PREFERENCE, type Preference } from './vocabulary.ts'

type Row = { declined: string[]; quiet_from: string | null; quiet_until: string | null; quiet_weekend: boolean }

/** What a person chose; everything, at any hour, until they choose. The database shows each only their own (and the delivery of mails all). */
export const preferenceOf = async (scope: Scope, personId: string): Promise<Preference> => {
  const { rows } = await sql<Row>`
    select declined, quiet_from::text, quiet_until::text, quiet_weekend from notices.preference where person_id = ${personId}`.execute(
    scope,
  )
  const [row] = rows
  if (row === undefined) return NO_PREFERENCE
  return {
    declined: row.declined,
    quietFrom: row.quiet_from?.slice(0, 5) ?? null,
    quietUntil: row.quiet_until?.slice(0, 5) ?? null,
    quietWeekend: row.quiet_weekend,
  }
}

/** Keeps what a person chooses for themselves. @throws Problem signed_out */
export const choosePreference = async (scope: Scope, actor: Actor, choice: Preference): Promise<void> => {
  if (actor.personId === '') throw new Problem('signed_out')
  await sql`
    insert into notices.preference (person_id, declined, quiet_from, quiet_until, quiet_weekend)
    values (${actor.personId}, ${choice.declined}, ${choice.quietFrom}::time, ${choice.quietUntil}::time, ${choice.quietWeekend})
    on conflict (person_id) do update set declined = excluded.declined, quiet_from = excluded.quiet_from,
      quiet_until = excluded.quiet_until, quiet_weekend = excluded.quiet_weekend`.execute(scope)
}

/** Whether a notice may reach a person: not what they declined, and not while it is quiet, but for what cannot wait. */
export const courtesy: Courtesy = async (scope, personId, notice, now) => {
  const preference = await preferenceOf(scope, personId)
  if (preference.declined.includes(notice)) return 'never'
  if (IN_QUIET_HOURS.includes(notice)) return 'now'
  const moment = firstLoud(preference, now)
  return moment.getTime() === now.getTime() ? 'now' : moment
}
