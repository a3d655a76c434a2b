import { randomUUID } from 'node:crypto'
import type { Actor } from '#platform/actor.ts'
import type { What, Who } from './access.ts'
import type { careIn } from './care.test-support.ts'
import { SEALED } from './sealed.test-support.ts'

type Given = { network: string; person: string; who: Record<Who, Actor>; inCharge: string; onDuty: string }

export const PLAN_TABLES = {
  crisisHead: 'plans.crisis_plan',
  crisisTeam: 'plans.crisis_part',
  crisisDuty: 'plans.crisis_part',
  crisisCircle: 'plans.crisis_part',
  crisisPrivate: 'plans.crisis_part',
  crisisOlder: 'plans.crisis_version',
  proposal: 'plans.proposal',
  opening: 'plans.opening',
  outcome: 'plans.outcome',
  outcomeTeam: 'plans.outcome',
  looked: 'plans.looked',
  recovery: 'plans.recovery_update',
  recoveryProposal: 'plans.proposal',
  invite: 'plans.invite',
  told: 'plans.told',
  question: 'plans.question',
  officerQuestion: 'plans.question',
} as const satisfies Partial<Record<What, string>>

/** The plans of somebody, in two versions, and what others have to do with them: what each row is called in the table of access. */
export const plansOf = async (
  put: ReturnType<typeof careIn>['put'],
  { network, person, who, inCharge, onDuty }: Given,
): Promise<Record<keyof typeof PLAN_TABLES, string>> => {
  const key = { network_id: network, person_id: person }
  const by = who.person.personId
  await put('plans.crisis_plan', {
    ...key,
    current_seq: 2,
    for_duty: true,
    shown_to: ['circle', 'duty', 'team'],
    renew_on: null,
    reminded_at: null,
  })
  for (const seq of [1, 2]) await put('plans.crisis_version', { ...key, seq, written_by: by, how: 'alone', service_id: null, signed: null })
  const part = (section: 'signs' | 'helps' | 'worse' | 'capacity', for_whom: ('team' | 'duty' | 'circle')[]) =>
    put('plans.crisis_part', { ...key, seq: 2, section, for_whom, content: SEALED, sealed_as: 2 })
  await part('signs', ['team'])
  await part('helps', ['duty'])
  await part('worse', ['circle'])
  await part('capacity', [])
  await put('plans.recovery_plan', { ...key, last_seq: 1 })
  await put('plans.recovery_update', { ...key, seq: 1, id: randomUUID(), content: SEALED, by_id: by })
  const id = () => randomUUID()
  const proposal = { ...key, content: SEALED, answered_at: null }
  const opening = await put('plans.opening', { ...key, id: id(), seq: 2, by_id: who.duty.personId, service_id: onDuty, reason: 'visit' })
  await put('plans.looked', key)
  const told = { network_id: network, account_id: who.carer.personId, service_id: inCharge, topics: ['rights'], by_id: who.team.personId }
  const question = { ...key, trail_seq: null, question: SEALED, asked_by: by, answer: null, answered_by: null, answered_at: null }
  return {
    crisisHead: `${person} current_seq 2`,
    crisisTeam: `${person} section signs`,
    crisisDuty: `${person} section helps`,
    crisisCircle: `${person} section worse`,
    crisisPrivate: `${person} section capacity`,
    crisisOlder: `${person} seq 1`,
    recovery: `${person} seq 1`,
    proposal: await put('plans.proposal', { ...proposal, id: id(), kind: 'crisis', by_id: who.team.personId, service_id: inCharge }),
    recoveryProposal: await put('plans.proposal', {
      ...proposal,
      id: id(),
      kind: 'recovery',
      by_id: who.circle.personId,
      service_id: null,
    }),
    opening,
    outcome: await put('plans.outcome', {
      ...key,
      id: id(),
      service_id: onDuty,
      opening_id: opening,
      found: 'in_time',
      used: 'yes',
      why_not: null,
      by_id: who.duty.personId,
    }),
    outcomeTeam: await put('plans.outcome', {
      ...key,
      id: id(),
      service_id: inCharge,
      opening_id: null,
      found: 'no',
      used: 'no',
      why_not: 'not_looked',
      by_id: who.team.personId,
    }),
    looked: `${person} network_id ${network}`,
    invite: await put('plans.invite', {
      ...key,
      id: id(),
      code_hash: Buffer.alloc(32, 1),
      relation: 'friend',
      sections: ['identity'],
      until: '2100-01-01',
      label: null,
      made_by: by,
      used_at: null,
      used_by: null,
      withdrawn_at: null,
    }),
    told: await put('plans.told', { ...told, id: id() }),
    question: await put('plans.question', { ...question, id: id(), to_service_id: inCharge }),
    officerQuestion: await put('plans.question', { ...question, id: id(), to_service_id: null }),
  }
}
