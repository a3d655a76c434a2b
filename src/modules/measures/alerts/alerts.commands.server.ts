import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '#platform/actor.ts'
import { record } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { defineJob, defineSchedule } from '#platform/jobs/index.server.ts'
import { defineMail, sendMail } from '#platform/mail/index.server.ts'
import { found, Problem } from '#platform/problem.ts'
import { sealNote } from '../texts.server.ts'
import type { DeedInput } from './deed.ts'
import { type AlertState, afterMove } from './machine.ts'

// Neither says a word of health, nor who it is about, nor why. Nobody can decline or hold them back: they are no notices.
defineMail({ name: 'measuresToday', values: { link: 'path' }, act: 'link' })
defineMail({ name: 'measuresLate', values: { link: 'path' }, act: 'link' })
defineMail({ name: 'measuresNobody', values: { link: 'path' }, act: 'link' })

type Told = { alertId: string; serviceId: string; personId: string; isOfTeam: boolean }
const TOLD = sql`alert_id as "alertId", service_id as "serviceId", person_id as "personId", is_of_team as "isOfTeam"`

const tell = async (scope: Scope, network: string, told: readonly Told[], template: 'measuresToday' | 'measuresLate') => {
  const each = new Map(told.map((one) => [one.personId, one]))
  for (const { personId, isOfTeam } of each.values())
    await sendMail(scope, {
      to: { personId },
      template: isOfTeam ? template : 'measuresNobody',
      values: { link: isOfTeam ? `/measures/${network}` : `/admin/people/${network}` },
    })
}

/**
 * Has every team that follows the person told, at once and in this transaction, that an answer calls for somebody. Once for each
 * questionnaire, however often the answer is given. Where no team follows the person nobody is told, and their screen says so.
 */
export const raiseAlerts = async (scope: Scope, network: string, answering: string, about: string): Promise<void> => {
  const { rows } = await sql<Told>`select ${TOLD} from measures.raise_alert(${network}, ${answering})`.execute(scope)
  await tell(scope, network, rows, 'measuresToday')
  for (const id of new Set(rows.map(({ alertId }) => alertId))) await record(scope, network, 'measures.alert', `alert/${id}`, { about })
}

/** The person wants to be called now: said once, and told again to those who know. @returns how many teams were told */
export const askToSpeak = async (scope: Scope, network: string, answering: string, about: string): Promise<number> => {
  const { rows } = await sql<Told>`select ${TOLD} from measures.ask_to_speak(${network}, ${answering})`.execute(scope)
  await tell(scope, network, rows, 'measuresToday')
  if (rows.length > 0) await record(scope, network, 'measures.askToSpeak', `answering/${answering}`, { about })
  return new Set(rows.map(({ alertId }) => alertId)).size
}

/**
 * A team writes down when and what it did. A trial that reached nobody stands in the list, and the clock goes on.
 * @throws Problem not_found for who does not work in the team, conflict when somebody wrote meanwhile, invalid once it is over
 */
export const recordDeed = async (
  scope: Scope,
  actor: Actor,
  network: string,
  id: string,
  version: number,
  deed: DeedInput,
): Promise<void> => {
  const { rows } = await sql<{ state: AlertState; version: number; personId: string; seq: number }>`
    select a.state, a.version, a.person_id as "personId", (select max(s.seq) from measures.alert_step s where s.network_id = a.network_id and s.alert_id = a.id) as seq
      from measures.alert a where a.network_id = ${network} and a.id = ${id} and a.team in (select care.my_teams()) for update`.execute(
    scope,
  )
  const row = found(rows[0])
  if (row.version !== version) throw new Problem('conflict')
  const state = afterMove(row.state, deed.move)
  if (state === null) throw new Problem('invalid')
  const seq = row.seq + 1
  await scope
    .insertInto('measures.alert_step')
    .values({
      network_id: network,
      alert_id: id,
      seq,
      what: deed.move === 'finish' ? 'done' : 'tried',
      by_id: actor.personId,
      happened_at: deed.at,
      how: deed.move === 'finish' ? deed.how : null,
      note: await sealNote(scope, { network, person: row.personId, id }, seq, deed.note),
    })
    .execute()
  await scope
    .updateTable('measures.alert')
    .set({ state, version: version + 1 })
    .where('network_id', '=', network)
    .where('id', '=', id)
    .execute()
  await record(scope, network, deed.move === 'finish' ? 'measures.answerAlert' : 'measures.tryAlert', `alert/${id}`, {
    about: row.personId,
  })
}

/**
 * By when a team writes something down, in hours, by its leads. `seen`: the version that they read, 0 where the usual hours held.
 * @throws Problem conflict where another lead has set them meanwhile
 */
export const setAlertHours = async (scope: Scope, network: string, service: string, hours: number, seen: number): Promise<void> => {
  const { numAffectedRows } = await sql`
    insert into measures.alert_rule (network_id, service_id, hours) values (${network}, ${service}, ${hours})
    on conflict (network_id, service_id) do update set hours = excluded.hours, version = measures.alert_rule.version + 1
      where alert_rule.version = ${seen}`.execute(scope)
  if (numAffectedRows !== 1n) throw new Problem('conflict')
  await record(scope, network, 'measures.setAlertHours', `team/${service}`)
}

/** What nobody wrote down in time goes to the leads of the team. @returns how many alerts */
export const escalateDue = async (scope: Scope): Promise<number> => {
  const { rows } = await sql<Told & { network: string }>`
    select network_id as network, ${TOLD} from measures.escalate_due()`.execute(scope)
  const alerts = new Map(rows.map((row) => [row.alertId, row]))
  for (const network of new Set(rows.map((row) => row.network))) {
    await tell(
      scope,
      network,
      rows.filter((row) => row.network === network),
      'measuresLate',
    )
  }
  for (const { network, alertId } of alerts.values()) await record(scope, network, 'measures.escalate', `alert/${alertId}`)
  return alerts.size
}
defineJob({ name: 'measures.escalate', input: z.object({}), as: 'operator', run: async (scope) => void (await escalateDue(scope)) })
defineSchedule({ job: 'measures.escalate', cron: '*/5 * * * *', input: {} })
