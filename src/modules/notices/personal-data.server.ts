import { sql } from 'kysely'
import { definePersonalData, type HeldRow } from '#platform/personal-data.server.ts'

definePersonalData({
  name: 'notices.preference',
  columns: ['notices.preference.person_id'],
  fields: [
    { key: 'declined', label: 'personal.field.declined' },
    { key: 'quiet', label: 'personal.field.quiet' },
  ],
  read: async (scope, personId) => {
    const { rows } = await sql<HeldRow>`
      select array_to_string(declined, ', ') as declined, to_char(quiet_from, 'HH24:MI') || ' – ' || to_char(quiet_until, 'HH24:MI') as quiet
        from notices.preference where person_id = ${personId}`.execute(scope)
    return rows
  },
  onClosing: {
    erase: async (scope, personId) => {
      await sql`delete from notices.preference where person_id = ${personId}`.execute(scope)
    },
  },
})

// The words of a mail are forgotten as soon as it was handed over; that it was asked for stays for ninety days, by the daily round of mails.
definePersonalData({
  name: 'mail.received',
  columns: ['mail.message.to_person'],
  fields: [],
  read: async () => [],
  onClosing: {
    erase: async (scope) => {
      await sql`select mail.forget_me()`.execute(scope)
    },
  },
})
definePersonalData({
  name: 'mail.asked',
  columns: ['mail.message.asked_by'],
  fields: [],
  read: async () => [],
  onClosing: { keep: 'mails' },
})
