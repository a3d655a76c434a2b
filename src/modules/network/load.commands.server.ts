import type { Actor } from '#platform/actor.ts'
import { day, optional, whole } from '#platform/cells.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { idIn, type Read, reading, type Typed } from '#platform/forms/typed.ts'
import { found, Problem } from '#platform/problem.ts'
import type { StatedDay } from './load.queries.server.ts'
import type { Stated } from './load.ts'
import { steering } from './network.queries.server.ts'
import { WAITING_REASONS, type WaitingReason } from './vocabulary.ts'

const MOST = 99_999

/** What a team states for a day, from its form: counts alone. Empty fields are not known, empty reasons are none. */
export const readLoadForm = (typed: Typed): Read<Stated> => {
  const { cell, wrong, done } = reading(typed)
  const count = (name: string) => {
    const n = cell(name, optional(whole)) ?? null
    if (n !== null && n > MOST) wrong(name, 'cell.whole')
    return n
  }
  const on = cell('on', day)
  const stated = { occupied: count('occupied'), followed: count('followed') }
  const reasons = Object.fromEntries(WAITING_REASONS.map((reason) => [reason, count(`waiting_${reason}`) ?? 0])) as Record<
    WaitingReason,
    number
  >
  const explained = Object.values(reasons).reduce((sum, n) => sum + n, 0)
  // Who only filled in the reasons has said how many wait.
  const waiting = count('waiting') ?? (explained > 0 ? explained : null)
  if (waiting !== null && waiting < explained) wrong('waiting', 'network.fault.waiting')
  if (stated.occupied === null && stated.followed === null && waiting === null) wrong('followed', 'network.fault.nothing')
  return done(() => ({ on: on ?? '', ...stated, waiting, reasons }))
}

/** The form of a day as it is kept; `version` 0 stands for a day of which nothing is stated yet. */
export const loadTyped = (stated: StatedDay | null, on: string): Typed => ({
  on,
  occupied: String(stated?.occupied ?? ''),
  followed: String(stated?.followed ?? ''),
  waiting: String(stated?.waiting ?? ''),
  ...Object.fromEntries(WAITING_REASONS.map((reason) => [`waiting_${reason}`, String(stated?.reasons[reason] || '')])),
  version: String(stated?.version ?? 0),
})

/**
 * Keeps what a team states for a day; a second statement of the same day corrects the first.
 * @param version what the writer saw; 0: nothing was stated for that day
 * @throws Problem conflict when somebody stated that day meanwhile; not_found, forbidden
 */
export const stateLoad = async (
  scope: Scope,
  actor: Actor,
  network: string,
  team: string,
  version: number,
  { on, reasons, ...counts }: Stated,
): Promise<void> => {
  await steering(scope, actor, network, 'network.stateLoad')
  const at = { network_id: network, service_id: idIn(team), on_day: on }
  found(
    await scope.selectFrom('directory.service').select('id').where('network_id', '=', network).where('id', '=', team).executeTakeFirst(),
  )
  const values = {
    ...counts,
    waiting_place: reasons.place,
    waiting_staff: reasons.staff,
    waiting_partner: reasons.partner,
    waiting_person: reasons.person,
  }
  const kept = await scope
    .insertInto('network.stated_load')
    .values({ ...at, ...values })
    .onConflict((conflict) =>
      conflict
        .columns(['network_id', 'service_id', 'on_day'])
        .doUpdateSet({ ...values, version: version + 1 })
        .where('network.stated_load.version', '=', version),
    )
    .returning('version')
    .executeTakeFirst()
  if (kept === undefined) throw new Problem('conflict')
  await record(scope, network, 'network.stateLoad', team)
}
