import { sql } from 'kysely'
import { definePersonalData, type HeldRow } from '#platform/personal-data.server.ts'
import { agreementText, purposeText } from './texts.server.ts'

const NETWORK = { key: 'network', label: 'personal.field.network' } as const
const AT = { key: 'at', label: 'personal.field.at', as: 'moment' } as const
const TEAM = { key: 'team', label: 'personal.field.team' } as const
const TEXT = { key: 'text', label: 'personal.field.text' } as const

definePersonalData({
  name: 'boards.visit',
  columns: ['boards.visit.person_id'],
  fields: [NETWORK, AT, TEAM, TEXT],
  read: async (scope) => {
    const { rows } = await sql<{ network: string; file: string; id: string; at: Date; team: string | null; sealed: Buffer | null }>`
      select v.network_id as network, v.person_id as file, v.id, v.starts_at as at, coalesce(s.name, care.name_of_team(v.team)) as team, v.purpose as sealed
        from boards.visit v left join directory.service s on s.network_id = v.network_id and s.id = v.service_id
       where v.person_id in (select care.my_files()) order by v.starts_at`.execute(scope)
    const held: HeldRow[] = []
    for (const { network, file, id, at, team, sealed } of rows)
      held.push({ network, at, team, text: await purposeText.open(scope, { network, person: file, id }, sealed) })
    return held
  },
  onClosing: { keep: 'care' },
})

definePersonalData({
  name: 'boards.discussed',
  columns: ['boards.discussed.person_id', 'boards.agreement.person_id'],
  fields: [NETWORK, AT, TEAM, { key: 'why', label: 'personal.field.purpose', words: 'boards.reason.' }, TEXT],
  read: async (scope) => {
    const { rows } = await sql<{
      network: string
      file: string
      id: string | null
      at: Date
      team: string | null
      why: string
      sealed: Buffer | null
    }>`
      select d.network_id as network, d.person_id as file, a.id, coalesce(a.at, d.put_on_at) as at, coalesce(s.name, care.name_of_team(d.team)) as team,
        d.reason as why, a.what as sealed
        from boards.discussed d left join boards.agreement a on a.network_id = d.network_id and a.discussed_id = d.id
        left join directory.service s on s.network_id = d.network_id and s.id = d.service_id
       where d.person_id in (select care.my_files()) order by d.put_on_at, a.at`.execute(scope)
    const held: HeldRow[] = []
    for (const { network, file, id, at, team, why, sealed } of rows)
      held.push({ network, at, team, why, text: await agreementText.open(scope, { network, person: file, id: id ?? '' }, sealed) })
    return held
  },
  onClosing: { keep: 'care' },
})

definePersonalData({
  name: 'boards.work',
  columns: [
    'boards.shift.worker_id',
    'boards.shift.made_by',
    'boards.away.noted_by',
    'boards.swap.offered_by',
    'boards.swap.offered_to',
    'boards.swap.taken_by',
    'boards.swap.answered_by',
    'boards.visit.first_id',
    'boards.visit.second_id',
    'boards.visit.made_by',
    'boards.visit_step.by_id',
    'boards.discussed.put_on_by',
    'boards.discussed.taken_off_by',
    'boards.agreement.by_id',
  ],
  fields: [NETWORK, AT],
  // Shifts: the rest is in the files of those who were visited, and read there.
  read: async (scope, personId) =>
    (
      await sql<HeldRow>`select network_id as network, starts_at as at from boards.shift where worker_id = ${personId} order by starts_at`.execute(
        scope,
      )
    ).rows,
  onClosing: { keep: 'work' },
})

definePersonalData({
  name: 'boards.away',
  columns: ['boards.away.worker_id'],
  fields: [NETWORK, { key: 'from', label: 'personal.field.from', as: 'day' }, { key: 'until', label: 'personal.field.to', as: 'day' }],
  read: async (scope, personId) =>
    (
      await sql<HeldRow>`
        select network_id as network, from_day::text as "from", to_day::text as until from boards.away where worker_id = ${personId} order by from_day`.execute(
        scope,
      )
    ).rows,
  onClosing: { erase: async (scope, personId) => void (await sql`delete from boards.away where worker_id = ${personId}`.execute(scope)) },
})

definePersonalData({
  name: 'boards.reach',
  columns: ['boards.reach.worker_id'],
  fields: [NETWORK, { key: 'phone', label: 'personal.boards.reach' }],
  read: async (scope, personId) =>
    (await sql<HeldRow>`select network_id as network, phone from boards.reach where worker_id = ${personId}`.execute(scope)).rows,
  onClosing: { erase: async (scope, personId) => void (await sql`delete from boards.reach where worker_id = ${personId}`.execute(scope)) },
})
