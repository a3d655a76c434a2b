import { sql } from 'kysely'
import { definePersonalData, type HeldRow } from '#platform/personal-data.server.ts'

definePersonalData({
  name: 'account.snapshot',
  columns: ['account.snapshot.frozen_by'],
  fields: [
    { key: 'network', label: 'personal.field.network' },
    { key: 'edition', label: 'personal.field.edition' },
    { key: 'at', label: 'personal.field.at', as: 'moment' },
  ],
  read: async (scope, personId) => {
    const { rows } = await sql<HeldRow>`
      select network_id as network, year || '/' || edition as edition, frozen_at as "at"
        from account.snapshot where frozen_by = ${personId} order by frozen_at`.execute(scope)
    return rows
  },
  onClosing: { keep: 'work' },
})
