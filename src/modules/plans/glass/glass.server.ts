import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '#platform/actor.ts'
import { recordRead } from '#platform/audit.server.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { defineJob, defineSchedule } from '#platform/jobs/index.server.ts'
import { open, seal } from '#platform/keys/index.server.ts'
import { sendMail } from '#platform/mail/index.server.ts'
import { found } from '#platform/problem.ts'
import { today } from '#platform/today.ts'
import { toTell } from '../looked/looked.server.ts'
import '../mails.server.ts'
import { rulesOf } from '../rules.server.ts'

const placeOf = (network: string, id: string, column: 'reason' | 'review') => ({
  network,
  table: 'care.glass',
  column,
  row: id,
  version: 1,
})

/**
 * Opens somebody's file, for as long as the network says, to a professional who has nothing else to do with them: with the name, the right birth date and
 * a reason. The person and the administrators are told at once.
 * @returns the person's file; null when there is not exactly one with that name and birth date
 */
export const breakGlass = async (
  scope: Scope,
  actor: Actor,
  network: string,
  { name, born, reason }: { name: string; born: string; reason: string },
): Promise<string | null> => {
  const { rows } = await sql<{ file: string | null }>`select plans.find_for_glass(${network}, ${name}, ${born}::date) as file`.execute(
    scope,
  )
  const file = rows[0]?.file ?? null
  if (file === null) {
    await recordRead(scope, network, 'plans.lookForGlass', 'nobody')
    return null
  }
  const id = randomUUID()
  const sealed = await seal(scope, file, placeOf(network, id, 'reason'), reason)
  const { glassMinutes } = await rulesOf(scope, network)
  await sql`insert into care.glass (network_id, id, person_id, by_id, reason, until)
    values (${network}, ${id}, ${file}, ${actor.personId}, ${sealed}, now() + make_interval(mins => ${glassMinutes}))`.execute(scope)
  await record(scope, network, 'plans.breakGlass', `glass/${id}`, { about: file })
  const account = await scope
    .selectFrom('care.person')
    .select('account_id')
    .where('network_id', '=', network)
    .where('id', '=', file)
    .executeTakeFirst()
  const at = new Date().toISOString()
  const told = [...(await toTell(scope, network, null)), ...(account?.account_id ? [account.account_id] : [])]
  for (const personId of told.filter((each) => each !== actor.personId)) {
    const link = personId === account?.account_id ? '/my' : `/admin/glass/${network}`
    await sendMail(scope, { to: { personId }, template: 'glassBroken', values: { link, at } })
  }
  return file
}

export type Broken = { id: string; file: string; at: Date; until: Date; reason: string }
/** The glasses that the one who acts has broken and that are still open. */
export const openGlass = async (scope: Scope, network: string): Promise<Broken[]> => {
  const { rows } = await sql<{ id: string; person_id: string; at: Date; until: Date; reason: Buffer }>`
    select id, person_id, at, until, reason from care.glass
     where network_id = ${network} and by_id = platform.person() and until > now() and person_id in (select care.behind_glass()) order by at desc`.execute(
    scope,
  )
  const all: Broken[] = []
  for (const { id, person_id, at, until, reason } of rows)
    all.push({ id, file: person_id, at, until, reason: (await open(scope, person_id, placeOf(network, id, 'reason'), reason)) ?? '' })
  return all
}

export type ToReview = {
  id: string
  at: Date
  by: string
  isMine: boolean
  team: string | null
  reason: string
  reviewedAt: Date | null
  reviewer: string | null
  wasRight: boolean | null
  review: string
}
type Row = {
  id: string
  at: Date
  by_id: string
  by_name: string
  team: string | null
  person_id: string
  reason: Buffer
  reviewed_at: Date | null
  reviewer: string | null
  was_right: boolean | null
  review: Buffer | null
}

/** What administrators look at again, those that wait first. Not whose file it was. */
export const listGlass = async (scope: Scope, actor: Actor, network: string): Promise<ToReview[]> => {
  const { rows } = await sql<Row>`select * from plans.glass_to_review(${network})`.execute(scope)
  const all: ToReview[] = []
  for (const row of rows)
    all.push({
      id: row.id,
      at: row.at,
      by: row.by_name,
      isMine: row.by_id === actor.personId,
      team: row.team,
      reason: (await open(scope, row.person_id, placeOf(network, row.id, 'reason'), row.reason)) ?? '',
      reviewedAt: row.reviewed_at,
      reviewer: row.reviewer,
      wasRight: row.was_right,
      review: row.review === null ? '' : ((await open(scope, row.person_id, placeOf(network, row.id, 'review'), row.review)) ?? ''),
    })
  return all
}

/** How many broken glasses nobody has looked at; 0 for who does not administer the network. */
export const glassWaiting = async (scope: Scope, network: string): Promise<number> =>
  (await sql<{ n: number }>`select count(*)::integer as n from plans.glass_to_review(${network}) where reviewed_at is null`.execute(scope))
    .rows[0]?.n ?? 0

/** Says whether it was right to break the glass; nobody of their own. @throws Problem not_found */
export const reviewGlass = async (
  scope: Scope,
  actor: Actor,
  network: string,
  { id, wasRight, words }: { id: string; wasRight: boolean; words: string },
): Promise<void> => {
  const row = await scope
    .selectFrom('care.glass')
    .select('person_id')
    .where('network_id', '=', network)
    .where('id', '=', id)
    .executeTakeFirst()
  const file = found(row).person_id
  const { numUpdatedRows } = await scope
    .updateTable('care.glass')
    .set({
      reviewed_by: actor.personId,
      reviewed_at: new Date(),
      was_right: wasRight,
      review: words === '' ? null : await seal(scope, file, placeOf(network, id, 'review'), words),
    })
    .where('network_id', '=', network)
    .where('id', '=', id)
    .where('reviewed_at', 'is', null)
    .executeTakeFirst()
  found(numUpdatedRows === 1n ? true : undefined)
  await record(scope, network, 'plans.reviewGlass', `glass/${id}`, { about: file })
}

// A Monday: what is looked at weekly is reminded of on Mondays.
const MONDAY = '2026-01-05'
/** Reminds administrators of what waits to be looked at, each so many days as their network says: every Monday unless it chose otherwise. */
export const remindOfGlass = async (scope: Scope, on = today()): Promise<void> => {
  const { rows } = await sql<{ network: string; n: number }>`
    select network_id as network, count(*)::integer as n from care.glass where reviewed_at is null
        and (${on}::date - ${MONDAY}::date) % (select r.review_days from plans.rules(network_id) r) = 0 group by network_id order by network_id`.execute(
    scope,
  )
  for (const { network, n } of rows)
    for (const personId of await toTell(scope, network, null))
      await sendMail(scope, { to: { personId }, template: 'glassToReview', values: { link: `/admin/glass/${network}`, count: n } })
}
defineJob({ name: 'plans.remindOfGlass', input: z.object({}), as: 'operator', run: (scope) => remindOfGlass(scope) })
defineSchedule({ job: 'plans.remindOfGlass', cron: '0 7 * * *', input: {} })
