import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { forget } from '#platform/keys/index.server.ts'
import { definePersonalData, type HeldRow } from '#platform/personal-data.server.ts'
import { sessionsOf } from './sessions/sessions.queries.server.ts'

// What identity.close_account itself removes or empties (migration 0013): all of it or nothing, together with the proof.
const byClosing = { erase: async () => undefined }
const rowsOf = async (scope: Scope, query: ReturnType<typeof sql<HeldRow>>): Promise<readonly HeldRow[]> =>
  (await query.execute(scope)).rows

definePersonalData({
  name: 'identity.person',
  columns: ['identity.link.person_id'],
  fields: [
    { key: 'name', label: 'personal.field.name' },
    { key: 'email', label: 'personal.field.email' },
    { key: 'locale', label: 'personal.field.locale', words: 'personal.locale.' },
    { key: 'password', label: 'personal.field.password', words: 'personal.yesNo.' },
  ],
  read: async (scope, personId) => {
    const row = await scope.selectFrom('identity.person').select(['name', 'email', 'locale']).where('id', '=', personId).executeTakeFirst()
    const { rows } = await sql<{ hash: string | null }>`select identity.password_of(${personId}) as hash`.execute(scope)
    return row === undefined ? [] : [{ ...row, password: rows[0]?.hash == null ? 'no' : 'yes' }]
  },
  onClosing: byClosing,
})

definePersonalData({
  name: 'identity.session',
  columns: ['identity.session.person_id', 'identity.attempt.person_id'],
  fields: [
    { key: 'openedAt', label: 'personal.field.openedAt', as: 'moment' },
    { key: 'seenAt', label: 'personal.field.seenAt', as: 'moment' },
    { key: 'browser', label: 'personal.field.browser', words: 'sessions.browser.' },
    { key: 'system', label: 'personal.field.system', words: 'sessions.system.' },
  ],
  read: async (scope) =>
    (await sessionsOf(scope, null)).map(({ openedAt, seenAt, browser, system }) => ({ openedAt, seenAt, browser, system })),
  onClosing: byClosing,
})

definePersonalData({
  name: 'identity.factor',
  columns: [
    'identity.totp.person_id',
    'identity.recovery_code.person_id',
    'identity.passkey.person_id',
    'identity.openid.person_id',
    'identity.paper_key.person_id',
  ],
  fields: [
    { key: 'kind', label: 'personal.field.kind', words: 'personal.factor.' },
    { key: 'name', label: 'personal.field.called' },
    { key: 'madeAt', label: 'personal.field.madeAt', as: 'moment' },
    { key: 'usedAt', label: 'personal.field.usedAt', as: 'moment' },
  ],
  read: (scope, personId) =>
    rowsOf(
      scope,
      sql<HeldRow>`
        select 'passkey' as kind, name, created_at as "madeAt", used_at as "usedAt" from identity.passkey where person_id = ${personId}
        union all select 'totp', null, created_at, null from identity.totp where person_id = ${personId}
        union all select 'paper', null, made_at, null from identity.paper_key where person_id = ${personId}
        union all select 'openid', issuer || ' ' || subject, created_at, seen_at from identity.openid where person_id = ${personId}
        union all select 'recovery', null, null, used_at from identity.recovery_code where person_id = ${personId}
        order by 1, 3`,
    ),
  onClosing: byClosing,
})

// What is closed with it can be read no more, in no backup either. The keys of a network's own records are the network's.
definePersonalData({
  name: 'identity.key',
  columns: ['platform.data_key.person_id'],
  fields: [],
  read: async () => [],
  onClosing: {
    erase: async (scope, personId) => {
      await forget(scope, personId, null)
    },
  },
})

definePersonalData({
  name: 'identity.tie',
  columns: ['identity.tie.person_id', 'identity.invitation.accepted_by'],
  fields: [
    { key: 'network', label: 'personal.field.network' },
    { key: 'kind', label: 'personal.field.kind', words: 'cards.kind.' },
    { key: 'since', label: 'personal.field.since', as: 'day' },
  ],
  read: (scope) =>
    rowsOf(
      scope,
      sql<HeldRow>`select coalesce(name->>'fr', name->>'nl', name->>'en') as network, kind, since::text as since from identity.my_ties()`,
    ),
  onClosing: byClosing,
})

definePersonalData({
  name: 'identity.role',
  columns: ['identity.role.person_id'],
  fields: [
    { key: 'network', label: 'personal.field.network' },
    { key: 'role', label: 'personal.field.role', words: 'role.' },
    { key: 'from', label: 'personal.field.from', as: 'day' },
    { key: 'to', label: 'personal.field.to', as: 'day' },
  ],
  read: (scope, personId) =>
    rowsOf(
      scope,
      sql<HeldRow>`select network_id as network, role, valid_from::text as "from", valid_to::text as "to"
        from identity.role where person_id = ${personId} order by valid_from, network_id, role`,
    ),
  onClosing: { keep: 'trail' },
})

definePersonalData({
  name: 'identity.given',
  columns: ['identity.card.made_by', 'identity.invitation.invited_by'],
  fields: [
    { key: 'network', label: 'personal.field.network' },
    { key: 'madeAt', label: 'personal.field.madeAt', as: 'moment' },
    { key: 'usedAt', label: 'personal.field.usedAt', as: 'moment' },
  ],
  read: (scope, personId) =>
    rowsOf(
      scope,
      sql<HeldRow>`select network_id as network, made_at as "madeAt", used_at as "usedAt" from identity.card where made_by = ${personId} order by made_at`,
    ),
  onClosing: { keep: 'trail' },
})
