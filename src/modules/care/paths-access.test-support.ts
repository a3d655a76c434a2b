import { randomUUID } from 'node:crypto'
import type { Actor } from '#platform/actor.ts'
import type { What, Who } from './access.ts'
import type { careIn } from './care.test-support.ts'
import { SEALED } from './sealed.test-support.ts'

type Given = { network: string; person: string; who: Record<Who, Actor>; inCharge: string; episode: string }

export const PATH_TABLES = {
  path: 'paths.path',
  pathStep: 'paths.step',
  stepProposal: 'paths.step_proposal',
  referral: 'paths.referral',
  early: 'paths.early',
  familySession: 'paths.family_session',
} as const satisfies Partial<Record<What, string>>

/** The path of somebody, with what was told to a partner and the first days: what each row is called in the table of access. */
export const pathsOf = async (
  put: ReturnType<typeof careIn>['put'],
  { network, person, who, inCharge, episode }: Given,
): Promise<Record<keyof typeof PATH_TABLES, string>> => {
  const key = { network_id: network, person_id: person }
  const byTeam = { ...key, service_id: inCharge }
  const [mine, theirs] = [who.person.personId, who.team.personId]
  const step = { domain: 'sport', helper: 'nobody', content: SEALED, begins_on: null, due_on: null } as const
  const partner = `partner-${randomUUID()}`
  await put('directory.organisation', { network_id: network, id: partner, name: 'Club', kind: 'association', country: 'FR' })
  await put('paths.path', { ...key, content: SEALED, reviewed_on: null, review_on: null, service_id: null, written_by: mine })
  const referral = await put('paths.referral', {
    ...byTeam,
    ...{
      id: randomUUID(),
      organisation_id: partner,
      partner_service_id: null,
      kind: 'sport',
      step_id: null,
      consent_id: null,
      state: 'draft',
    },
    ...{ told: SEALED, closed: null, code_hash: null, link_until: null, made_by: theirs, sent_at: null, read_at: null, answered_at: null },
    ...{ answer: null, reason: null, over_at: null, forgotten_at: null },
  })
  await put('paths.early', {
    ...byTeam,
    episode_id: episode,
    signs_on: '2025-03',
    asked_on: null,
    treated_on: '2025-06',
    written_by: theirs,
  })
  return {
    path: `${person} version 1`,
    pathStep: await put('paths.step', {
      ...key,
      ...step,
      ...{ id: randomUUID(), reason: null, state: 'wished', ended_on: null, how: 'alone', service_id: null, written_by: mine },
    }),
    stepProposal: await put('paths.step_proposal', { ...byTeam, ...step, id: randomUUID(), by_id: theirs, answered_at: null }),
    referral,
    early: `${person} version 1`,
    familySession: await put('paths.family_session', {
      ...byTeam,
      ...{ id: randomUUID(), episode_id: episode, contact_id: null, on_day: '2026-01-02', who: ['parent'], members: 1, with_person: false },
      ...{ theme: 'rights', next_on: null, written_by: theirs },
    }),
  }
}
