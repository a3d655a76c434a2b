import { sql } from 'kysely'
import { definePersonalData, type HeldRow } from '#platform/personal-data.server.ts'

const MOST = 10_000

definePersonalData({
  name: 'audit.trail',
  columns: [
    'platform.audit.person_id',
    'platform.audit.about',
    'platform.installation_audit.person_id',
    'platform.installation_audit.about',
  ],
  fields: [
    { key: 'at', label: 'personal.field.at', as: 'moment' },
    { key: 'act', label: 'personal.field.act', words: 'audit.action.' },
    { key: 'by', label: 'personal.field.by', words: 'personal.by.' },
    { key: 'network', label: 'personal.field.network' },
    { key: 'outcome', label: 'personal.field.outcome', words: 'personal.outcome.' },
  ],
  // The latest ten thousand acts: of the person, and of others about them. Who the others are is not told here: they have rights as well.
  read: async (scope) => {
    const { rows } = await sql<HeldRow>`
      select at, action as act, case when was_me then 'me' else 'other' end as by, network, outcome from identity.my_trail(${MOST})`.execute(
      scope,
    )
    return rows
  },
  onClosing: { keep: 'trail' },
})
