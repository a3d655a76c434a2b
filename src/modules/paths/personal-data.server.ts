import { sql } from 'kysely'
import { definePersonalData, type HeldRow } from '#platform/personal-data.server.ts'
import { listReferrals } from './partners/referrals.queries.server.ts'
import { listStepProposals, listSteps, readPath } from './path/path.queries.server.ts'
import { TOLD_FIELDS } from './vocabulary.ts'

const NETWORK = { key: 'network', label: 'personal.field.network' } as const
const AT = { key: 'at', label: 'personal.field.at', as: 'moment' } as const
const TEXT = { key: 'text', label: 'personal.field.text' } as const

type File = { network: string; file: string }
const filesIn = async (scope: Parameters<typeof readPath>[0]): Promise<File[]> =>
  (
    await sql<File>`select network_id as network, id as file from care.person where id in (select care.my_files()) order by network_id, id`.execute(
      scope,
    )
  ).rows

definePersonalData({
  name: 'paths.path',
  columns: ['paths.path.person_id', 'paths.step.person_id', 'paths.step_proposal.person_id'],
  fields: [NETWORK, TEXT],
  read: async (scope) => {
    const held: HeldRow[] = []
    for (const { network, file } of await filesIn(scope)) {
      const path = await readPath(scope, network, file)
      if (path !== null) held.push({ network, text: [path.project, path.goals].filter((part) => part !== '').join('\n') })
      for (const { what, who, reason } of await listSteps(scope, network, file))
        held.push({ network, text: [what, who, reason].filter((part) => part !== '').join('\n') })
      for (const { what, who } of await listStepProposals(scope, network, file))
        held.push({ network, text: [what, who].filter((part) => part !== '').join('\n') })
    }
    return held
  },
  onClosing: { keep: 'care' },
})

definePersonalData({
  name: 'paths.referral',
  columns: ['paths.referral.person_id'],
  fields: [NETWORK, AT, { key: 'kind', label: 'personal.field.purpose', words: 'referral.kind.' }, TEXT],
  read: async (scope) => {
    const held: HeldRow[] = []
    for (const { network, file } of await filesIn(scope))
      for (const { kind, madeAt, partner, told } of await listReferrals(scope, network, file)) {
        const words = told === null ? [] : TOLD_FIELDS.map((name) => told[name])
        held.push({ network, at: madeAt, kind, text: [partner ?? '', ...words].filter((part) => part !== '').join('\n') })
      }
    return held
  },
  onClosing: { keep: 'care' },
})

definePersonalData({
  name: 'paths.early',
  columns: ['paths.early.person_id', 'paths.family_session.person_id'],
  fields: [NETWORK, TEXT],
  read: async (scope) =>
    (
      await sql<HeldRow>`
        select network_id as network, concat_ws(', ', signs_on, asked_on, treated_on) as text from paths.early where person_id in (select care.my_files())
        union all select network_id, concat_ws(', ', on_day::text, members::text) from paths.family_session where person_id in (select care.my_files())
        order by 1, 2`.execute(scope)
    ).rows,
  onClosing: { keep: 'care' },
})

definePersonalData({
  name: 'paths.work',
  columns: [
    'paths.path.written_by',
    'paths.step.written_by',
    'paths.step_event.by_id',
    'paths.step_proposal.by_id',
    'paths.referral.made_by',
    'paths.early.written_by',
    'paths.family_session.written_by',
  ],
  fields: [NETWORK, AT],
  read: async (scope, personId) =>
    (
      await sql<HeldRow>`
        select network_id as network, at from paths.step_proposal where by_id = ${personId}
        union all select network_id, made_at from paths.referral where made_by = ${personId}
        union all select network_id, written_at from paths.family_session where written_by = ${personId} order by 2`.execute(scope)
    ).rows,
  onClosing: { keep: 'work' },
})
