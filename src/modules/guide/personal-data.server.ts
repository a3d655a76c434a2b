import { sql } from 'kysely'
import { definePersonalData, type HeldRow } from '#platform/personal-data.server.ts'

definePersonalData({
  name: 'guide.availability',
  columns: ['guide.availability.stated_by'],
  fields: [
    { key: 'network', label: 'personal.field.network' },
    { key: 'team', label: 'personal.field.team' },
    { key: 'at', label: 'personal.field.at', as: 'moment' },
  ],
  read: async (scope, personId) => {
    const { rows } = await sql<HeldRow>`
      select network_id as network, service_id as team, as_of as at from guide.availability where stated_by = ${personId} order by as_of, service_id`.execute(
      scope,
    )
    return rows
  },
  onClosing: { keep: 'work' },
})
