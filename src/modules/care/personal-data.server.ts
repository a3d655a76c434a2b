import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { open } from '#platform/keys/index.server.ts'
import { definePersonalData, HELD, type HeldRow, opening } from '#platform/personal-data.server.ts'

type Text = { network: string; file: string; id: string; version: number; sealed: Buffer | null }
const opened = async (scope: Scope, table: string, column: string, { network, file, id, version, sealed }: Text): Promise<string | null> =>
  sealed === null ? null : open(scope, file, { network, table, column, row: id, version }, sealed)

definePersonalData({
  name: 'care.file',
  columns: [
    'care.person.account_id',
    'care.episode.person_id',
    'care.emergency.person_id',
    'care.glass.person_id',
    'care.third_party_note.person_id',
  ],
  fields: [
    HELD.network,
    { key: 'name', label: 'personal.field.name' },
    { key: 'born', label: 'personal.field.born', as: 'day' },
    HELD.team,
    { key: 'from', label: 'personal.field.from', as: 'day' },
    { key: 'to', label: 'personal.field.to', as: 'day' },
  ],
  // Notes about third parties are not here: they are not about this person alone (GDPR, article 15(4)).
  read: async (scope) => {
    const { rows } = await sql<HeldRow>`
      select p.network_id as network, concat_ws(' ', p.given_name, p.family_name) as name, p.birth_date::text as born, coalesce(s.name, care.name_of_team(e.team)) as team,
             e.entered_on::text as "from", e.left_on::text as "to"
        from care.person p left join care.episode e on e.network_id = p.network_id and e.person_id = p.id
        left join directory.service s on s.network_id = e.network_id and s.id = e.service_id
       where p.id in (select care.my_files()) order by p.made_at, e.entered_on`.execute(scope)
    return rows
  },
  onClosing: { keep: 'care' },
})

definePersonalData({
  name: 'care.request',
  columns: ['care.request.person_id'],
  fields: [HELD.network, HELD.at, HELD.team, HELD.text],
  read: async (scope) => {
    const { rows } = await sql<Text & { at: Date; team: string | null }>`
      select r.network_id as network, r.person_id as file, r.id, 1 as version, r.story as sealed, r.made_at as at, coalesce(s.name, care.name_of_team(r.to_team)) as team
        from care.request r left join directory.service s on s.network_id = r.network_id and s.id = r.to_service_id
       where r.person_id in (select care.my_files()) order by r.made_at`.execute(scope)
    return opening(rows, async (row) => ({
      network: row.network,
      at: row.at,
      team: row.team,
      text: await opened(scope, 'care.request', 'story', row),
    }))
  },
  onClosing: { keep: 'care' },
})

definePersonalData({
  name: 'care.contact',
  columns: ['care.contact.person_id', 'care.contact_version.person_id'],
  fields: [HELD.network, HELD.at, HELD.team, HELD.text],
  read: async (scope) => {
    const { rows } = await sql<Text & { at: Date; team: string | null }>`
      select c.network_id as network, c.person_id as file, c.id, c.version, c.note as sealed, c.at, coalesce(s.name, care.name_of_team(c.team)) as team
        from care.contact c left join directory.service s on s.network_id = c.network_id and s.id = c.service_id
       where c.person_id in (select care.my_files())
      union all
      select v.network_id, v.person_id, v.contact_id, v.version, v.note, v.at, coalesce(s.name, care.name_of_team(v.team))
        from care.contact_version v left join directory.service s on s.network_id = v.network_id and s.id = v.service_id
       where v.person_id in (select care.my_files()) order by 6, 4`.execute(scope)
    return opening(rows, async (row) => ({
      network: row.network,
      at: row.at,
      team: row.team,
      text: await opened(scope, 'care.contact', 'note', row),
    }))
  },
  onClosing: { keep: 'care' },
})

definePersonalData({
  name: 'care.consent',
  columns: ['care.consent.person_id', 'care.consent.to_account_id'],
  fields: [
    HELD.network,
    HELD.at,
    { key: 'for', label: 'personal.field.purpose', words: 'personal.purpose.' },
    { key: 'to', label: 'personal.field.to', as: 'day' },
  ],
  read: async (scope, personId) => {
    const { rows } = await sql<HeldRow>`
      select network_id as network, given_at as at, purpose as "for", until::text as "to"
        from care.consent where person_id in (select care.my_files()) or to_account_id = ${personId} order by given_at`.execute(scope)
    return rows
  },
  onClosing: { keep: 'care' },
})

definePersonalData({
  name: 'care.work',
  columns: [
    'care.worker.person_id',
    'care.consent.noted_by',
    'care.consent.withdrawn_by',
    'care.emergency.responsible_id',
    'care.emergency.reviewed_by',
    'care.glass.by_id',
    'care.glass.reviewed_by',
    'care.request.made_by',
    'care.request.answered_by',
    'care.request_step.by_id',
    'care.episode.referent_id',
    'care.contact.written_by',
    'care.contact_version.replaced_by',
    'care.third_party_note.written_by',
  ],
  fields: [
    HELD.network,
    HELD.team,
    { key: 'from', label: 'personal.field.from', as: 'day' },
    { key: 'to', label: 'personal.field.to', as: 'day' },
  ],
  read: async (scope, personId) => {
    const { rows } = await sql<HeldRow>`
      select w.network_id as network, s.name as team, w.valid_from::text as "from", w.valid_to::text as "to"
        from care.worker w join directory.service s on s.network_id = w.network_id and s.id = w.service_id
       where w.person_id = ${personId} order by w.valid_from`.execute(scope)
    return rows
  },
  onClosing: { keep: 'work' },
})
