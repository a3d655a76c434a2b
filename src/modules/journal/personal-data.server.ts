import { sql } from 'kysely'
import { definePersonalData, type HeldRow } from '#platform/personal-data.server.ts'

definePersonalData({
  name: 'journal.activity',
  columns: ['journal.activity.recorded_by'],
  fields: [
    { key: 'network', label: 'personal.field.network' },
    { key: 'title', label: 'personal.field.title' },
    { key: 'on', label: 'personal.field.on', as: 'day' },
  ],
  read: async (scope, personId) => {
    const { rows } = await sql<HeldRow>`
      select network_id as network, coalesce(title->>'fr', title->>'nl', title->>'en') as title, starts_on::text as "on"
        from journal.activity where recorded_by = ${personId} order by starts_on, id`.execute(scope)
    return rows
  },
  onClosing: { keep: 'work' },
})
