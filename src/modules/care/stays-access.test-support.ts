import { randomUUID } from 'node:crypto'
import type { Actor } from '#platform/actor.ts'
import type { What, Who } from './access.ts'
import type { careIn } from './care.test-support.ts'
import { SEALED } from './sealed.test-support.ts'

type Given = { network: string; person: string; who: Record<Who, Actor>; inCharge: string; episode: string }

export const STAY_TABLES = {
  stay: 'stays.stay',
  leave: 'stays.leave',
  discharge: 'stays.discharge',
  coercion: 'stays.measure_version',
  coercionRenewal: 'stays.measure_renewal',
  coercionReview: 'stays.measure_review',
  debriefing: 'stays.debriefing',
  debriefingOwn: 'stays.debriefing',
  housingPath: 'stays.path',
  waiting: 'stays.waiting',
  houseSubject: 'stays.subject_asker',
  houseTask: 'stays.turn_taker',
} as const satisfies Partial<Record<What, string>>

/** A subject and a task of the house, which everybody there reads, and apart from them who asked and who took it. */
const houseOf = async (
  put: ReturnType<typeof careIn>['put'],
  { network, person, inCharge }: Pick<Given, 'network' | 'person' | 'inCharge'>,
) => {
  const of = { network_id: network, service_id: inCharge }
  const [subject_id, turn_id] = [randomUUID(), randomUUID()]
  await put('stays.subject', { ...of, id: subject_id, what: 'Le bruit le soir (inventé)' })
  await put('stays.turn', { ...of, id: turn_id, on_day: '2100-01-01', what: 'Cuisine', who: 'Moi' })
  await put('stays.subject_asker', { network_id: network, subject_id, person_id: person })
  await put('stays.turn_taker', { network_id: network, turn_id, person_id: person })
  return { houseSubject: `subject ${subject_id}`, houseTask: `turn ${turn_id}` }
}

/** Somebody who stays with the team in charge, waits for a place there, and about whom a measure stands in its register. */
export const staysOf = async (
  put: ReturnType<typeof careIn>['put'],
  { network, person, who, inCharge, episode }: Given,
): Promise<Record<keyof typeof STAY_TABLES, string>> => {
  const key = { network_id: network, person_id: person, service_id: inCharge }
  const [id, by] = [() => randomUUID(), who.team.personId]
  const moment = (hours: number) => new Date(Date.now() + hours * 3_600_000)
  const stay = await put('stays.stay', { ...key, id: id(), episode_id: episode, way: 'voluntary', legal_basis: null, left_on: null })
  const measure = await put('stays.measure', {
    ...{ ...key, id: id(), episode_id: episode, kind: 'seclusion', legal_basis: null, started_at: moment(-3), ended_at: null },
    ...{ decided_by: by, alternatives: ['talk'], reason: SEALED, tried: null, written_by: by },
  })
  const of = { ...key, measure_id: measure }
  const told = { ...of, happened_at: moment(-1), words: SEALED }
  return {
    stay,
    leave: await put('stays.leave', {
      ...{ ...key, id: id(), stay_id: stay, from_at: moment(-2), back_at: moment(2), came_back_at: null },
      ...{ company: 'alone', words: SEALED, noted_by: by },
    }),
    discharge: await put('stays.discharge', {
      ...{
        ...key,
        id: id(),
        stay_id: stay,
        planned_on: '2100-01-01',
        receiver: 'other',
        receiver_service_id: null,
        first_on: null,
        met_on: null,
      },
      ...{ words: SEALED, sealed_as: 1, agreed_how: null, left_on: null, made_by: by },
    }),
    coercion: `${person} version 1`,
    coercionRenewal: await put('stays.measure_renewal', {
      ...of,
      id: id(),
      at: moment(-1),
      decided_by: by,
      reason: SEALED,
      written_by: by,
    }),
    coercionReview: await put('stays.measure_review', {
      ...of,
      id: id(),
      finding: 'avoidable',
      words: SEALED,
      by_id: who.administrator.personId,
    }),
    debriefing: await put('stays.debriefing', { ...told, id: id(), what: 'held', by_id: by }),
    debriefingOwn: await put('stays.debriefing', { ...told, id: id(), what: 'words', for_team: false, by_id: who.person.personId }),
    housingPath: await put('stays.path', {
      ...{ ...key, id: id(), offered: null, offered_from: null, offered_until: null, ended_on: null, made_by: by },
    }),
    waiting: await put('stays.waiting', { ...key, id: id(), reason: 'place', ended_on: null, ended_because: null, noted_by: by }),
    ...(await houseOf(put, { network, person, inCharge })),
  }
}
