import { randomUUID } from 'node:crypto'
import { type Actor, VISITOR } from '#platform/actor.ts'
import type { Scope, Tables } from '#platform/db.server.ts'
import { dayIn } from '#platform/today.ts'
import { useWorld, type World } from '#test/world.ts'
import type { What, Who } from './access.ts'
import { BOARD_TABLES, boardsOf } from './boards-access.test-support.ts'
import { careIn } from './care.test-support.ts'
import { FIELD_TABLES, fieldOf } from './field-access.test-support.ts'
import { PATH_TABLES, pathsOf } from './paths-access.test-support.ts'
import { PLAN_TABLES, plansOf } from './plans-access.test-support.ts'
import { SEALED } from './sealed.test-support.ts'
import { SITUATION_TABLES, situationsOf } from './situations-access.test-support.ts'
import { STAY_TABLES, staysOf } from './stays-access.test-support.ts'

export const yesterday = () => dayIn(-1)

/** The table in which the row of each line of the table of access stands. */
export const TABLES: Record<What, keyof Tables> = {
  identity: 'care.person',
  request: 'care.request',
  refused: 'care.request',
  refusal: 'care.refusal',
  episode: 'care.episode',
  contact: 'care.contact',
  contactBefore: 'care.contact_version',
  thirdParty: 'care.third_party_note',
  consent: 'care.consent',
  circleGrant: 'care.consent',
  emergency: 'care.emergency',
  broken: 'care.glass',
  workers: 'care.worker',
  measures: 'measures.answering',
  measureDraft: 'measures.answering',
  measureAlert: 'measures.alert',
  ...FIELD_TABLES,
  ...PLAN_TABLES,
  ...BOARD_TABLES,
  ...PATH_TABLES,
  ...STAY_TABLES,
  ...SITUATION_TABLES,
}
/** Whether the one row that stands for it in the table of access is there for whoever asks. */
export const sees = (what: What, id: string) => async (scope: Scope) => {
  // A part or a version of a plan has no id of its own: it is told by the person and what distinguishes it.
  const [first = '', second, value] = id.split(' ')
  const told = { visit: 'visit_id', worker: 'worker_id', subject: 'subject_id', turn: 'turn_id' }[first]
  const [row, column] = told !== undefined ? [second ?? '', told] : [first, second === undefined ? 'id' : 'person_id']
  let query = scope
    .selectFrom(TABLES[what] as 'care.person')
    .select((of) => of.lit(1).as('one'))
    .where(column as 'id', '=', row)
  if (value !== undefined) query = query.where(second as 'id', '=', value)
  return (await query.execute()).length === 1
}

/** For the files of tests on access: one person, and everybody who could have to do with them, in the world of the file. */
export const useEverybody = () => everybodyIn(useWorld())

/** The same in a world of one's own. */
export const everybodyIn = (world: World) => {
  const care = careIn(world)
  const everybody = async () => {
    const [network, other] = [await world.network(), await world.network()]
    const team = () => care.team(network)
    const [inCharge, former, sending, asked, refusing, consented, elsewhere] = [
      await team(),
      await team(),
      await team(),
      await team(),
      await team(),
      await team(),
      await team(),
    ]
    const [foreign, onDuty, guests] = [await care.team(other), await team(), await team()]
    const account = () => world.person()
    const who: Record<Who, Actor> = {
      person: await account(),
      circle: await account(),
      carer: await account(),
      team: await care.worker(inCharge),
      formerTeam: await care.worker(former),
      sender: await care.worker(sending),
      receiver: await care.worker(asked),
      refuser: await care.worker(refusing),
      consented: await care.worker(consented),
      glass: await care.worker(elsewhere),
      duty: await care.worker(onDuty),
      watch: await care.worker(onDuty),
      invited: await care.worker(guests),
      colleague: await care.worker(elsewhere),
      left: await care.worker(inCharge, { valid_to: yesterday() }),
      reader: await world.person({ network }),
      coordinator: await world.person({ network, role: 'coordinator' }),
      manager: await world.person({ network, role: 'programme_manager' }),
      administrator: await world.person({ network, role: 'administrator' }),
      otherNetwork: await care.worker(foreign),
      stranger: await account(),
      visitor: VISITOR,
    }
    const person = await care.file(network, { account_id: who.person.personId })
    const key = { network_id: network, person_id: person }
    const episode = await care.episode(inCharge, person, { entered_on: '2026-01-01' })
    await care.episode(former, person, { entered_on: '2025-01-01', left_on: '2025-03-01', exit_reason: 'moved_on' })
    const emergency = await care.put('care.emergency', {
      ...key,
      id: randomUUID(),
      service_id: sending.id,
      reason: SEALED,
      responsible_id: who.sender.personId,
    })
    const from = { from_service_id: sending.id, channel: 'team', from_kind: 'team', emergency_id: emergency } as const
    const request = await care.request(network, person, { ...from, to_service_id: asked.id })
    const refused = await care.request(network, person, { ...from, to_service_id: refusing.id })
    await world.seed((owner) =>
      owner.updateTable('care.request').set({ state: 'declined', refusal: 'full' }).where('id', '=', refused).execute(),
    )
    const contact = await care.put('care.contact', {
      ...key,
      id: randomUUID(),
      episode_id: episode,
      service_id: inCharge.id,
      at: new Date(),
      mode: 'home',
      written_by: who.team.personId,
    })
    const before = {
      service_id: inCharge.id,
      at: new Date(),
      mode: 'home',
      workers: [],
      who: [],
      minutes: null,
      missed: null,
      note: SEALED,
    }
    await care.put('care.contact_version', {
      ...key,
      contact_id: contact,
      version: 1,
      ...before,
      next_on: null,
      replaced_by: null,
    } as never)
    const ids: Record<What, string> = {
      identity: person,
      request,
      refused,
      refusal: await care.put('care.refusal', {
        network_id: network,
        id: randomUUID(),
        service_id: refusing.id,
        from_kind: 'team',
        decision: 'declined',
        reason: 'full',
      }),
      episode,
      contact,
      contactBefore: `${person} version 1`,
      thirdParty: await care.put('care.third_party_note', {
        ...key,
        id: randomUUID(),
        service_id: inCharge.id,
        note: SEALED,
        written_by: who.team.personId,
      }),
      consent: await care.consent(network, person, who.team.personId, {
        noted_service_id: inCharge.id,
        to_service_id: consented.id,
        sections: ['identity', 'episodes', 'contacts', 'measures', 'recovery_plan'],
      }),
      circleGrant: await care.consent(network, person, who.person.personId, {
        how: 'self',
        to_account_id: who.circle.personId,
        sections: ['identity', 'contacts', 'measures', 'crisis_plan', 'recovery_plan', 'path'],
      }),
      emergency,
      ...(await measuresOf(network, person, inCharge.id, who)),
      broken: await care.put('care.glass', { ...key, id: randomUUID(), by_id: who.glass.personId, reason: SEALED }),
      workers: await world.seed(
        async (owner) =>
          (await owner.selectFrom('care.worker').select('id').where('person_id', '=', who.team.personId).executeTakeFirstOrThrow()).id,
      ),
      ...(await fieldOf(care.put, { network, person, who, inCharge: inCharge.id, contact })),
      ...(await plansOf(care.put, { network, person, who, inCharge: inCharge.id, onDuty: onDuty.id })),
      ...(await boardsOf(care.put, { network, person, who, inCharge: inCharge.id })),
      ...(await pathsOf(care.put, { network, person, who, inCharge: inCharge.id, episode })),
      ...(await staysOf(care.put, { network, person, who, inCharge: inCharge.id, episode })),
      ...(await situationsOf(world, care, { network, person, who, inCharge, guests })),
    }
    return { who, ids, network, person, teams: { inCharge, former, sending, asked, refusing, consented, elsewhere } }
  }
  /** One questionnaire that is finished, one that is not, and an alert to the team in charge. */
  const measuresOf = async (network: string, person: string, service: string, who: Record<Who, Actor>) => {
    const answering = (row: object) =>
      care.put('measures.answering', {
        ...{
          network_id: network,
          id: randomUUID(),
          person_id: person,
          instrument: 'phq-9',
          pack_version: '1',
          language: 'fr',
          service_id: null,
        },
        ...{ started_by: who.person.personId, finished_at: null, content: SEALED },
        ...row,
      } as never)
    const measures = await answering({ finished_at: new Date(Date.now() + 60_000) })
    const measureAlert = await care.put('measures.alert', {
      ...{ network_id: network, id: randomUUID(), person_id: person, service_id: service, answering_id: measures, due_at: new Date() },
    })
    return { measures, measureDraft: await answering({}), measureAlert }
  }
  return { world, care, everybody }
}
